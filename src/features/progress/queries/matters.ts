import type { Programme } from '#features/programmes/schema.ts';
import { unitsById } from '#features/units/queries.ts';
import type { UnitScope } from '#features/units/rules.ts';
import type { Reader } from '#platform/db/db.ts';
import type { FiguresOf, LaggingFigures, Matter } from '../schema.ts';
import { backlogOf } from './backlog.ts';
import { expiringOf } from './returned.ts';
import { type About, standingsOf } from './standings.ts';

/** What a reminder is about, besides the units it goes to. */
export interface MatterAbout<M extends Matter = Matter> extends Omit<About, 'programmeId'> {
	matter: M;
	programme: Programme;
}

/** How a unit stands to its target, whether it lags or not. */
export async function laggingOf(
	db: Reader,
	about: Omit<MatterAbout, 'matter'>,
	unitIds: readonly number[],
): Promise<Map<number, LaggingFigures>> {
	const units = await unitsById(db, unitIds);
	const standings = await standingsOf(db, units, { ...about, programmeId: about.programme.id });
	const { measure } = about;
	return new Map(
		standings.flatMap(({ unit, target, expected, submitted, approved }) => {
			if (target === null || expected === null) return [];
			const result = { submitted, approved }[measure];
			return [[unit.id, { measure, result, target: target.number, kind: target.kind, expected }] as const];
		}),
	);
}

/** What stands at units now that they could be reminded of; absent where there is nothing to remind of. */
export async function mattersOf(
	db: Reader,
	scope: UnitScope,
	about: MatterAbout,
	unitIds: readonly number[],
): Promise<Map<number, FiguresOf[Matter]>> {
	const { matter, programme, today } = about;
	if (matter === 'backlog') return backlogOf(db, scope, programme.id, unitIds);
	if (matter === 'returned') return expiringOf(db, scope, programme, unitIds, today);
	const standing = await laggingOf(db, about, unitIds);
	return new Map([...standing].filter(([, { result, expected }]) => result < expected));
}
