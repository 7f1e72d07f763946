import type { Carried } from '#features/units/commands/changes.ts';
import { recordset, sql, type Tx } from '#platform/db/db.ts';

/**
 * Roles at units that ended go on at their successors. Not where the successor stood above the unit: its people would
 * reach more than they were given, so their roles stay with what the unit left behind.
 * @returns what went over, for the record of the change
 */
export async function carryRoles(
	tx: Tx,
	ended: readonly { id: number; successorId: number | null }[],
): Promise<Carried[]> {
	return move(
		tx,
		await tx.rows<Omit<Carried, 'kept'>>(sql`
			select g.account_id as "accountId", g.role, g.unit_id as "fromUnit", e."successorId" as "toUnit"
			from ${recordset(ended)} as e(id int, "successorId" int) join role_grants g on g.unit_id = e.id
			where e."successorId" is not null and not exists (
				select 1 from unit_periods p join unit_closure c on c.unit_id = p.parent_id
				where p.unit_id = e.id and c.ancestor_id = e."successorId"
					and upper(p.valid) = (select max(upper(q.valid)) from unit_periods q where q.unit_id = e.id))
			order by 1, 2, 3`),
	);
}

/** Brings roles back that went over; those taken away or given anew since are left as they are. */
export async function bringRolesBack(tx: Tx, carried: readonly Carried[]): Promise<Carried[]> {
	return move(
		tx,
		await tx.rows<Omit<Carried, 'kept'> & { keep: boolean }>(sql`
			select g.account_id as "accountId", g.role, g.unit_id as "fromUnit", c."fromUnit" as "toUnit", c.kept as keep
			from ${recordset(carried)} as c("accountId" bigint, role text, "fromUnit" int, "toUnit" int, kept boolean)
				join role_grants g on g.account_id = c."accountId" and g.role = c.role and g.unit_id = c."toUnit"`),
	);
}

/** @param moves `keep`: the role at the old unit stays beside the new one */
async function move(
	tx: Tx,
	moves: readonly (Omit<Carried, 'kept'> & { keep?: boolean })[],
): Promise<Carried[]> {
	const listed = sql`${recordset(moves)} as m("accountId" bigint, role text, "fromUnit" int, "toUnit" int, keep boolean)`;
	const made = await tx.rows<Pick<Carried, 'accountId' | 'role' | 'fromUnit'>>(sql`
		insert into role_grants (account_id, role, unit_id, granted_by, granted_at)
		select distinct on (m."accountId", m.role, m."toUnit") m."accountId", m.role, m."toUnit", g.granted_by, g.granted_at
		from ${listed} join role_grants g on g.account_id = m."accountId" and g.role = m.role and g.unit_id = m."fromUnit"
		order by m."accountId", m.role, m."toUnit", m."fromUnit"
		on conflict do nothing returning account_id as "accountId", role, unit_id as "fromUnit"`);
	await tx.rows(sql`delete from role_grants g using ${listed}
		where g.account_id = m."accountId" and g.role = m.role and g.unit_id = m."fromUnit" and not coalesce(m.keep, false)`);
	const fresh = new Set(made.map((each) => `${each.accountId} ${each.role} ${each.fromUnit}`));
	return moves.map(({ accountId, role, fromUnit, toUnit }) => ({
		accountId,
		role,
		fromUnit,
		toUnit,
		kept: !fresh.has(`${accountId} ${role} ${toUnit}`),
	}));
}
