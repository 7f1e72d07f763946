import { type Sql, sql } from '#platform/db/db.ts';
import { cellsOf, deltasOf, STEP } from '../../rules/cubes.ts';

/**
 * The figures of a programme at the end of a day as rows of a snapshot: `unit_id, cut, key, n, benefit`. States of
 * each unit, in all and by phase, come from its days; what has no days (group, field, kind, number of authors, band of
 * benefit) is told of the root alone: what its cubes hold less what came after the day.
 * @param units `unit_id, node_id` in the tree of that day
 * @param rootId unit of the root
 */
export const snapshotRows = (programmeId: number, upto: string, units: Sql, rootId: number): Sql => sql`
	with later as materialized (
		select ${STEP} from events e left join events q on q.initiative_id = e.initiative_id and q.seq = e.seq - 1
		where e.programme_id = ${programmeId} and e.local_date > ${upto}::date
			and exists (select 1 from event_positions p where p.event_id = e.id)
	), delta as materialized (${deltasOf(sql`later`)}),
	class as (${heldThen('tally_by_class', programmeId, rootId)}),
	kind as (${heldThen('tally_by_kind', programmeId, rootId)}),
	value as (${heldThen('tally_by_benefit', programmeId, rootId)}),
	counted as (
		select u.unit_id, 'state' as cut, t.measure as key, t.n, t.benefit
		from ${units} u join tally_by_day t on t.unit_id = u.node_id
		where t.programme_id = ${programmeId} and t.day <= ${upto}::date
		union all
		select u.unit_id, 'phase', t.measure || ':' || p.code, t.n, t.benefit
		from ${units} u join tally_by_day t on t.unit_id = u.node_id join phases p on p.id = t.phase_id
		where t.programme_id = ${programmeId} and t.day <= ${upto}::date
		union all
		select ${rootId}, 'group', c.measure || ':' || coalesce(g.code, '-'), c.n, c.benefit
			from class c left join participant_groups g on g.id = c.group_id
		union all
		select ${rootId}, 'field', c.measure || ':' || coalesce(f.code, '-'), c.n, c.benefit
			from class c left join fields f on f.id = c.field_id
		union all
		select ${rootId}, 'kind', measure || ':' || kind, n, benefit from kind
		union all
		select ${rootId}, 'authors', measure || ':' || authors, n, benefit from kind
		union all
		select ${rootId}, 'benefit', measure || ':' || source || ':' || band, n, benefit from value
		union all
		select ${rootId}, 'people', 'registrants', count(*), 0 from registrations
			where programme_id = ${programmeId} and local_date <= ${upto}::date
	)
	select unit_id, cut, key, sum(n)::bigint as n, sum(benefit)::numeric as benefit from counted
	group by 1, 2, 3 having sum(n) <> 0 or sum(benefit) <> 0`;

type RootCube = 'tally_by_class' | 'tally_by_kind' | 'tally_by_benefit';

const COLUMNS: Record<RootCube, Sql> = {
	tally_by_class: sql`measure, phase_id, group_id, field_id`,
	tally_by_kind: sql`measure, kind, authors`,
	tally_by_benefit: sql`measure, source, band`,
};
const TABLES: Record<RootCube, Sql> = {
	tally_by_class: sql`tally_by_class`,
	tally_by_kind: sql`tally_by_kind`,
	tally_by_benefit: sql`tally_by_benefit`,
};

/** What a cube holds of the root less what `delta` brought: everything stands below the root. */
const heldThen = (cube: RootCube, programmeId: number, rootId: number): Sql => sql`
	select ${COLUMNS[cube]}, n, benefit from ${TABLES[cube]} where programme_id = ${programmeId} and unit_id = ${rootId}
	union all select ${COLUMNS[cube]}, -n, -benefit from (${cellsOf(cube, sql`delta`)}) gone`;
