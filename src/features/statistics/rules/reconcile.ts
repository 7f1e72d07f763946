import type { Names } from '#features/programmes/schema.ts';
import { attainment, dailyMean, daysInclusive, excess } from '#features/targets/rules/attainment.ts';
import { daysBetween, type LocalDate } from '#platform/clock/clock.ts';
import type { Measure } from '../schema.ts';

/** How a printed number follows from others that were printed, named by code. */
export type Derivation =
	| { by: 'attains' | 'exceeds'; of: string; over: string }
	| { by: 'less'; of: string; less: string }
	| { by: 'sum'; of: readonly string[] }
	| { by: 'mean'; of: string; days: number }
	| { by: 'days'; from: LocalDate; to: LocalDate; ends: 'both' | 'last' }
	/** Printed a second time for the same thing. */
	| { by: 'same' | 'at_most'; as: string };

/** What the portal counts of its own beside a printed number, in the programme's data. */
export type OwnCount =
	/** All days up to and with `upTo`; without it as things stand. */
	| { by: 'total'; measure: Measure; upTo?: LocalDate; unit?: string; group?: string }
	| { by: 'days'; measure: 'submitted' | 'approved'; from: LocalDate; to: LocalDate; mean?: boolean }
	/** On which local date a total was passed. */
	| { by: 'reached'; measure: Measure; on: LocalDate }
	/** Declared benefit in tỷ đồng. */
	| { by: 'benefit'; measure: Measure }
	/** Units directly below the root in the tree of that day. */
	| { by: 'units'; on: LocalDate };

/** A number as it was printed. Percentages are in tenths (232,3 % is 2323), money in tỷ đồng. */
export interface PublishedFigure {
	code: string;
	/** What it is said to count. */
	says: Names;
	value: number;
	is: 'count' | 'percent' | 'days' | 'money' | 'day';
	/** «over» and «about» were printed before it; «about» is taken to mean within a twentieth. */
	loosely?: 'over' | 'about';
	asOf: LocalDate | null;
	source: Names;
	follows?: Derivation;
	counts?: OwnCount;
	/** Why it cannot be true, or what is to be known beside it. */
	note?: Names;
}

/**
 * `agrees`: it follows from the others, or is what the portal counts. `impossible`: it cannot be true together with
 * the numbers it is made of. `differs`: the portal counts another number; either may be wrong. `unchecked`: nothing
 * to hold it against.
 */
export type Verdict = 'agrees' | 'impossible' | 'differs' | 'unchecked';

export interface Reconciled {
	figure: PublishedFigure;
	/** What follows from the other printed numbers; null where nothing does. */
	derived: number | null;
	/** What the portal counts; null while it holds nothing of the programme. */
	own: number | null;
	verdict: Verdict;
}

/** Holds each printed number against those it should follow from, and against what the portal counted itself. */
export function reconcile(
	figures: readonly PublishedFigure[],
	own: ReadonlyMap<string, number> = new Map(),
): Reconciled[] {
	const values = new Map(figures.map(({ code, value }) => [code, value]));
	return figures.map((figure) => {
		const derived = figure.follows ? derive(figure.follows, values) : null;
		const counted = own.get(figure.code) ?? null;
		return { figure, derived, own: counted, verdict: judge(figure, derived, counted) };
	});
}

function judge(figure: PublishedFigure, derived: number | null, own: number | null): Verdict {
	const follows = derived === null ? null : fits(figure, derived);
	if (follows === false) return 'impossible';
	if (own !== null) return fits({ ...figure, follows: undefined }, own) ? 'agrees' : 'differs';
	// That a number is not larger than the whole does not make it right.
	return follows && figure.follows?.by !== 'at_most' ? 'agrees' : 'unchecked';
}

function fits({ value, is, loosely, follows }: PublishedFigure, found: number): boolean {
	if (follows?.by === 'at_most') return value <= found;
	if (loosely === 'over') return found >= value;
	if (loosely === 'about') return Math.abs(found - value) * 20 <= value;
	// A percentage printed without decimals is held to whole percents.
	if (is === 'percent' && value % 10 === 0) return Math.round(found / 10) * 10 === value;
	return found === value;
}

/** The number that follows, in the unit of the printed one. */
export function derive(derivation: Derivation, values: ReadonlyMap<string, number>): number | null {
	const value = (code: string) => {
		const found = values.get(code);
		if (found === undefined) throw new Error(`no published figure ${code}`);
		return found;
	};
	switch (derivation.by) {
		case 'attains':
			return attainment(value(derivation.of), value(derivation.over));
		case 'exceeds':
			return excess(value(derivation.of), value(derivation.over));
		case 'less':
			return value(derivation.of) - value(derivation.less);
		case 'sum':
			return derivation.of.reduce((sum, code) => sum + value(code), 0);
		case 'mean':
			return dailyMean(value(derivation.of), derivation.days);
		case 'days':
			return (derivation.ends === 'both' ? daysInclusive : daysBetween)(derivation.from, derivation.to);
		case 'same':
		case 'at_most':
			return value(derivation.as);
	}
}

/** How often each verdict was given. */
export function countVerdicts(reconciled: readonly Reconciled[]): Record<Verdict, number> {
	const counts = { agrees: 0, impossible: 0, differs: 0, unchecked: 0 };
	for (const { verdict } of reconciled) counts[verdict] += 1;
	return counts;
}
