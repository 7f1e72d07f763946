import type { Deciding } from '#features/units/commands/changes.ts';
import type { TreeChange } from '#features/units/rules/change.ts';
import { makeScope } from '#features/units/rules.ts';
import type { LocalDate } from '#platform/clock/clock.ts';

/** The first unit ends, the second takes over with all that stood below it. */
export const mergerOf = (code: string, into: string, from: LocalDate): TreeChange => ({
	kind: 'merge',
	codes: [code],
	into,
	from,
	why: 'bench',
});

/** As the command line decides, on everything. */
export const decidesOn = (today: LocalDate): Deciding => ({
	scope: makeScope({ all: true }),
	accountId: null,
	today,
	now: new Date(),
});
