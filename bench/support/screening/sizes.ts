import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableLines } from '../report.ts';

interface Table {
	columns: string[];
	rows: Record<string, string>[];
}

/** What was measured at one size, as its document tells it. */
interface Told {
	size: number;
	/** Day, machine, commit. */
	machine: string;
	tables: Table[];
}

/** Tables that stand side by side: known by a column of theirs, with the columns that are told of every size. */
const TABLES = [
	{
		title:
			'Copies, by kind; shares. R@50: among the texts that are compared. Each band includes those above it.',
		has: 'R@50',
		shown: ['R@50', 'duplicate', '+ suspicious', '+ similar'],
	},
	{
		title: 'Texts that copy nothing; shares in each band, those above it included.',
		has: 'negatives',
		shown: ['n', 'duplicate', '+ suspicious', '+ similar'],
	},
	{ title: 'Cost of building.', has: 'cost', shown: ['value'] },
	{ title: 'Milliseconds of one thread.', has: 'p99', shown: ['p50', 'p99'] },
	{
		title: 'Batches on two threads.',
		has: 'setting',
		shown: ['screens/s', 'list of 100,000, minutes', 'whole corpus, minutes'],
	},
];
const [BEGIN, END] = ['<!-- sizes: `npm run bench screening -- --write` -->', '<!-- end of sizes -->'];

/** Puts what `folder/SIZE.md` say side by side into a document, between its two marks. */
export function writeSizes(folder: string, document: string): void {
	const told = readdirSync(folder)
		.filter((name) => /^\d+\.md$/.test(name))
		.map((name) => readTold(Number.parseInt(name, 10), readFileSync(join(folder, name), 'utf8')))
		.sort((a, b) => a.size - b.size);
	const text = readFileSync(document, 'utf8');
	const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
	if (begin === -1 || end < begin) throw new Error(`${document} has no place for sizes`);
	writeFileSync(document, `${text.slice(0, begin)}${BEGIN}\n\n${sideBySide(told)}\n${text.slice(end)}`);
}

export function readTold(size: number, text: string): Told {
	const lines = text.split('\n');
	return { size, machine: lines.find((line) => / · commit /.test(line)) ?? '', tables: tablesIn(lines) };
}

function tablesIn(lines: readonly string[]): Table[] {
	const tables: Table[] = [];
	for (let at = 0; at < lines.length; at++) {
		if (!lines[at]!.startsWith('|')) continue;
		const columns = cellsOf(lines[at]!);
		const rows = [];
		for (at += 2; lines[at]?.startsWith('|'); at++) {
			const cells = cellsOf(lines[at]!);
			rows.push(Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])));
		}
		tables.push({ columns, rows });
	}
	return tables;
}

const cellsOf = (line: string) =>
	line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());

/** Values of all sizes in each cell, smallest first; targets are those of the largest. */
export function sideBySide(told: readonly Told[]): string {
	const sizes = told.map(({ size }) => size.toLocaleString('en')).join(' · ');
	const measured = told.map(({ size, machine }) => `- ${size.toLocaleString('en')} texts: ${machine}`);
	const blocks = TABLES.flatMap(({ title, has, shown }) => {
		const found = told.map(({ tables }) => tables.find(({ columns }) => columns.includes(has)));
		const largest = found.at(-1);
		if (!largest) return [];
		const [name = ''] = largest.columns;
		const rows = largest.rows.map((row) => ({
			[name]: row[name]!,
			...Object.fromEntries(shown.map((column) => [column, joined(found, name, row[name]!, column)])),
			...(row.target !== undefined && { target: row.target }),
		}));
		return [`${title}\n`, ...tableLines(rows), ''];
	});
	return [`Each cell: ${sizes} texts.\n`, ...measured, '', ...blocks].join('\n');
}

function joined(tables: readonly (Table | undefined)[], name: string, key: string, column: string): string {
	const cells = tables.map((table) => table?.rows.find((row) => row[name] === key)?.[column] || '–');
	return cells.join(' · ');
}
