import { describe, expect, it } from 'vitest';
import type { Criterion, Entry } from '../schema.ts';
import { type Part, reasonAgainst, reasonAgainstUndo, stateOf, unitStateOf } from './state.ts';

const at = new Date('2026-03-01T03:00:00Z');
const criteria: Criterion[] = [
	{ id: 1, kind: 'approved', name: '', most: 60 },
	{ id: 2, kind: 'by_hand', name: 'Tuyên truyền', most: 40 },
];
let last = 0;
const entry = <Kind extends Entry['kind']>(
	kind: Kind,
	unitId: number | null,
	data: Extract<Entry, { kind: Kind }>['data'],
	undoesId: number | null = null,
) => ({ id: ++last, kind, unitId, data, by: 'Người', at, undoesId }) as Entry;
const undo = (of: Entry) => entry('undo', null, {}, of.id);

const draft = entry('draft', null, { title: 'Giao ước 2026', criteria });
const numbers = (n: number, unit = 7) => entry('numbers', unit, { numbers: { 1: n } });
const sign = (of: Entry, from: Entry = draft) =>
	entry('sign', of.unitId, { draftId: from.id, numbersId: of.id });
const close = () => entry('close', null, { asOf: '2026-12-31', position: 9, results: [] });

describe('what stands', () => {
	it('is the latest of each thing', () => {
		const state = stateOf([draft, numbers(10), numbers(12), numbers(5, 8)]);
		expect([unitStateOf(state, 7).numbers, unitStateOf(state, 8).numbers]).toEqual([{ 1: 12 }, { 1: 5 }]);
		expect(unitStateOf(state, 9).numbers).toEqual({});
		expect(state.title).toBe('Giao ước 2026');
	});

	it('falls back to what stood before an entry that was undone, and comes back when the undo is undone', () => {
		const [ten, twelve] = [numbers(10), numbers(12)];
		const undone = undo(twelve);
		expect(unitStateOf(stateOf([draft, ten, twelve, undone]), 7).numbers).toEqual({ 1: 10 });
		expect(unitStateOf(stateOf([draft, ten, twelve, undone, undo(undone)]), 7).numbers).toEqual({ 1: 12 });
	});

	it('a signature holds for what was signed, and for nothing that came after', () => {
		const ten = numbers(10);
		const signed = sign(ten);
		const isSigned = (...entries: Entry[]) => unitStateOf(stateOf(entries), 7).signed !== null;
		expect(isSigned(draft, ten, signed)).toBe(true);
		expect(isSigned(draft, ten, signed, numbers(9))).toBe(false);
		const other = entry('draft', null, { title: 'Khác', criteria });
		expect(isSigned(draft, ten, signed, other)).toBe(false);
		// Taken back, what was signed stands again, and so does the signature.
		expect(isSigned(draft, ten, signed, other, undo(other))).toBe(true);
	});
});

describe('who may do what, when', () => {
	const head: Part = { leads: true, units: [] };
	const member: Part = { leads: false, units: [7] };
	const open = stateOf([draft, numbers(10)]);
	const closed = stateOf([draft, close()]);

	it.each([
		[open, head, 'draft', null, null],
		[open, member, 'draft', null, 'pledge_not_yours'],
		[open, member, 'numbers', 7, null],
		[open, member, 'numbers', 8, 'pledge_not_yours'],
		[open, head, 'numbers', 7, 'pledge_not_yours'], // nobody pledges for another
		[open, member, 'sign', 7, null],
		[stateOf([draft]), member, 'sign', 7, 'pledge_incomplete'],
		[open, head, 'head', 7, null],
		[open, member, 'head', 7, 'pledge_not_yours'], // nor scores itself for good
		[open, head, 'publish', null, 'pledge_open'],
		[closed, head, 'publish', null, null],
		[closed, member, 'numbers', 7, 'pledge_closed'],
		[closed, head, 'head', 7, 'pledge_closed'],
		[stateOf([draft, close(), entry('publish', null, {})]), head, 'publish', null, 'pledge_published'],
	] as const)('%#', (state, part, kind, unitId, reason) =>
		expect(reasonAgainst(state, part, kind, unitId)).toBe(reason),
	);

	it('takes back the latest of each thing, and not the first draft', () => {
		const [ten, twelve] = [numbers(10), numbers(12)];
		const state = stateOf([draft, ten, twelve]);
		expect(reasonAgainstUndo(state, member, twelve.id)).toBe(null);
		expect(reasonAgainstUndo(state, member, ten.id)).toBe('pledge_followed');
		expect(reasonAgainstUndo(state, head, twelve.id)).toBe('pledge_not_yours');
		expect(reasonAgainstUndo(state, head, draft.id)).toBe('pledge_first');
		expect(reasonAgainstUndo(state, head, 999)).toBe('pledge_followed');
	});

	it('opens a closed pledge step by step', () => {
		const [closing, publishing, ten] = [close(), entry('publish', null, {}), numbers(10)];
		const state = stateOf([draft, ten, closing, publishing]);
		expect(reasonAgainstUndo(state, head, closing.id)).toBe('pledge_published');
		expect(reasonAgainstUndo(state, head, publishing.id)).toBe(null);
		expect(reasonAgainstUndo(stateOf([draft, ten, closing]), head, closing.id)).toBe(null);
		expect(reasonAgainstUndo(stateOf([draft, ten, closing]), member, ten.id)).toBe('pledge_closed');
	});
});
