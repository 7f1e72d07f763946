import { isWithin } from '#features/units/queries.ts';
import type { UnitScope } from '#features/units/rules.ts';
import { sql, type Tx } from '#platform/db/db.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import { grantRoles, revokeRole } from '../commands.ts';
import { accountRow, mayHandOver } from '../queries.ts';
import type { Role } from '../rules.ts';

/** Who administers, and how far: every role they give or take lies in a unit within it. */
export interface Administrator {
	accountId: number;
	/** Of `manage_accounts`. */
	scope: UnitScope;
}

/**
 * Gives a role in a unit to an account that the administrator reaches.
 * @throws Refusal `not_found` for an account outside, `unit_outside` for a unit outside
 */
export async function grantRole(
	tx: Tx,
	by: Administrator,
	accountId: number,
	role: Role,
	unitId: number,
): Promise<void> {
	if (!(await accountRow(tx, by.scope, accountId))) throw notFound();
	await refuseOutside(tx, by.scope, unitId);
	await grantRoles(tx, accountId, [{ role, unitId }], by.accountId);
}

/**
 * Takes a role back. The last one stays, for an account without any could be found by nobody: it is closed
 * instead. Nobody takes their own administration away, so that no unit is left without by a slip.
 * @throws Refusal `not_found`, `unit_outside`, `last_role`, `not_yourself`
 */
export async function takeRole(
	tx: Tx,
	by: Administrator,
	accountId: number,
	role: Role,
	unitId: number,
): Promise<void> {
	const account = await accountRow(tx, by.scope, accountId);
	if (!account?.grants.some((grant) => grant.role === role && grant.unitId === unitId)) throw notFound();
	await refuseOutside(tx, by.scope, unitId);
	if (accountId === by.accountId && role === 'administrator')
		throw new Refusal('not_yourself', { status: 409 });
	if (account.grants.length === 1) throw new Refusal('last_role', { status: 409 });
	await revokeRole(tx, accountId, role, unitId);
}

/**
 * Closes an account, which ends its sessions, or opens it again.
 * @throws Refusal `not_found`; `roles_outside` when it also holds roles that the administrator does not reach;
 *   `not_yourself`
 */
export async function setDisabled(
	tx: Tx,
	by: Administrator,
	accountId: number,
	disabled: boolean,
	now: Date,
): Promise<void> {
	if (!(await accountRow(tx, by.scope, accountId))) throw notFound();
	if (accountId === by.accountId) throw new Refusal('not_yourself', { status: 409 });
	const reached = await tx.first(sql`select 1 from accounts a
		where a.id = ${accountId} and ${mayHandOver(by.scope, by.scope, { disabledToo: true })}`);
	if (!reached) throw new Refusal('roles_outside', { status: 403 });
	await tx.rows(sql`update accounts set disabled_at = ${disabled ? now : null} where id = ${accountId}`);
	if (disabled) await tx.rows(sql`delete from sessions where account_id = ${accountId}`);
}

async function refuseOutside(tx: Tx, scope: UnitScope, unitId: number): Promise<void> {
	if (await isWithin(tx, scope, unitId)) return;
	throw new Refusal('unit_outside', { status: 403, issues: [{ field: 'unit', code: 'unit_outside' }] });
}
