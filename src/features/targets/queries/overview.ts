import type { Programme } from '#features/programmes/schema.ts';
import { unitsBelow } from '#features/units/queries.ts';
import type { Unit } from '#features/units/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/db.ts';
import { type Gap, gapOf } from '../rules/gap.ts';
import type { NamedPeriod } from '../rules/periods.ts';
import { type Results, resultsOf } from './results.ts';
import { type Targets, targetsOf } from './targets.ts';
import { type MembersFigure, membersOf } from './tree.ts';

/** A unit with its targets for a period and what it has reached. */
export interface UnitTargets {
	unit: Pick<Unit, 'id' | 'code' | 'name'>;
	targets: Targets;
	results: Results;
	/** At the date asked for; null where no figure is known. */
	members: MembersFigure | null;
}

export interface Overview {
	own: UnitTargets;
	/** Direct children that stand today, by name. */
	children: UnitTargets[];
	gap: Gap;
}

/** Targets of a unit and of those directly below it, in one snapshot. */
export function targetOverview(
	db: Db,
	programme: Programme,
	unit: Unit,
	period: NamedPeriod,
	today: LocalDate,
): Promise<Overview> {
	return db.snapshot(async (tx) => {
		const children = await unitsBelow(tx, unit.id);
		const ids = [unit.id, ...children.map(({ id }) => id)];
		const targets = await targetsOf(tx, programme.id, ids, period);
		const results = await resultsOf(tx, programme.id, ids, period);
		const members = await membersOf(tx, ids, today);
		const of = ({ id, code, name }: Unit): UnitTargets => ({
			unit: { id, code, name },
			targets: targets.get(id)!,
			results: results.get(id)!,
			members: members.get(id) ?? null,
		});
		const below = children.map(of);
		const gap = gapOf(
			targets.get(unit.id)!.inForce?.number ?? null,
			below.map((child) => child.targets.inForce?.number ?? null),
		);
		return { own: of(unit), children: below, gap };
	});
}
