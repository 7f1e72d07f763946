import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '#platform/excel/read.ts';
import type { CellValue, Workbook } from '#platform/excel/workbook.ts';
import { contentOf } from './content.ts';
import { isSound, type ListReading } from './list.ts';
import { mappingOf, recogniseColumns } from './recognition.ts';
import { readRows } from './rows.ts';

const OPTIONS = { today: '2026-11-21' };
const LISTS = '../shared/data/excel/generated_vi';

async function readList(file: string): Promise<ListReading> {
	const workbook = await readWorkbook(readFileSync(file), file);
	return readRows(workbook, mappingOf(recogniseColumns(workbook)), OPTIONS);
}

function listOf(...rows: CellValue[][]): ListReading {
	const sheet = { name: 'A', hidden: false, rows, merges: [], hiddenRows: [], hiddenColumns: [] };
	const workbook: Workbook = { format: 'xlsx', dateSystem: 1900, sheets: [sheet] };
	return readRows(workbook, mappingOf(recogniseColumns(workbook)), OPTIONS);
}

const codesByRow = (list: ListReading) =>
	Object.fromEntries(list.rows.map((row) => [row.row, row.issues.map((issue) => issue.code).sort()]));

describe('a list with letterhead, two-row heading, groups and signatures', async () => {
	const list = await readList('testing/fixtures/excel/letterhead.xlsx');

	it('keeps only initiatives, with the row numbers of the sheet', () => {
		expect(list.rows.map((row) => [row.row, row.values.title])).toEqual([
			[10, 'Cải tiến máng cào trong lò chợ'],
			[11, 'Giá đỡ cáp di động'],
			[13, 'Vườn chữ cái'],
			[15, '=Trò chơi nhận mặt số'],
		]);
		expect(list.skipped.map(({ row, kind }) => [row, kind])).toEqual([
			[8, 'heading'],
			[9, 'group'],
			[12, 'group'],
			[16, 'total'],
			[18, 'signature'],
			[19, 'signature'],
			[20, 'signature'],
		]);
	});

	it('fills units down from group rows and ditto marks, a cell of its own first', () => {
		const unit = 'Công đoàn Công ty Than Mẫu';
		expect(list.rows.map((row) => row.values.unit)).toEqual([unit, unit, 'Tổ 1', 'Tổ 1']);
	});

	it('joins the authors of one cell and of one merged title', () => {
		expect(list.rows[2]!.values.authors).toEqual([
			{ name: 'Phạm Thị Dung', share: 6000 },
			{ name: 'Hoàng Văn Em', share: 4000 },
		]);
		expect(codesByRow(list)).toEqual({ 10: [], 11: ['shares_incomplete'], 13: [], 15: ['date_impossible'] });
	});

	it('takes the unit of the heading for bare amounts and says so', () => {
		expect(list.rows.map((row) => row.values.benefit?.amount)).toEqual([
			1_500_000_000,
			12_500_000,
			0,
			undefined,
		]);
		expect(list.rows[1]!.values.benefit!.text).toBe('12,5 triệu');
		expect(list.notices).toEqual([
			{ code: 'rows_hidden', params: { count: 1 } },
			{ code: 'rows_skipped', params: { count: 7 } },
			{ code: 'identity_dropped' },
			{ code: 'benefit_scaled', params: { amount: 1_000_000 } },
		]);
	});

	it('places an issue where the officer finds it', () => {
		expect(list.rows[3]!.issues).toEqual([
			{
				row: 15,
				letter: 'H',
				heading: 'Quyết định công nhận / Ngày',
				column: 'recognisedOn',
				code: 'date_impossible',
				severity: 'error',
				params: { text: '31/02/2022' },
			},
		]);
	});

	it('lets no identity number through', () => {
		expect(JSON.stringify(list)).not.toMatch(/15304400180|027168674663|067203654556/);
	});

	it('becomes what the form would hold', () => {
		const content = contentOf(list.rows[2]!, { unit: 7, group: 'worker', field: 'education' });
		expect(content).toMatchObject({
			unit: 7,
			title: 'Vườn chữ cái',
			recognisedOn: '2022-03-07',
			benefit: '0',
		});
		expect(content.authors.map(({ share }) => share)).toEqual(['60.00', '40.00']);
	});
});

