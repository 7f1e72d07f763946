import { type OpenWork, openWorkAt } from '#features/initiatives/queries/open-work.ts';
import { carryRoles } from '#features/people/commands/carry.ts';
import { rolesAt } from '#features/people/queries.ts';
import type { Role } from '#features/people/rules.ts';
import { submittedBelow } from '#features/statistics/queries/everywhere.ts';
import { cascadesOpenAt, type StandingTarget, standingTargets } from '#features/targets/queries/standing.ts';
import type { Changed } from '#features/units/commands/changes.ts';
import { effectsOf, type UnitEffect } from '#features/units/queries/effects.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/db/db.ts';

/** Everything that a change of the tree concerns, for whoever decides on it. */
export interface Preview {
	from: LocalDate;
	/** Initiatives submitted at each with all below, over all programmes: they stay with their leaf and go along. */
	units: (UnitEffect & { initiatives: number })[];
	/** Units below those that move, and their initiatives. */
	moving: { units: number; initiatives: number };
	/** Where units end: their targets in open programmes stand as published, beside those of their successors. */
	targets: (Pick<StandingTarget, 'programme'> & {
		unit: string;
		number: number;
		successor: string | null;
		successorNumber: number | null;
	})[];
	work: OpenWork & { cascades: number };
	/** People with roles at units that end, and whether these go over to the successor. */
	roles: { name: string; role: Role; unit: string; to: string | null }[];
}

/** Reads a preview in the transaction that rehearses the change, before its figures and roles have gone over. */
export async function previewOf(tx: Tx, from: LocalDate, { before, after }: Changed): Promise<Preview> {
	const effects = await effectsOf(tx, from, before, after);
	const initiatives = await submittedBelow(
		tx,
		effects.map(({ id }) => id),
	);
	const units = effects.map((effect) => ({ ...effect, initiatives: initiatives.get(effect.id) ?? 0 }));
	const ended = units.filter(({ what }) => what.includes('ends'));
	const moved = units.filter(({ what }) => what.includes('moves'));
	const endedIds = ended.map(({ id }) => id);
	return {
		from,
		units,
		moving: {
			units: moved.reduce((sum, { below }) => sum + 1 + below, 0),
			initiatives: moved.reduce((sum, unit) => sum + unit.initiatives, 0),
		},
		targets: await targetsOfEnded(tx, ended),
		work: { ...(await openWorkAt(tx, endedIds)), cascades: await cascadesOpenAt(tx, endedIds) },
		roles: await rolesOfEnded(tx, ended),
	};
}

async function targetsOfEnded(tx: Tx, ended: readonly UnitEffect[]): Promise<Preview['targets']> {
	const ids = ended.flatMap(({ id, successorId }) => (successorId === null ? [id] : [id, successorId]));
	const standing = await standingTargets(tx, [...new Set(ids)]);
	return ended.flatMap((unit) =>
		standing
			.filter((target) => target.unitId === unit.id)
			.map(({ programme, number }) => ({
				programme,
				unit: unit.name,
				number,
				successor: unit.successor,
				successorNumber:
					standing.find((each) => each.unitId === unit.successorId && each.programme.vi === programme.vi)
						?.number ?? null,
			})),
	);
}

async function rolesOfEnded(tx: Tx, ended: readonly UnitEffect[]): Promise<Preview['roles']> {
	const held = await rolesAt(
		tx,
		ended.map(({ id }) => id),
	);
	const carried = await carryRoles(tx, ended);
	const byId = new Map(ended.map((unit) => [unit.id, unit]));
	return held.map(({ accountId, name, role, unitId }) => {
		const goes = carried.some(
			(each) => each.accountId === accountId && each.role === role && each.fromUnit === unitId,
		);
		const unit = byId.get(unitId)!;
		return { name, role, unit: unit.name, to: goes ? unit.successor : null };
	});
}
