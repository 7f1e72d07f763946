import type { Cell, Criterion, Scored } from '../schema.ts';
import type { UnitState } from './state.ts';

/** What a unit reached, exact: numerator ÷ denominator in the criterion's unit, denominator above 0. */
export interface Reached {
	numerator: bigint;
	denominator: bigint;
}

const half = (a: bigint, b: bigint): number => Number((2n * a + b) / (2n * b));

/** What is shown of a result: to the nearest whole of the criterion's unit, halves up as everywhere. */
export const shownReached = ({ numerator, denominator }: Reached): number =>
	numerator < 0n ? 0 : half(numerator, denominator);

/**
 * Points for what is counted, in tenths: most × reached ÷ pledged, halves up, never more than most; 0 where nothing
 * was pledged. From the exact result, not from the one that is shown.
 */
export function pointsFor(most: number, pledged: number | null, reached: Reached | null): number {
	if (!pledged || !reached || reached.numerator <= 0n) return 0;
	const points = half(BigInt(most) * 10n * reached.numerator, reached.denominator * BigInt(pledged));
	return Math.min(points, most * 10);
}

/** A unit with what it entered and, by criterion id, what the portal counts. */
export interface ToScore {
	unit: Scored['unit'];
	state: UnitState;
	reached: ReadonlyMap<number, Reached>;
}

/**
 * The scoring table, best first. Units with the same total share a place and the next one counts them all: 1, 2, 2, 4;
 * between them the order given stays. What the head has not scored gives nothing.
 */
export function scoreTable(criteria: readonly Criterion[], units: readonly ToScore[]): Scored[] {
	const rows = units.map(({ unit, state, reached }) => {
		const cells = criteria.map(({ id, kind, most }): Cell => {
			if (kind === 'by_hand')
				return { criterion: id, pledged: null, reached: null, points: state.head[id]?.points ?? null };
			const pledged = state.numbers[id] ?? null;
			const result = reached.get(id) ?? null;
			return {
				criterion: id,
				pledged,
				reached: result && shownReached(result),
				points: pointsFor(most, pledged, result),
			};
		});
		const total = cells.reduce((sum, { points }) => sum + (points ?? 0), 0);
		return { unit, signed: state.signed !== null, cells, total, place: 0 };
	});
	rows.sort((a, b) => b.total - a.total);
	for (const [index, row] of rows.entries()) {
		const before = rows[index - 1];
		row.place = before?.total === row.total ? before.place : index + 1;
	}
	return rows;
}
