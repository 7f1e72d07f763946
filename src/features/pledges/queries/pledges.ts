import { type Actor, holdsAt, scopeOf } from '#features/people/rules.ts';
import type { Names } from '#features/programmes/schema.ts';
import { type Cluster, clusterMembers } from '#features/units/queries/clusters.ts';
import { isWithin } from '#features/units/queries.ts';
import type { UnitScope } from '#features/units/rules.ts';
import { within } from '#features/units/rules.ts';
import { type Reader, type Sql, sql } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import { type Part, type PledgeState, stateOf } from '../rules/state.ts';
import type { Entry } from '../schema.ts';

export interface Pledge {
	id: number;
	year: number;
	programmeId: number;
	programme: { code: string; name: Names };
	cluster: Cluster;
	headName: string | null;
}

const PLEDGE = sql`select p.id, p.year, p.programme_id as "programmeId",
		jsonb_build_object('code', g.code, 'name', g.name) as programme,
		jsonb_build_object('id', c.id, 'code', c.code, 'name', c.name, 'ownerId', c.owner_id, 'headId', c.head_id) as cluster,
		h.name as "headName"
	from pledges p join clusters c on c.id = p.cluster_id join programmes g on g.id = p.programme_id
		left join unit_today h on h.unit_id = c.head_id`;

/** Whoever reaches the owner, the head or a unit of a cluster works with its pledges. */
const reaches = (
	scope: UnitScope,
): Sql => sql`(${within(scope, sql`c.owner_id`)} or ${within(scope, sql`c.head_id`)}
	or exists (select 1 from unit_today m where m.cluster_id = c.id and m.ended_on is null
		and ${within(scope, sql`m.unit_id`)}))`;

/** The pledges of the clusters within reach, latest year first. */
export async function listPledges(db: Reader, scope: UnitScope): Promise<Pledge[]> {
	return db.rows<Pledge>(
		sql`${PLEDGE} where ${reaches(scope)} order by p.year desc, c.code, p.id desc limit 200`,
	);
}

/** One pledge within reach. */
export async function pledgeById(db: Reader, scope: UnitScope, id: number): Promise<Pledge | undefined> {
	return db.first<Pledge>(sql`${PLEDGE} where p.id = ${id} and ${reaches(scope)}`);
}

/** Clusters in which a person may begin a pledge: they reach the head unit or the owner. */
export async function clustersToLead(db: Reader, scope: UnitScope): Promise<Cluster[]> {
	return db.rows<Cluster>(sql`select c.id, c.code, c.name, c.owner_id as "ownerId", c.head_id as "headId"
		from clusters c where (${within(scope, sql`c.owner_id`)} or ${within(scope, sql`c.head_id`)})
			and exists (select 1 from unit_today m where m.cluster_id = c.id and m.ended_on is null)
		order by c.code limit 500`);
}

/** All that was done about a pledge, oldest first. */
export async function entriesOf(db: Reader, pledgeId: number): Promise<Entry[]> {
	return db.rows<Entry>(sql`select e.id, e.kind, e.unit_id as "unitId", e.data, a.name as by, e.at,
			e.undoes_id as "undoesId"
		from pledge_entries e join accounts a on a.id = e.account_id where e.pledge_id = ${pledgeId} order by e.id`);
}

/** What a person is to a pledge. */
export async function partIn(db: Reader, actor: Actor, cluster: Cluster): Promise<Part> {
	const scope = scopeOf(actor, 'pledge');
	const leads =
		(await isWithin(db, scope, cluster.ownerId)) ||
		(cluster.headId !== null && (await isWithin(db, scope, cluster.headId)));
	const members = await clusterMembers(db, cluster.id, null);
	return { leads, units: members.filter((id) => holdsAt(actor, 'pledge', id)) };
}

export interface OpenedPledge {
	pledge: Pledge;
	entries: Entry[];
	state: PledgeState;
	part: Part;
}

/**
 * A pledge as a person works with it.
 * @throws Refusal `not_found` when it is not within reach
 */
export async function openPledge(db: Reader, actor: Actor, id: number): Promise<OpenedPledge> {
	const pledge = await pledgeById(db, scopeOf(actor, 'pledge'), id);
	if (!pledge) throw notFound();
	const entries = await entriesOf(db, id);
	return { pledge, entries, state: stateOf(entries), part: await partIn(db, actor, pledge.cluster) };
}

/** A pledge whose result everybody may read. */
export interface PublishedPledge {
	pledge: Pledge;
	state: PledgeState & { closed: NonNullable<PledgeState['closed']> };
}

/** The published results, latest year first; only what was published is in them. */
export async function publishedPledges(db: Reader, id?: number): Promise<PublishedPledge[]> {
	const pledges = await db.rows<Pledge>(sql`${PLEDGE}
		where (${id ?? null}::int is null or p.id = ${id ?? null})
			and exists (select 1 from pledge_entries e where e.pledge_id = p.id and e.kind = 'publish')
		order by p.year desc, c.code limit 200`);
	const found: PublishedPledge[] = [];
	for (const pledge of pledges) {
		const state = stateOf(await entriesOf(db, pledge.id));
		if (state.published && state.closed) found.push({ pledge, state: { ...state, closed: state.closed } });
	}
	return found;
}
