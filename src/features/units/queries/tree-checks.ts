import { type Sql, sql } from '#platform/db/db.ts';
import { cutsOf, edgesOf, pairsOf, segmentsOf, todayOf, wantedIn } from './over-time.ts';

const TODAY = sql`(select as_of from tree_state)`;
const ALL = sql`true`;

const OVER_TIME = sql`edges as materialized (${edgesOf(ALL, TODAY)}),
	born as materialized (select unit_id, min(lower(valid)) as born from edges group by unit_id),
	pairs as materialized (${pairsOf('edges', 'born', ALL, TODAY)}),
	segments as materialized (${segmentsOf(ALL, TODAY)})`;

/**
 * The tree as reads take it against its dated periods; each check answers rows of `detail`, none where all is well, and
 * reads the terms of `over`, worked out once for all of them.
 */
export const TREE_CHECKS: { over: Sql; checks: Record<string, Sql> } = {
	over: OVER_TIME,
	checks: {
		// `all`: what is held twice counts twice.
		tree_nodes: sql`with expected as materialized (${wantedIn('pairs', 'segments')}),
		held as materialized (select node_id, unit_id from node_units),
		wrong as (select 'expected' as side, * from (select * from expected except all select * from held) missing
			union all select 'held', * from (select * from held except all select * from expected) extra)
		select to_jsonb(w) as detail from wrong w`,
		tree_nodes_missing: sql`select to_jsonb(c) as detail from (${cutsOf('pairs', 'segments', 'born', TODAY)}) c`,
		tree_distances: sql`select to_jsonb(c) as detail from unit_closure c join pairs p using (ancestor_id, unit_id)
		where c.distance <> p.distance`,
		tree_today: sql`with expected as (${todayOf(ALL, TODAY)})
		select to_jsonb(coalesce(t.unit_id, e.unit_id)) as detail
		from unit_today t full join expected e on e.unit_id = t.unit_id
		where row(t.*) is distinct from row(e.*)`,
	},
};
