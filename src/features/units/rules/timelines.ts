import type { LocalDate } from '#platform/clock/clock.ts';
import type { UnitKind } from '../schema.ts';

/** What holds of a unit from a local date until another, exclusive; null while it stands. */
export interface Period {
	from: LocalDate;
	to: LocalDate | null;
	parentId: number | null;
	name: string;
	shortName: string | null;
	kind: UnitKind;
	clusterId: number | null;
	province: string | null;
}

/** Everything that is dated of a unit. */
export interface Timeline {
	id: number;
	code: string;
	/** Main successor when it has ended; its choice is not dated. */
	successorId: number | null;
	/** Oldest first, none overlapping. */
	periods: Period[];
}

export type Attributes = Omit<Period, 'from' | 'to'>;

/** The period in force on a date. */
export const periodOn = (timeline: Timeline, date: LocalDate): Period | undefined =>
	timeline.periods.find((period) => period.from <= date && (period.to === null || date < period.to));

/** What is decided of a unit furthest ahead. */
export const lastPeriod = (timeline: Timeline): Period | undefined => timeline.periods.at(-1);

/**
 * A timeline with some attributes other than before from a date on. A later decision on the same attribute stays:
 * the new value holds until then.
 */
export function changedFrom(timeline: Timeline, from: LocalDate, attributes: Partial<Attributes>): Timeline {
	const at = periodOn(timeline, from);
	if (!at) return timeline;
	const names = Object.keys(attributes) as (keyof Attributes)[];
	const open = new Set(names);
	const periods = timeline.periods.flatMap((period): Period[] => {
		if (period.to !== null && period.to <= from) return [period];
		for (const name of names) if (period[name] !== at[name]) open.delete(name);
		const changed = { ...period, ...Object.fromEntries([...open].map((name) => [name, attributes[name]])) };
		if (period.from >= from) return [changed];
		return [
			{ ...period, to: from },
			{ ...changed, from },
		];
	});
	return { ...timeline, periods: joined(periods) };
}

/** Neighbouring periods that say the same are one. */
function joined(periods: readonly Period[]): Period[] {
	const kept: Period[] = [];
	for (const period of periods) {
		const last = kept.at(-1);
		if (last && last.to === period.from && sameAttributes(last, period))
			kept[kept.length - 1] = { ...last, to: period.to };
		else kept.push(period);
	}
	return kept;
}

export const sameAttributes = (a: Attributes, b: Attributes): boolean =>
	a.parentId === b.parentId &&
	a.name === b.name &&
	a.shortName === b.shortName &&
	a.kind === b.kind &&
	a.clusterId === b.clusterId &&
	a.province === b.province;

/** Whether two timelines of a unit say the same. */
export const sameTimeline = (a: Timeline, b: Timeline | undefined): boolean =>
	a.successorId === b?.successorId &&
	a.periods.length === b.periods.length &&
	a.periods.every((period, index) => {
		const other = b.periods[index]!;
		return period.from === other.from && period.to === other.to && sameAttributes(period, other);
	});

/** The first day on which two timelines of a unit say different things; null when they say the same. */
export function differsFrom(a: Timeline, b: Timeline): LocalDate | null {
	const days = [...a.periods, ...b.periods].flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
	const first = days.sort().find((day) => {
		const [one, other] = [periodOn(a, day), periodOn(b, day)];
		return one && other ? !sameAttributes(one, other) : one !== other;
	});
	// Who takes over is not dated: it counts from the day on which the unit has ended.
	return first ?? (a.successorId === b.successorId ? null : (days.at(-1) ?? null));
}

/** A timeline that ends before a date, with who takes over. */
export function endedFrom(timeline: Timeline, from: LocalDate, successorId: number | null): Timeline {
	const periods = timeline.periods.flatMap((period) =>
		period.from >= from ? [] : period.to !== null && period.to <= from ? [period] : [{ ...period, to: from }],
	);
	return { ...timeline, successorId, periods };
}

/** Days after a date on which something further was decided of a unit, the first of them; null when nothing was. */
export function nextChangeAfter(timeline: Timeline, date: LocalDate): LocalDate | null {
	const days = timeline.periods.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
	return days.filter((day) => day > date).sort()[0] ?? null;
}
