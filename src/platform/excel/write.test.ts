import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#platform/http/refusal.ts';
import { annotateWorkbook } from './annotate.ts';
import { annotateWorkbookInWorker, readWorkbookInWorker, writeWorkbookInWorker } from './in-worker.ts';
import { readWorkbook } from './read.ts';
import { writeCsv, writeWorkbook } from './write.ts';

const HEADING = 'Lỗi cần sửa';
const fixture = readFileSync('testing/fixtures/excel/letterhead.xlsx');
const formulas = ['=1+1', '+84', '-1', '@SUM(A1)', '\t=1', "'=1", '"', 'a,b', 'x\ny'];

describe('writing', () => {
	it('keeps text as text, numbers as numbers and dates as dates', async () => {
		const rows = [
			[...formulas.filter((text) => text !== '\t=1'), 1.5, { date: '2022-03-05' }, true, null, '✓'],
		];
		const columns = rows[0]!.map((_, index) => ({ heading: `Cột ${index}` }));
		const bytes = await writeWorkbook([{ name: 'A/B: một [hai]', columns, rows }]);
		const [sheet] = (await readWorkbook(bytes, 'a.xlsx')).sheets;
		expect(sheet!.rows).toEqual([columns.map(({ heading }) => heading), rows[0]]);
		expect(sheet!.name).toBe('A B  một  hai');
	});

	it('makes formulas in CSV neutral, so that they read back', async () => {
		const bytes = writeCsv([formulas, [-5]]);
		const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
		expect(text).toMatch(/^\ufeff'=1\+1,'\+84,'-1,'@SUM/);
		expect(text).toContain('\r\n-5\r\n');
		expect((await readWorkbook(bytes, 'a.csv')).sheets[0]!.rows[0]).toEqual(formulas);
	});
});

describe('annotating', () => {
	const annotate = (bytes: Uint8Array, messages: [number, string][]) =>
		annotateWorkbook(bytes, 'danh sách.xlsx', 'Danh sách', 7, [
			{ heading: HEADING, cells: new Map(messages) },
		]);

	it('adds one column and keeps all else', async () => {
		const { bytes, fileName } = await annotate(fixture, [[15, '=H15: ngày <31/02> & sai']]);
		expect(fileName).toBe('danh sách.xlsx');
		const before = await readWorkbook(fixture, 'a');
		const after = await readWorkbook(bytes, 'a');
		expect(after.sheets[0]!.rows[6]![8]).toBe(HEADING);
		expect(after.sheets[0]!.rows[14]![8]).toBe('=H15: ngày <31/02> & sai');
		const without = after.sheets[0]!.rows.map((row, r) => (r === 6 || r === 14 ? row.slice(0, 8) : row));
		expect({ ...after.sheets[0]!, rows: without }).toEqual(before.sheets[0]);
		expect(after.sheets[1]).toEqual(before.sheets[1]);
	});

	it('writes over the column of an earlier round', async () => {
		const once = await annotate(fixture, [
			[10, 'cũ'],
			[15, 'cũ'],
		]);
		const { bytes } = await annotate(once.bytes, [[15, 'mới']]);
		const rows = (await readWorkbook(bytes, 'a')).sheets[0]!.rows;
		expect([rows[9]![8], rows[14]![8], rows[6]![9]]).toEqual([undefined, 'mới', undefined]);
	});

	it('adds several columns, each over its own of an earlier round', async () => {
		const columns = (text: string) =>
			['Rà trùng', 'Giống với'].map((heading, at) => ({ heading, cells: new Map([[15, `${text} ${at}`]]) }));
		const once = await annotateWorkbook(fixture, 'a.xlsx', 'Danh sách', 7, columns('cũ'));
		const twice = await annotateWorkbook(once.bytes, 'a.xlsx', 'Danh sách', 7, [
			{ heading: HEADING, cells: new Map() },
			...columns('mới'),
		]);
		const rows = (await readWorkbook(twice.bytes, 'a')).sheets[0]!.rows;
		expect(rows[6]!.slice(8)).toEqual(['Rà trùng', 'Giống với', HEADING]);
		expect(rows[14]!.slice(8)).toEqual(['mới 0', 'mới 1']);
	});

	it('gives a CSV back as CSV in UTF-8', async () => {
		const csv = readFileSync('testing/fixtures/excel/windows-1258.csv');
		const cells = new Map([[3, 'thiếu ngày']]);
		const { bytes, fileName } = await annotateWorkbook(csv, 'a.txt', 'a', 1, [{ heading: HEADING, cells }]);
		expect(fileName).toBe('a.csv');
		const [before, after] = await Promise.all([csv, bytes].map((each) => readWorkbook(each, 'a.txt')));
		expect(after!.sheets[0]!.rows.map((row) => row.slice(0, 5))).toEqual(before!.sheets[0]!.rows);
		expect(after!.sheets[0]!.rows.map((row) => row[5])).toEqual([HEADING, null, 'thiếu ngày']);
	});
});

describe('in a process of its own', () => {
	it('answers as on this thread', async () => {
		expect(await readWorkbookInWorker(fixture, 'a')).toEqual(await readWorkbook(fixture, 'a'));
		const columns = [{ heading: HEADING, cells: new Map([[15, 'sai']]) }];
		const { bytes } = await annotateWorkbookInWorker(fixture, 'a.xlsx', 'Danh sách', 7, columns);
		expect((await readWorkbook(bytes, 'a')).sheets[0]!.rows[14]![8]).toBe('sai');
		const written = await writeWorkbookInWorker([{ name: 'A', columns: [{ heading: 'x' }], rows: [['y']] }]);
		expect((await readWorkbook(written, 'a')).sheets[0]!.rows).toEqual([['x'], ['y']]);
	});

	it('refuses alike, also when time or memory runs out', async () => {
		const code = (promise: Promise<unknown>) =>
			promise.then(
				() => 'read',
				(error) => error instanceof Refusal && error.code,
			);
		expect(await code(readWorkbookInWorker(new Uint8Array(), 'a'))).toBe('excel_empty');
		expect(await code(readWorkbookInWorker(fixture, 'a', { timeMs: 1 }))).toBe('excel_too_large');
		const wide = await writeWorkbook([
			{
				name: 'A',
				columns: [],
				rows: Array.from({ length: 20_000 }, (_, r) => Array.from({ length: 10 }, (_, c) => `${r} ${c}`)),
			},
		]);
		expect(await code(readWorkbookInWorker(wide, 'a', { memoryMb: 16 }))).toBe('excel_too_large');
	});
});
