import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';

const said: string[] = [];

/** Prints a line of the report. */
export function say(line = ''): void {
	console.log(line);
	said.push(line);
}

/** Writes everything said so far as a document of its own. */
export function writeReport(file: string, title: string): void {
	mkdirSync(dirname(file), { recursive: true });
	const text = said
		.join('\n')
		.replace(/^\$ (.*)$/m, '`$1`\n')
		.replace(/\n{3,}/g, '\n\n');
	writeFileSync(file, `# ${title}\n\n${text.trim()}\n`);
}

/** Where and when a figure was measured, and what else the machine did. */
export function printMachine(command: string): void {
	const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
	const [load] = loadavg();
	say(`$ ${command}`);
	say(
		`${new Date().toISOString().slice(0, 10)} · ${cpus().length} cores ${cpus()[0]!.model.trim()} · Node ${process.version} · commit ${commit} · load before ${load!.toFixed(1)}\n`,
	);
}

export function printTable(rows: readonly Record<string, string | number>[]): void {
	for (const line of tableLines(rows)) say(line);
	say();
}

/** A Markdown table, columns padded; numbers to the right. */
export function tableLines(rows: readonly Record<string, string | number>[]): string[] {
	const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const cells = rows.map((row) => columns.map((column) => show(row[column])));
	const widths = columns.map((column, index) =>
		Math.max(column.length, ...cells.map((row) => row[index]!.length)),
	);
	const right = columns.map((column) => rows.every((row) => typeof (row[column] ?? 0) === 'number'));
	const line = (row: readonly string[]) =>
		`| ${row.map((cell, index) => (right[index] ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!))).join(' | ')} |`;
	const rules = widths.map((width, index) =>
		right[index] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
	);
	return [line(columns), `| ${rules.join(' | ')} |`, ...cells.map(line)];
}

function show(value: string | number | undefined): string {
	if (value === undefined) return '';
	if (typeof value === 'string') return value;
	const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
	return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The value below which a share of all lies: `quantile(times, 0.99)`. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
