import type { LocalDate } from '#platform/clock/clock.ts';
import { recordset, sql, type Tx } from '#platform/db/db.ts';
import type { Issue } from '#platform/http/refusal.ts';
import { Refusal } from '#platform/http/refusal.ts';
import type { TreeMove } from './commands/figured.ts';
import { lockTree, refreshUnitTree } from './commands/refresh.ts';
import { unitIdsByCode } from './queries.ts';
import { searchText } from './rules.ts';
import { ROOT_CODE, type UnitRow } from './schema.ts';

/** What is wrong with one row of a list of units. `row` counts from 0. */
export interface UnitRowIssue extends Issue {
	row: number;
}

/**
 * Adds units, or periods of units that exist: from `from` the unit has this name, kind, parent and cluster;
 * an open period before it ends there; the same again with an end closes it. A row that says what already stands changes nothing, so a list can be
 * given twice. Refuses the whole list when any row is wrong (`units_invalid`, issues by row).
 */
export async function addUnits(
	tx: Tx,
	rows: readonly UnitRow[],
	options: { today: LocalDate; sample?: ReadonlySet<string> },
): Promise<{ added: number; changed: number; move: TreeMove }> {
	await lockTree(tx);
	const issues = await unitIssues(tx, rows);
	if (issues.length > 0) throw new Refusal('units_invalid', { issues });

	const sample = options.sample ?? new Set();
	const created = await tx.rows<{ id: number }>(sql`
		insert into units (code, sample)
		select distinct on (code) code, sample from ${recordset(rows.map((row) => ({ code: row.code, sample: sample.has(row.code) })))} as r(code text, sample boolean)
		on conflict (code) do nothing returning id`);
	const periods = rows.map((row) => ({ ...row, search: searchText(row.name, row.code) }));
	const listed = sql`(
		select u.id as unit_id, daterange(r."from", r."to") as valid, parent.id as parent_id, r.name,
			r."shortName" as short_name, r.kind, c.id as cluster_id, r.province, r.search
		from ${recordset(periods)} as r(code text, name text, "shortName" text, kind text, parent text, "from" date,
			"to" date, cluster text, province text, search text)
		join units u on u.code = r.code left join units parent on parent.code = r.parent
		left join clusters c on c.code = r.cluster)`;
	await tx.rows(sql`update unit_periods p set valid = daterange(lower(p.valid), lower(l.valid))
		from ${listed} l where p.unit_id = l.unit_id and upper_inf(p.valid) and lower(p.valid) < lower(l.valid)
			and (p.name, p.kind, p.parent_id, p.cluster_id) is distinct from (l.name, l.kind, l.parent_id, l.cluster_id)`);
	const ended = await tx.rows(sql`update unit_periods p set valid = l.valid
		from ${listed} l where p.unit_id = l.unit_id and upper_inf(p.valid) and lower(p.valid) = lower(l.valid)
			and not upper_inf(l.valid) and (p.name, p.kind) = (l.name, l.kind)
			and (p.parent_id, p.cluster_id) is not distinct from (l.parent_id, l.cluster_id) returning p.unit_id`);
	const changed = await tx.rows(sql`insert into unit_periods
			(unit_id, valid, parent_id, name, short_name, kind, cluster_id, province, search)
		select unit_id, valid, parent_id, name, short_name, kind, cluster_id, province, search from ${listed} l
		where not exists (select 1 from unit_periods p where p.unit_id = l.unit_id and p.valid && l.valid)
		returning unit_id`);
	await setSuccessors(
		tx,
		rows.flatMap(({ code, to, successor }) => (to && successor ? [{ code, successor }] : [])),
	);
	await tx.rows(sql`insert into unit_members (unit_id, as_of, members, source)
		select u.id, r."membersAsOf", r.members, coalesce(r."membersSource", '')
		from ${recordset(rows.filter((row) => row.members != null && row.membersAsOf))}
			as r(code text, members int, "membersAsOf" date, "membersSource" text)
		join units u on u.code = r.code
		on conflict (unit_id, as_of) do update set members = excluded.members, source = excluded.source`);
	const written = await unitIdsByCode(tx, [...new Set(rows.map((row) => row.code))]);
	const move = await refreshUnitTree(tx, options.today, [...written.values()]);
	return { added: created.length, changed: changed.length + ended.length, move };
}

async function unitIssues(tx: Tx, rows: readonly UnitRow[]): Promise<UnitRowIssue[]> {
	const listed = new Set(rows.map((row) => row.code));
	const parents = rows.flatMap((row) => (row.parent ? [row.parent] : []));
	const known = await unitIdsByCode(tx, parents);
	return rows.flatMap((row, index) => {
		const issues: UnitRowIssue[] = [];
		const report = (field: string, code: string, params = {}) =>
			issues.push({ row: index, field, code, params });
		if (row.parent == null && row.code !== ROOT_CODE) report('parent', 'unit_parent_missing');
		if (row.parent === row.code) report('parent', 'unit_parent_itself');
		else if (row.parent && !listed.has(row.parent) && !known.has(row.parent))
			report('parent', 'unit_parent_unknown', { code: row.parent });
		if (row.to && row.to <= row.from) report('to', 'unit_dates_reversed');
		return issues;
	});
}

/** Names the main successors of units that end; unknown codes are passed over. */
export async function setSuccessors(
	tx: Tx,
	pairs: readonly { code: string; successor: string }[],
): Promise<void> {
	await tx.rows(sql`update units u set successor_id = s.id
		from ${recordset(pairs)} as p(code text, successor text) join units s on s.code = p.successor
		where u.code = p.code`);
}

export interface ClusterRow {
	code: string;
	name: string;
	owner: string;
	head: string | null;
	sample: boolean;
}

/** Adds clusters below units that exist; a code that exists takes the new name and head. */
export async function addClusters(tx: Tx, rows: readonly ClusterRow[]): Promise<void> {
	await tx.rows(sql`insert into clusters (code, name, owner_id, head_id, sample)
		select r.code, r.name, o.id, h.id, r.sample
		from ${recordset(rows)} as r(code text, name text, owner text, head text, sample boolean)
		join units o on o.code = r.owner left join units h on h.code = r.head
		on conflict (code) do update set name = excluded.name, head_id = excluded.head_id`);
}

/** Makes units exist by code alone, so that clusters can name an owner before the periods name the clusters. */
export async function reserveUnits(
	tx: Tx,
	units: readonly { code: string; sample: boolean }[],
): Promise<void> {
	await tx.rows(sql`insert into units (code, sample)
		select code, sample from ${recordset(units)} as r(code text, sample boolean) on conflict (code) do nothing`);
}
