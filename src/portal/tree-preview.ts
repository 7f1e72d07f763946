import { type OpenWork, openWorkAt } from '#features/initiatives/queries/open-work.ts';
import { carryRoles } from '#features/people/commands/carry.ts';
import { rolesAt } from '#features/people/queries.ts';
import type { Role } from '#features/people/rules.ts';
import { submittedBelow } from '#features/statistics/queries/everywhere.ts';
import { cascadesOpenAt, type StandingTarget, standingTargets } from '#features/targets/queries/standing.ts';
import type { Changed } from '#features/units/commands/changes.ts';
import { effectsOf, outermostOf, type UnitChange, type UnitEffect } from '#features/units/queries/effects.ts';
import { differsFrom } from '#features/units/rules/timelines.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/db/db.ts';

/** Rows of each table that a person is shown: a list may change every unit there is. */
const SHOWN = 200;

/** Everything that a change of the tree, or a list of them, concerns, for whoever decides on it. */
export interface Preview {
	/** The first day from which something changes, and the last one. */
	from: LocalDate;
	until: LocalDate;
	/** Initiatives submitted at each with all below, over all programmes: they stay with their leaf and go along. */
	units: (UnitEffect & { initiatives: number })[];
	/** Units that come to stand elsewhere with those below them, each once, and their initiatives. */
	moving: { units: number; initiatives: number };
	/** How many units end. */
	ending: number;
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
	/** Rows of each table, of which only the first are here. */
	total: { units: number; targets: number; roles: number };
}

/** What may not be left unseen stands first. */
const ORDER = ['ends', 'moves', 'reclustered', 'renamed', 'changed', 'goes_on', 'begins'] as const;

/** Units that come to be other than they were, by the day from which they are, earliest first. */
export function changesOf({ before, after }: Pick<Changed, 'before' | 'after'>): UnitChange[] {
	return after
		.flatMap((timeline, index): UnitChange[] => {
			const from = differsFrom(before[index]!, timeline);
			return from === null ? [] : [{ before: before[index]!, after: timeline, from }];
		})
		.sort((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
}

/**
 * Reads a preview in the transaction that rehearses the change, before its figures and roles have gone over.
 * @param changes one or more, earliest first
 */
export async function previewOf(tx: Tx, changes: readonly UnitChange[]): Promise<Preview> {
	const effects = await effectsOf(tx, changes);
	const initiatives = await submittedBelow(
		tx,
		effects.map(({ id }) => id),
	);
	const rank = ({ what }: UnitEffect) => ORDER.findIndex((each) => what.includes(each));
	const units = effects
		.map((effect) => ({ ...effect, initiatives: initiatives.get(effect.id) ?? 0 }))
		.sort((a, b) => rank(a) - rank(b));
	const ended = units.filter(({ what }) => what.includes('ends'));
	const endedIds = ended.map(({ id }) => id);
	const targets = await targetsOfEnded(tx, ended);
	const roles = await rolesOfEnded(tx, ended);
	return {
		from: changes[0]!.from,
		until: changes.at(-1)!.from,
		units: units.slice(0, SHOWN),
		moving: await movingOf(tx, units),
		ending: ended.length,
		targets: targets.slice(0, SHOWN),
		work: { ...(await openWorkAt(tx, endedIds)), cascades: await cascadesOpenAt(tx, endedIds) },
		roles: roles.slice(0, SHOWN),
		total: { units: units.length, targets: targets.length, roles: roles.length },
	};
}

/** What stood below a unit that ends goes to its successor, also where a list does not name it. */
async function movingOf(tx: Tx, units: Preview['units']): Promise<Preview['moving']> {
	const going = units.filter(
		({ what, below, successor }) =>
			what.includes('moves') || (what.includes('ends') && successor && below > 0),
	);
	const outermost = await outermostOf(tx, going);
	const once = going.filter(({ id }) => outermost.has(id));
	return {
		units: once.reduce((sum, { below, what }) => sum + below + Number(what.includes('moves')), 0),
		initiatives: once.reduce((sum, unit) => sum + unit.initiatives, 0),
	};
}

async function targetsOfEnded(tx: Tx, ended: readonly UnitEffect[]): Promise<Preview['targets']> {
	const ids = ended.flatMap(({ id, successorId }) => (successorId === null ? [id] : [id, successorId]));
	const standing = await standingTargets(tx, [...new Set(ids)]);
	const byUnit = Map.groupBy(standing, ({ unitId }) => unitId);
	return ended.flatMap((unit) =>
		(byUnit.get(unit.id) ?? []).map(({ programme, number }) => ({
			programme,
			unit: unit.name,
			number,
			successor: unit.successor,
			successorNumber:
				byUnit.get(unit.successorId ?? 0)?.find((each) => each.programme.vi === programme.vi)?.number ?? null,
		})),
	);
}

async function rolesOfEnded(tx: Tx, ended: readonly UnitEffect[]): Promise<Preview['roles']> {
	const held = await rolesAt(
		tx,
		ended.map(({ id }) => id),
	);
	const keyOf = (accountId: number, role: string, unitId: number) => `${accountId} ${role} ${unitId}`;
	const carried = new Set(
		(await carryRoles(tx, ended)).map((each) => keyOf(each.accountId, each.role, each.fromUnit)),
	);
	const byId = new Map(ended.map((unit) => [unit.id, unit]));
	return held.map(({ accountId, name, role, unitId }) => {
		const unit = byId.get(unitId)!;
		return {
			name,
			role,
			unit: unit.name,
			to: carried.has(keyOf(accountId, role, unitId)) ? unit.successor : null,
		};
	});
}
