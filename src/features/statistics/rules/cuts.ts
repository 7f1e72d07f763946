import type { LocalDate } from '#platform/clock/clock.ts';
import type { FigureCut } from '../rules.ts';
import type { Cube } from './cubes.ts';

/** What a figure can be cut by. `day` is a range of one day; a range without `from` is the end of a past day. */
export const DIMENSIONS = [
	'phase',
	'group',
	'field',
	'kind',
	'authors',
	'source',
	'band',
	'day',
	'from',
	'to',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Which cuts each cube serves; a figure is read from the first one that has all it is cut by. */
const SERVES: Record<Cube, readonly Dimension[]> = {
	tally_by_unit: [],
	tally_by_class: ['phase', 'group', 'field'],
	tally_by_kind: ['kind', 'authors'],
	tally_by_benefit: ['source', 'band'],
	tally_by_day: ['phase', 'day', 'from', 'to'],
	tally_by_value: ['source', 'phase', 'day', 'from', 'to'],
};

/** The cube that a figure stands in; null when none does, so that no page prints it either. */
export function cubeOf(cut: Pick<FigureCut, Dimension>): Cube | null {
	const given = DIMENSIONS.filter((dimension) => cut[dimension] !== undefined);
	const served = Object.entries(SERVES).find(([, dimensions]) =>
		given.every((each) => dimensions.includes(each)),
	);
	const cube = (served?.[0] ?? null) as Cube | null;
	// What was declared stands with the day itself; only what was verified has days of its own.
	return cube === 'tally_by_value' && cut.source === 'declared' ? null : cube;
}

/** What of a unit is counted: under which tree, in which period, up to which day. */
export interface CountedSpan {
	programme: string;
	/** Code. */
	unit: string;
	/** Null is today's. */
	tree: LocalDate | null;
	period: { code: string; quarter: string | null; from: LocalDate; to: LocalDate };
	/** Null is everything until now. */
	upTo: LocalDate | null;
}

/** The figure of a span, cut further; null for what no cube counts, and no page lists. */
export function cutInSpan(
	{ programme, unit, tree, period, upTo }: CountedSpan,
	cut: Omit<FigureCut, 'programme' | 'unit'> & { unit?: string },
): FigureCut | null {
	const last = upTo !== null && upTo < period.to ? upTo : period.to;
	const days =
		cut.day !== undefined || cut.to !== undefined
			? {}
			: period.quarter !== null
				? // Before its first day a quarter counts nothing: an empty range says so.
					{ from: period.from, to: last }
				: upTo !== null
					? { to: upTo }
					: {};
	const asked: FigureCut = {
		programme,
		unit,
		tree: tree ?? undefined,
		// A phase of a quarter is already said by its days.
		phase: (period.quarter === null && period.code) || undefined,
		...days,
		...cut,
	};
	return cubeOf(asked) === null ? null : asked;
}
