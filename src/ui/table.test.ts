import { expect, test } from 'vitest';
import { chosenRows } from './table.ts';

const form = (...pairs: [string, string][]) => {
	const data = new FormData();
	for (const [name, value] of pairs) data.append(name, value);
	return data;
};
const shown: [string, string][] = ['a', 'b', 'c'].map((id) => ['row_shown', id]);

test('ticked rows are chosen', () => {
	expect(chosenRows(form(...shown, ['row', 'a'], ['row', 'c']), 'row')).toEqual(['a', 'c']);
});

test('«select all» stands for every row shown, ticked or not', () => {
	expect(chosenRows(form(...shown, ['row', 'a'], ['row_all', '1']), 'row')).toEqual(['a', 'b', 'c']);
});

test('nothing ticked chooses nothing', () => {
	expect(chosenRows(form(...shown), 'row')).toEqual([]);
});
