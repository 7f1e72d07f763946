import type { LocalDate } from '#platform/clock/clock.ts';
import type { Phase, Programme } from './schema.ts';

const inside = (window: { from: LocalDate; to: LocalDate }, date: LocalDate) =>
	window.from <= date && date <= window.to;

/** Whether submissions are taken on a local date. */
export function takesSubmissions(programme: Programme, on: LocalDate): boolean {
	return (
		programme.status === 'open' && inside(programme.submission, on) && phaseOn(programme, on) !== undefined
	);
}

/** Whether an applied date falls inside the application window. */
export function appliedInWindow(programme: Programme, appliedOn: LocalDate): boolean {
	return inside(programme.application, appliedOn);
}

/** The phase that a local date falls in; phases of a programme do not overlap. */
export function phaseOn(programme: Programme, date: LocalDate): Phase | undefined {
	return programme.phases.find((phase) => inside(phase, date));
}

/** The level number at which an appeal is decided: one past the last. */
export function appealLevel(programme: Programme): number {
	return programme.levels.length + 1;
}

/** Code and name of a programme, as pages show it: a copy, for programmes are kept and shared between answers. */
export function namedProgramme({
	code,
	name,
}: Pick<Programme, 'code' | 'name'>): Pick<Programme, 'code' | 'name'> {
	return { code, name: { ...name } };
}