describe('single rows', () => {
	it('reads what a list of today would hold', () => {
		const list = listOf(
			['Họ và tên', 'SĐT', 'Tên sáng kiến', 'Ngày áp dụng', 'Số, ngày quyết định', 'CCCD'],
			['A An', 912345678, 'Một', 44805, 'Số 12/QĐ-LĐLĐ ngày 05/3/2022', null],
			['B Ba', '+84 912 345 678', 'Hai', { date: '2031-01-01' }, { error: '#REF!' }, '12345'],
			[null, null, 'Ba', null, null, null],
		);
		expect(codesByRow(list)).toEqual({
			2: [],
			3: ['cell_error', 'date_in_future', 'identity_length'],
			4: [],
		});
		expect(list.rows[0]!.values).toMatchObject({
			authorPhone: '0912345678',
			appliedOn: '2022-09-01',
			recognitionNumber: '12/QĐ-LĐLĐ',
			recognisedOn: '2022-03-05',
		});
		expect(list.rows[1]!.values.authorPhone).toBe('0912345678');
		expect(list.rows[2]!.values).toMatchObject({ title: 'Ba', authors: [], appliedOn: null });
	});

	it('takes the first day of a bare month only when asked to, and says so', () => {
		const rows: CellValue[][] = [
			['Tác giả', 'Tên sáng kiến', 'Ngày áp dụng'],
			['A An', 'Một', 'tháng 5/2022'],
		];
		expect(codesByRow(listOf(...rows))).toEqual({ 2: ['date_month_only'] });
		const sheet = { name: 'A', hidden: false, rows, merges: [], hiddenRows: [], hiddenColumns: [] };
		const workbook: Workbook = { format: 'xlsx', dateSystem: 1900, sheets: [sheet] };
		const mapping = mappingOf(recogniseColumns(workbook));
		const [row] = readRows(workbook, mapping, { ...OPTIONS, monthOnly: 'first_day' }).rows;
		expect(row!.values.appliedOn).toBe('2022-05-01');
		expect(row!.issues).toMatchObject([{ code: 'date_first_day_taken', severity: 'warning' }]);
	});

	it('counts a benefit merged over several initiatives once', () => {
		const rows: CellValue[][] = [
			['Tác giả', 'Tên sáng kiến', 'Tiền làm lợi'],
			['A An', 'Một', 100],
			['B Ba', 'Hai'],
		];
		const merges = [{ top: 1, bottom: 2, left: 2, right: 2 }];
		const sheet = { name: 'A', hidden: false, rows, merges, hiddenRows: [], hiddenColumns: [] };
		const workbook: Workbook = { format: 'xlsx', dateSystem: 1900, sheets: [sheet] };
		const list = readRows(workbook, mappingOf(recogniseColumns(workbook)), OPTIONS);
		expect(list.rows.map((row) => row.values.benefit?.amount ?? null)).toEqual([100, null]);
		expect(codesByRow(list)).toEqual({ 2: [], 3: ['benefit_shared'] });
	});
});

describe.skipIf(!existsSync(LISTS))('the shared lists (skipped where ../shared/data is absent)', () => {
	const expected: { file: string; what: string; rows_ok: number | null; rows_bad: number | null }[] =
		existsSync(LISTS) ? JSON.parse(readFileSync(`${LISTS}/EXPECTED.json`, 'utf8')) : [];

	it.each(expected.filter((each) => each.rows_ok !== null))(
		'$file: $what',
		async ({ file, rows_ok, rows_bad }) => {
			const { rows } = await readList(`${LISTS}/${file}`);
			const sound = rows.filter(isSound);
			expect([sound.length, rows.length - sound.length]).toEqual([rows_ok, rows_bad]);
			for (const row of sound) {
				expect(row.values.title && row.values.unit && row.values.authors.length === 1).toBeTruthy();
			}
		},
	);

	it('04: each row parses or says why not', async () => {
		const list = await readList(`${LISTS}/04_dirty_dates_and_money.xlsx`);
		expect(codesByRow(list)).toEqual({
			2: [],
			3: [],
			4: ['date_month_only'],
			5: ['date_month_only'],
			6: ['benefit_no_amount'],
			7: ['benefit_ambiguous'],
			8: ['benefit_negative', 'date_impossible'],
			9: ['date_year_only'],
			10: ['benefit_unreadable', 'date_in_future'],
			11: ['benefit_foreign_currency'],
			12: ['benefit_fraction'],
			13: ['date_month_first'],
		});
	});

	it('all files of the collections are read or refused within 5 s of work', async () => {
		const outcomes: Record<string, number> = {};
		for (const folder of ['sheetjs', 'exceljs', 'generated_vi'].map(
			(name) => `../shared/data/excel/${name}`,
		)) {
			for (const file of readdirSync(folder)) {
				const started = process.cpuUsage();
				const outcome = await readList(`${folder}/${file}`).then(
					() => 'read',
					(error) => error.code ?? error,
				);
				// The processor's time: what else the machine does is no fault of the file.
				const { user, system } = process.cpuUsage(started);
				expect([file, user + system < 5_000_000]).toEqual([file, true]);
				expect(outcome).toMatch(/^(read|excel_)/);
				outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
			}
		}
		console.log('excel collections:', outcomes);
	}, 60_000);
});

it('takes what is new beside existing ones into the form, and says where it is too long', () => {
	const list = listOf(
		['Tên sáng kiến', 'Tác giả', 'Điểm khác/điểm mới so với sáng kiến đã có'],
		['Một', 'A An', 'Dùng vật liệu có sẵn'],
		['Hai', 'B Bình', 'dài '.repeat(300)],
	);
	const choices = { unit: null, group: '', field: '' };
	expect(list.rows.map((row) => contentOf(row, choices).difference)).toEqual(['Dùng vật liệu có sẵn', '']);
	expect(codesByRow(list)).toEqual({ 2: [], 3: ['text_too_long'] });
});
