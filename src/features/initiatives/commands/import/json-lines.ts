import { z } from 'zod';
import { columnLetter } from '#platform/excel/workbook.ts';
import type { ReadRow } from '../../rules/import.ts';
import { acceptAll } from '../../rules/originals.ts';
import { content } from '../../schema.ts';

/** An initiative as a script writes it: the form's content, with the unit by code or name. */
const line = content.omit({ unit: true }).extend({
	unit: z.union([z.string(), z.number()]).transform(String).default(''),
});

/**
 * Initiatives written one per line of JSON; empty lines are left out. A line that is none comes as a row with
 * what is wrong, at its line number.
 * @param options.asWritten texts in an old encoding stay as they are; else they are taken in Unicode
 */
export function readJsonLines(text: string, { asWritten = false } = {}): ReadRow[] {
	return text
		.replace(/^\ufeff/, '')
		.split('\n')
		.flatMap((written, index) => (written.trim() === '' ? [] : [readLine(written, index + 1)]))
		.map((row) => (asWritten ? row : { ...row, content: acceptAll(row.content) }));
}

function readLine(written: string, row: number): ReadRow {
	const read = line.safeParse(parsed(written));
	if (read.success) {
		const { unit, group, field, ...rest } = read.data;
		return { row, content: { ...rest, unit: null, group: '', field: '' }, unit, group, field, issues: [] };
	}
	const where = read.error.issues[0]?.path.join('.') ?? '';
	const issue = { row, letter: columnLetter(0), heading: where, column: 'title', severity: 'error' } as const;
	return {
		row,
		content: content.parse({}),
		unit: '',
		group: '',
		field: '',
		issues: [{ ...issue, code: 'import_line_invalid' }],
	};
}

function parsed(written: string): unknown {
	try {
		return JSON.parse(written);
	} catch {
		return null;
	}
}
