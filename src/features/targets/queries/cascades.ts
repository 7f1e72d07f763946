import { createHash } from 'node:crypto';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { within } from '#features/units/rules.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import { cascade, type Division } from '../rules/cascade.ts';
import type { CascadeSettings, Kind, Period } from '../schema.ts';
import { targetsOf } from './targets.ts';
import { branchesBelow, type NamedBranch } from './tree.ts';

/** A target being handed down, as stored. */
export interface Cascade extends Period {
	id: string;
	programmeId: number;
	unitId: number;
	settings: CascadeSettings;
	/** Numbers set by hand, by unit id. */
	fixed: Record<string, number>;
	version: number;
	by: string;
	publicationId: number | null;
	updatedAt: Date;
}

const CASCADE = sql`c.id, c.programme_id as "programmeId", c.unit_id as "unitId", c.phase_id as "phaseId", c.quarter,
	c.settings, c.fixed, c.version, a.name as by, c.publication_id as "publicationId", c.updated_at as "updatedAt"`;

/**
 * One cascade, for whoever may assign below its unit.
 * @throws Refusal `not_found`
 */
export async function cascadeById(db: Reader, actor: Actor, id: string): Promise<Cascade> {
	if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)) throw notFound();
	const found = await db.first<Cascade>(sql`select ${CASCADE} from target_cascades c
		join accounts a on a.id = c.account_id
		where c.id = ${id} and c.discarded_at is null
			and ${within(scopeOf(actor, 'assign_targets'), sql`c.unit_id`)}`);
	if (!found) throw notFound();
	return found;
}

/** Cascades of a unit that are not published yet, last touched first. */
export async function openCascades(
	db: Reader,
	actor: Actor,
	programmeId: number,
	unitId: number,
): Promise<Cascade[]> {
	return db.rows<Cascade>(sql`select ${CASCADE} from target_cascades c join accounts a on a.id = c.account_id
		where c.programme_id = ${programmeId} and c.unit_id = ${unitId} and c.publication_id is null
			and c.discarded_at is null and ${within(scopeOf(actor, 'assign_targets'), sql`c.unit_id`)}
		order by c.updated_at desc limit 20`);
}

/** The kind that a method hands down: a share of members is the guideline, a divided total is assigned. */
export const kindOf = ({ method }: Pick<CascadeSettings, 'method'>): Kind =>
	method === 'rate' ? 'guideline' : 'assigned';

/** What publishing a cascade now would hand down. */
export interface Preview extends Division {
	/** Every unit it reaches, by name. */
	branches: NamedBranch[];
	/** What stands on the line that it writes, by unit. */
	standing: ReadonlyMap<number, number>;
	/** The row that one of this cascade would stand in for, by unit; absent where there is none. */
	formers: ReadonlyMap<number, number>;
	/** Tells whether anything has changed since somebody looked. */
	digest: string;
}

/** Computes a cascade anew from members and tallies of now: nothing is kept that could be stale. */
export async function previewCascade(db: Reader, stored: Cascade): Promise<Preview> {
	const { settings, unitId, programmeId } = stored;
	const past =
		settings.pastProgrammeId === null || settings.method === 'rate'
			? null
			: { programmeId: settings.pastProgrammeId, phaseId: settings.pastPhaseId };
	const branches = await branchesBelow(db, unitId, settings.levels, settings.membersOn, past);
	const fixed = new Map(Object.entries(stored.fixed).map(([id, number]) => [Number(id), number]));
	const division = cascade(unitId, branches, settings, fixed);
	const targets = await targetsOf(
		db,
		programmeId,
		branches.map(({ id }) => id),
		{ phaseId: stored.phaseId, quarter: stored.quarter, latest: true },
	);
	const line = kindOf(settings) === 'guideline' ? 'guideline' : 'assigned';
	const standing = new Map<number, number>();
	const formers = new Map<number, number>();
	const digest = createHash('sha256').update(`${stored.version}`);
	for (const { id } of branches) {
		const row = targets.get(id)?.lines[line];
		if (row) formers.set(id, row.id);
		if (row && row.number !== null) standing.set(id, row.number);
		digest.update(` ${id} ${division.numbers.get(id)} ${row?.id}`);
	}
	return { ...division, branches, standing, formers, digest: digest.digest('hex').slice(0, 16) };
}
