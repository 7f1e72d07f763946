import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion } from '../schema.ts';
import { pointsFor, type Reached, scoreTable, shownReached, type ToScore } from './scoring.ts';
import type { UnitState } from './state.ts';

const reached = (numerator: number, denominator = 1): Reached => ({
	numerator: BigInt(numerator),
	denominator: BigInt(denominator),
});

describe('points for what is counted', () => {
	it.each([
		[40, 100, reached(100), 400],
		[40, 100, reached(250), 400], // never more than most
		[40, 100, reached(50), 200],
		[40, 3, reached(1), 133], // 13,33…
		[40, 3, reached(2), 267], // 26,66…
		[1, 20, reached(1), 1], // 0,05: half up
		[40, 100, reached(0), 0],
		[40, 100, reached(-3), 0], // more was revoked than approved
		[40, null, reached(100), 0],
		[40, 100, null, 0],
	])('%d × reached ÷ %s: %o gives %d tenths', (most, pledged, result, tenths) =>
		expect(pointsFor(most, pledged, result)).toBe(tenths),
	);

	it('come from the exact result, not from the shown one', () => {
		// 10.000 ÷ 3.001 = 3,332… tenths for each thousand is shown as 3; the points are those of 3,332…
		expect(shownReached(reached(10_000, 3_001))).toBe(3);
		expect(pointsFor(100, 4, reached(10_000, 3_001))).toBe(833);
	});

	it('never fall when more is reached, nor pass the most', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 1000 }),
				fc.integer({ min: 1, max: 1_000_000 }),
				fc.nat(2_000_000),
				fc.nat(1000),
				(most, pledged, n, more) => {
					const [less, gained] = [n, n + more].map((each) => pointsFor(most, pledged, reached(each)));
					return less! <= gained! && gained! <= most * 10;
				},
			),
		);
	});
});

const criteria: Criterion[] = [
	{ id: 1, kind: 'approved', name: '', most: 60 },
	{ id: 2, kind: 'by_hand', name: 'Tuyên truyền', most: 40 },
];
const unit = (code: string, n: number, hand: number | null, pledged = 100): ToScore => ({
	unit: { id: code.charCodeAt(0), code, name: code },
	state: {
		numbers: { 1: pledged },
		numbersId: 1,
		signed: null,
		self: { 2: { points: 400, evidence: 'tự chấm' } },
		head: hand === null ? {} : { 2: { points: hand, reason: 'đã xem' } },
	} satisfies UnitState,
	reached: new Map([[1, reached(n)]]),
});

describe('the scoring table', () => {
	it('adds counted points and those of the head, never a unit’s own score', () => {
		const [row] = scoreTable(criteria, [unit('A', 50, null)]);
		expect(row).toMatchObject({ total: 300, place: 1, signed: false });
		expect(row!.cells.map(({ points }) => points)).toEqual([300, null]);
	});

	it('gives equal totals one place, and the next one counts them all', () => {
		const rows = scoreTable(criteria, [
			unit('A', 50, 100),
			unit('B', 100, 300),
			unit('C', 100, 200),
			unit('D', 75, 350),
			unit('E', 0, null),
		]);
		expect(rows.map(({ unit, total, place }) => [unit.code, total, place])).toEqual([
			['B', 900, 1],
			['C', 800, 2],
			['D', 800, 2],
			['A', 400, 4],
			['E', 0, 5],
		]);
	});
});
