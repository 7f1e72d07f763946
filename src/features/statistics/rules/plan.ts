import type { Programme } from '#features/programmes/schema.ts';
import { type NamedPeriod, periodsOf } from '#features/targets/rules/periods.ts';
import { addDays, daysBetween, type LocalDate } from '#platform/clock/clock.ts';
import type { PlanPoint } from '../schema/dashboard.ts';

/** A target with the period it is for. */
interface Planned {
	period: Pick<NamedPeriod, 'from' | 'to' | 'phaseId' | 'quarter'>;
	number: number | null;
}

/**
 * The plan as a line of corners: nothing before the first day, then evenly from target to target. The plan of a whole
 * programme reaches each phase's target at the end of that phase, and its own at the end; a phase without a target
 * leaves no corner. No line without any target.
 * @param own the period looked at
 * @param phases those within it, in order of date
 */
export function planOf(own: Planned, phases: readonly Planned[]): PlanPoint[] {
	const corners: PlanPoint[] = [{ on: addDays(own.period.from, -1), value: 0 }];
	let reached = 0;
	for (const { period, number } of own.period.phaseId === null ? phases : []) {
		if (number === null) continue;
		reached += number;
		if (period.to < own.period.to && (own.number === null || reached <= own.number))
			corners.push({ on: period.to, value: reached });
	}
	const end = own.number ?? (reached > 0 ? reached : null);
	if (end === null) return [];
	return [...corners, { on: own.period.to, value: end }];
}

/** Periods whose targets the plan of one goes by: its own, and of a whole programme those of all phases. */
export const plannedPeriods = (
	programme: Pick<Programme, 'submission' | 'phases'>,
	period: NamedPeriod,
): NamedPeriod[] => [
	period,
	...(period.phaseId === null
		? periodsOf(programme).filter(({ phaseId, quarter }) => phaseId !== null && quarter === null)
		: []),
];

/** The plan of a period by the targets in force; null is no target. */
export function planFor(
	programme: Pick<Programme, 'submission' | 'phases'>,
	period: NamedPeriod,
	targetOf: (period: NamedPeriod) => number | null,
): PlanPoint[] {
	const [own, ...phases] = plannedPeriods(programme, period).map((each) => ({
		period: each,
		number: targetOf(each),
	}));
	return planOf(own!, phases);
}

/** The two corners that the plan of a day lies between, the second on it or after; null before and after the line. */
export function cornersAround(
	corners: readonly PlanPoint[],
	day: LocalDate,
): { from: PlanPoint; to: PlanPoint } | null {
	const next = corners.findIndex(({ on }) => on >= day);
	const [from, to] = [corners[next - 1], corners[next]];
	return from && to ? { from, to } : null;
}

/** The plan for the end of a day, to the nearest whole initiative; null before and after the line. */
export function planOn(corners: readonly PlanPoint[], day: LocalDate): number | null {
	if (corners[0]?.on === day) return corners[0].value;
	const around = cornersAround(corners, day);
	if (!around) return null;
	const { from, to } = around;
	const [passed, all] = [daysBetween(from.on, day), daysBetween(from.on, to.on)];
	return Math.round(from.value + ((to.value - from.value) * passed) / all);
}
