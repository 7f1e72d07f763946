import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#platform/http/refusal.ts';
import { readWorkbook } from './read.ts';
import { cellText, columnLetter, dateOfSerial } from './workbook.ts';
import { replacePart } from './zip.ts';

const FIXTURES = 'testing/fixtures/excel';
const SHARED = '../shared/data/excel';
const fixture = (name: string) => readFileSync(`${FIXTURES}/${name}`);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const rowsOf = async (bytes: Uint8Array, name = 'a') => (await readWorkbook(bytes, name)).sheets[0]!.rows;

const refusalCode = async (bytes: Uint8Array) => {
	const error = await readWorkbook(bytes, 'list.xlsx').catch((each) => each);
	expect(error).toBeInstanceOf(Refusal);
	return error.code;
};

describe('text files', () => {
	const first = [
		'1',
		'Nguyễn Thị Hường',
		'Công ty Điện lực Đồng Nai',
		'Cải tiến đồ gá khoan; giảm 30% thời gian',
		'15/03/2022',
	];

	it.each(['windows-1258.csv', 'utf-16.txt'])('%s is read as NFC', async (name) => {
		const rows = await rowsOf(fixture(name), name);
		expect(rows[1]).toEqual(first);
		expect(rows[2]![3]).toBe('Bộ đồ dùng "tự làm" từ vật liệu bỏ đi');
	});

	it.each([
		[
			'comma',
			'a,b\n1,"x, y"',
			[
				['a', 'b'],
				['1', 'x, y'],
			],
		],
		[
			'semicolon though commas are about',
			'a;b\n1,5;x, y\n2,5;z',
			[
				['a', 'b'],
				['1,5', 'x, y'],
				['2,5', 'z'],
			],
		],
		[
			'tab',
			'a\tb\n1\t2',
			[
				['a', 'b'],
				['1', '2'],
			],
		],
		['a byte order mark', '\ufeffSTT,b', [['STT', 'b']]],
		['sep=', 'sep=;\r\na;b', [[null], ['a', 'b']]],
		['blank lines', 'a,b\n\n1,2', [['a', 'b'], [null], ['1', '2']]],
		['shielded numbers', '="012",\'=1+1', [['012', '=1+1']]],
	])('%s', async (_, text, rows) => expect(await rowsOf(bytesOf(text))).toEqual(rows));

	it('names the line of a quote that never closes', async () => {
		const error = await readWorkbook(bytesOf('a,b\n1,"x\n2,y'), 'a.csv').catch((each) => each);
		expect(error).toMatchObject({ code: 'excel_csv_quote' });
	});
});

describe('refusals', () => {
	it('says why a file is not read', async () => {
		expect(await refusalCode(new Uint8Array())).toBe('excel_empty');
		expect(await refusalCode(fixture('encrypted.xlsx'))).toBe('excel_encrypted');
		expect(await refusalCode(fixture('letterhead.xlsx').subarray(0, 3000))).toBe('excel_unreadable');
		expect(await refusalCode(bytesOf('<html><table><tr><td>1</td></tr></table></html>'))).toBe(
			'excel_old_format',
		);
		expect(await refusalCode(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1))).toBe('excel_old_format');
		expect(await refusalCode(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1))).toBe(
			'excel_unreadable',
		);
		expect(await refusalCode(new Uint8Array(21 * 1024 * 1024))).toBe('excel_too_large');
	});

	const part = 'xl/worksheets/sheet1.xml';
	const sheet = (cells: string) =>
		replacePart(fixture('letterhead.xlsx'), part, `<worksheet><sheetData>${cells}</sheetData></worksheet>`);

	it('refuses bombs and huge claims', async () => {
		expect(await refusalCode(sheet(' '.repeat(150 * 1024 * 1024)))).toBe('excel_too_large');
		const corners =
			'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
		expect(await refusalCode(sheet(corners))).toBe('excel_too_large');
	});

	it('reads or refuses whatever bytes are changed', async () => {
		const original = fixture('letterhead.xlsx');
		const change = fc.tuple(fc.nat(original.length - 1), fc.nat(255));
		await fc.assert(
			fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 20 }), async (changes) => {
				const bytes = Uint8Array.from(original);
				for (const [at, value] of changes) bytes[at] = value;
				await readWorkbook(bytes, 'a.xlsx').catch((error) => expect(error).toBeInstanceOf(Refusal));
			}),
			{ numRuns: 60 },
		);
	});
});

describe('workbooks', () => {
	it('tells merges, hidden rows and sheets, dates and numbers', async () => {
		const [sheet, draft] = (await readWorkbook(fixture('letterhead.xlsx'), 'a')).sheets;
		expect(sheet!.rows[9]).toEqual([
			1,
			'Nguyễn Văn An',
			15304400180,
			null,
			'Cải tiến máng cào trong lò chợ',
			1500,
			'12/QĐ-TM',
			{ date: '2022-03-05' },
		]);
		expect(sheet!.merges).toContainEqual({ top: 8, left: 1, bottom: 8, right: 7 });
		expect([sheet!.hiddenRows, draft!.hidden]).toEqual([[10], true]);
	});

	it.skipIf(!existsSync(SHARED))(
		'reads both date systems (skipped where ../shared/data is absent)',
		async () => {
			for (const year of ['1900', '1904']) {
				for (const row of await rowsOf(readFileSync(`${SHARED}/sheetjs/${year}.xlsx`))) {
					expect(row[1]).toEqual({ date: row[2] });
					expect(dateOfSerial(Number(row[0]), year === '1900' ? 1900 : 1904)).toBe(row[2]);
				}
			}
		},
	);
});

it('writes cells as people read them', () => {
	expect([15304400180, 0.1 + 0.2, 1e20, true, null].map(cellText)).toEqual([
		'15304400180',
		'0.3',
		'100000000000000000000',
		'TRUE',
		'',
	]);
	expect(cellText({ date: '2022-03-05', time: '07:30:00' })).toBe('05/03/2022 07:30:00');
	expect([0, 25, 26, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
});
