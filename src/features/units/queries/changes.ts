import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, type Sql, sql } from '#platform/db/db.ts';
import type { Carried, Figures } from '../commands/changes.ts';
import { codesOf, newCodesOf, type TreeChange } from '../rules/change.ts';
import type { Known } from '../rules/plan-change.ts';
import type { Timeline } from '../rules/timelines.ts';
import { type UnitScope, within } from '../rules.ts';
import { timelinesOf } from './timelines.ts';

/** Everything that `planChange` has to know of a change, within a person's reach. */
export async function knownFor(db: Reader, scope: UnitScope, change: TreeChange): Promise<Known> {
	const codes = [...new Set([...codesOf(change), ...newCodesOf(change)])];
	const rows = await db.rows<{ id: number; inside: boolean; changeable: boolean }>(sql`
		select u.id, ${within(scope, sql`u.id`)} as inside,
			${within(scope, sql`u.id`)} and not u.id = any(${scope.unitIds}::int[]) as changeable
		from units u where u.code = any(${codes}::text[])`);
	const timelines = await timelinesOf(
		db,
		rows.map(({ id }) => id),
	);
	const below = await db.rows<{ id: number; parentId: number }>(sql`
		select unit_id as id, parent_id as "parentId" from unit_periods
		where valid @> ${change.from}::date and parent_id = any(${rows.map(({ id }) => id)}::int[])`);
	const children = await timelinesOf(
		db,
		below.map(({ id }) => id),
	);
	const clusters = await db.rows<{ id: number; code: string; ownerId: number }>(
		sql`select id, code, owner_id as "ownerId" from clusters`,
	);
	const byId = new Map(rows.map((row) => [row.id, row]));
	return {
		timelines: new Map([...timelines.values()].map((timeline) => [timeline.code, timeline])),
		children: Map.groupBy(
			below.flatMap(({ id }) => children.get(id) ?? []),
			({ id }) => below.find((each) => each.id === id)!.parentId,
		),
		changeable: (id) => byId.get(id)?.changeable ?? false,
		reachable: (id) => byId.get(id)?.inside ?? false,
		clusters: new Map(clusters.map((cluster) => [cluster.code, cluster])),
	};
}

/**
 * The lowest unit above everything that timelines speak of, in today's tree; the root where there is none.
 * @param timelines as before and as after
 * @param from the day from which they differ
 */
export async function unitAboveAll(
	db: Reader,
	timelines: readonly Timeline[],
	from: LocalDate,
): Promise<number> {
	// Where they stood long before is no part of the decision.
	const periods = timelines
		.flatMap((timeline) => timeline.periods)
		.filter(({ to }) => to === null || to >= from);
	const ids = [...new Set(periods.map(({ parentId }) => parentId).filter((id) => id !== null))];
	const row = await db.first<{ id: number }>(sql`
		select c.ancestor_id as id from unit_closure c where c.unit_id = any(${ids}::int[])
		group by 1 having count(*) = ${ids.length}
		order by (select count(*) from unit_closure up where up.unit_id = c.ancestor_id) desc limit 1`);
	if (row) return row.id;
	const root = await db.first<{ id: number }>(
		sql`select unit_id as id from unit_today where parent_id is null and ended_on is null limit 1`,
	);
	return root?.id ?? timelines[0]!.id;
}

/** One decision on the tree, as listed. */
export interface ListedChange {
	id: number;
	kind: TreeChange['kind'] | 'list' | 'undo';
	from: LocalDate;
	at: Date;
	by: string | null;
	why: string;
	unitCode: string;
	unitName: string;
	/** Units that it changed, the first few by name. */
	units: { code: string; name: string }[];
	count: number;
	undone: boolean;
	undoes: number | null;
}

const LISTED: Sql = sql`c.id, c.kind, c.from_date::text as "from", c.made_at as at, a.name as by, c.why, u.code as "unitCode",
	coalesce(t.name, u.code) as "unitName", c.undoes_id as undoes,
	exists (select 1 from tree_changes later where later.undoes_id = c.id) as undone,
	jsonb_array_length(c.after->'timelines') as count,
	coalesce((select jsonb_agg(jsonb_build_object('code', x.each->>'code', 'name', coalesce(
			x.each->'periods'->-1->>'name', x.each->>'code')) order by x.place)
		from jsonb_array_elements(c.after->'timelines') with ordinality x(each, place) where x.place <= 5), '[]') as units`;

/** Decisions on the tree within a scope, newest first; with a unit, those that changed it. */
export async function listChanges(
	db: Reader,
	scope: UnitScope,
	of: { unitId?: number; limit?: number } = {},
): Promise<ListedChange[]> {
	const unitId = of.unitId ?? null;
	return db.rows<ListedChange>(sql`select ${LISTED}
		from tree_changes c join units u on u.id = c.unit_id left join unit_today t on t.unit_id = c.unit_id
			left join accounts a on a.id = c.account_id
		where ${within(scope, sql`c.unit_id`)} and (${unitId}::int is null
			or c.after->'timelines' @> jsonb_build_array(jsonb_build_object('id', ${unitId}::int)))
		order by c.id desc limit ${of.limit ?? 20}`);
}

/** A decision as it was written, when it lies within the scope. */
export interface StoredChange {
	id: number;
	from: LocalDate;
	before: Timeline[];
	after: Timeline[];
	carried: Carried[];
	figures: Figures;
	undone: boolean;
}

export async function storedChange(
	db: Reader,
	scope: UnitScope,
	id: number,
): Promise<StoredChange | undefined> {
	return db.first<StoredChange>(sql`
		select c.id, c.from_date::text as "from", c.before->'timelines' as before, c.after->'timelines' as after,
			coalesce(c.after->'carried', '[]') as carried,
			jsonb_build_object('before', coalesce(c.before->'figures', '[]'), 'after', coalesce(c.after->'figures', '[]')) as figures,
			exists (select 1 from tree_changes later where later.undoes_id = c.id) as undone
		from tree_changes c where c.id = ${id} and ${within(scope, sql`c.unit_id`)}`);
}

/** Later decisions on units of another one that still stand. */
export async function laterOn(db: Reader, change: StoredChange): Promise<ListedChange[]> {
	const ids = change.after.map(({ id }) => id);
	const made = madeBy(change);
	return db.rows<ListedChange>(sql`select ${LISTED}
		from tree_changes c join units u on u.id = c.unit_id left join unit_today t on t.unit_id = c.unit_id
			left join accounts a on a.id = c.account_id
		where c.id > ${change.id} and c.undoes_id is null
			and not exists (select 1 from tree_changes undo where undo.undoes_id = c.id)
			and exists (select 1 from jsonb_array_elements(c.after->'timelines') x(each)
				where (x.each->>'id')::int = any(${ids}::int[]) or (x.each->>'successorId')::int = any(${made}::int[])
					or exists (select 1 from jsonb_array_elements(x.each->'periods') p(each)
						where (p.each->>'parentId')::int = any(${made}::int[])))
		order by c.id desc limit 5`);
}

/** Units that had no days before a change. */
export const madeBy = ({ before }: Pick<StoredChange, 'before'>): number[] =>
	before.filter(({ periods }) => periods.length === 0).map(({ id }) => id);

/** Whether any unit stands below one of these on some day, or goes on in one of them: then they cannot be taken back. */
export async function anyLeansOn(db: Reader, unitIds: readonly number[]): Promise<boolean> {
	const found = await db.first(sql`select 1 from unit_periods where parent_id = any(${unitIds}::int[])
		union all select 1 from units where successor_id = any(${unitIds}::int[]) limit 1`);
	return found !== undefined;
}
