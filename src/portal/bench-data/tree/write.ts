import { refreshUnitTree } from '#features/units/commands/refresh.ts';
import { addClusters } from '#features/units/commands.ts';
import { unitIdsByCode } from '#features/units/queries.ts';
import { searchText } from '#features/units/rules.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { copyLine, copyText } from '#platform/db/copy-text.ts';
import { type Db, raw, sql } from '#platform/db/db.ts';
import { strip } from '../strip.ts';
import type { Grown } from './grow.ts';
import { membersOfTree } from './members.ts';

/** Given with every invented figure of members. */
const SOURCE = 'số liệu sinh ra để đo';
/** Read while the tree is brought up to date. */
const KEPT = ['units_pkey', 'units_code_key', 'unit_today_pkey', 'unit_closure_pkey'];

/**
 * Writes the grown tree over the shipped one: units with their successors, periods, clusters, members. As a list it would be
 * `addUnits`, which takes minutes for so many periods.
 */
export async function writeTree(db: Db, { tree, clusters }: Grown, today: LocalDate): Promise<void> {
	const codes = [...new Set(tree.rows.map(({ code }) => code))];
	const named = [
		...codes,
		'TLD',
		...tree.tops.map(({ code }) => code),
		...tree.rows.map(({ parent }) => parent!),
	];
	await db.transaction(async (tx) => {
		const restore = await strip(tx, ['unit_periods', 'unit_members'], KEPT);
		const ids = await unitIdsByCode(tx, [
			...new Set([...named, ...membersOfTree(tree).map(({ code }) => code)]),
		]);
		let next = (await tx.first<{ id: number }>(sql`select max(id) + 1 as id from units`))!.id;
		for (const code of codes) ids.set(code, next++);
		const successors = new Map(tree.successors.map(({ code, successor }) => [code, ids.get(successor)!]));
		await copyText(
			tx,
			'units (id, code, sample, successor_id)',
			codes.map((code) => copyLine([ids.get(code)!, code, true, successors.get(code) ?? null])),
		);
		await tx.rows(sql`select setval(pg_get_serial_sequence('units', 'id'), ${next - 1})`);
		await addClusters(tx, clusters);
		const clusterIds = await tx.rows<{ id: number; code: string }>(sql`select id, code from clusters`);
		const clusterOf = new Map(clusterIds.map(({ id, code }) => [code, id]));
		await copyText(
			tx,
			'unit_periods (unit_id, valid, parent_id, name, kind, cluster_id, province, search)',
			tree.rows.map(({ code, from, to, parent, name, kind, cluster, province }) =>
				copyLine([
					...[ids.get(code)!, `[${from},${to ?? ''})`, ids.get(parent!)!, name, kind],
					...[cluster ? clusterOf.get(cluster)! : null, province ?? null, searchText(name, code)],
				]),
			),
		);
		const members = membersOfTree(tree).map((row) => ({ ...row, unit: ids.get(row.code)! }));
		await tx.rows(sql`delete from unit_members m using unnest(${members.map(({ unit }) => unit)}::int[],
			${members.map(({ asOf }) => asOf)}::date[]) as n(unit, at) where m.unit_id = n.unit and m.as_of = n.at`);
		await copyText(
			tx,
			'unit_members (unit_id, as_of, members, source)',
			members.map(({ unit, asOf, members: count }) => copyLine([unit, asOf, count, SOURCE])),
		);
		for (const statement of restore) await tx.rows(raw(statement));
		// Asked for of each unit once, now that all of them are new.
		await tx.rows(sql`create index units_succeeded on units (successor_id)`);
		await tx.rows(sql`analyze unit_periods, units`);
		const letters = await strip(tx, ['unit_today'], KEPT);
		// No figure stands yet that would have to move.
		await refreshUnitTree(
			tx,
			today,
			codes.map((code) => ids.get(code)!),
		);
		for (const statement of letters) await tx.rows(raw(statement));
		await tx.rows(sql`drop index units_succeeded`);
	});
}
