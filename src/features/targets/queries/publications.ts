import type { Actor } from '#features/people/rules.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { lineOf } from '../rules/lines.ts';
import type { Kind, Period } from '../schema.ts';
import { reachOf } from './plan.ts';
import type { Published } from './targets.ts';

export interface Publication {
	id: number;
	origin: Published['origin'];
	at: Date;
	why: string;
	/** Null where the programme itself states it. */
	by: string | null;
	/** Numbers it set. */
	count: number;
	/** Some of them have been replaced since, so it cannot be undone as a whole. */
	followed: boolean;
	undone: boolean;
}

/** What was published at a unit in a programme, newest first. */
export async function publicationsAt(
	db: Reader,
	programmeId: number,
	unitId: number,
	limit = 10,
): Promise<Publication[]> {
	return db.rows<Publication>(sql`
		select p.id, p.origin, p.published_at as at, p.why, a.name as by,
			(select count(*)::int from targets t where t.publication_id = p.id) as count,
			exists (select 1 from targets t join targets later on later.former_id = t.id
				where t.publication_id = p.id) as followed,
			exists (select 1 from target_publications u where u.undoes_id = p.id) as undone
		from target_publications p left join accounts a on a.id = p.account_id
		where p.programme_id = ${programmeId} and p.unit_id = ${unitId} order by p.id desc limit ${limit}`);
}

/** What taking a publication back would write: each row's line as it stood before. */
export interface Restoration extends Period {
	unitId: number;
	/** The row that is taken back. */
	id: number;
	kind: Kind;
	/** As before; null where nothing stood. */
	number: number | null;
	followed: boolean;
}

/** The restoring rows of a publication; empty when it does not exist. */
export async function restorationOf(db: Reader, publicationId: number): Promise<Restoration[]> {
	return db.rows<Restoration>(sql`
		select t.id, t.unit_id as "unitId", t.phase_id as "phaseId", t.quarter, coalesce(f.kind, t.kind) as kind, f.number,
			exists (select 1 from targets later where later.former_id = t.id) as followed
		from targets t left join targets f on f.id = t.former_id
		where t.publication_id = ${publicationId} order by t.id`);
}

/** Whether a person may set every one of these numbers. */
export async function maySetAll(
	db: Reader,
	actor: Actor,
	rows: readonly Pick<Restoration, 'unitId' | 'kind'>[],
): Promise<boolean> {
	const reach = await reachOf(
		db,
		actor,
		rows.map(({ unitId }) => unitId),
	);
	return rows.every(({ unitId, kind }) => {
		const may = reach.get(unitId);
		return lineOf(kind) === 'registered' ? may?.registers : may?.assigns;
	});
}
