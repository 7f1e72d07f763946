import type { NamedPeriod } from '#features/targets/rules/periods.ts';
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

/** The plan for the end of a day, to the nearest whole initiative; null before and after the line. */
export function planOn(corners: readonly PlanPoint[], day: LocalDate): number | null {
	const next = corners.findIndex(({ on }) => on >= day);
	if (next === -1) return null;
	const [from, to] = [corners[next - 1], corners[next]!];
	if (!from) return to.on === day ? to.value : null;
	const [passed, all] = [daysBetween(from.on, day), daysBetween(from.on, to.on)];
	return Math.round(from.value + ((to.value - from.value) * passed) / all);
}
