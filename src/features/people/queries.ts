import { createHash } from 'node:crypto';
import { type UnitScope, within } from '#features/units/rules.ts';
import { ROOT_CODE } from '#features/units/schema.ts';
import { type Reader, type Sql, sql, VIETNAMESE } from '#platform/db/db.ts';
import { fold } from '#platform/text/fold.ts';
import type { Actor, Grant, Role } from './rules.ts';

/** Tokens are kept as their sha256, so that reading the database signs nobody in. */
export function tokenHash(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}

const ACTOR = sql`a.id as "accountId", a.name, a.locale, coalesce((
	select jsonb_agg(jsonb_build_object('role', g.role, 'unitId', g.unit_id, 'unitCode', u.code,
		'unitName', t.name, 'isRoot', u.code = ${ROOT_CODE}) order by g.granted_at, g.role)
	from role_grants g join units u on u.id = g.unit_id join unit_today t on t.unit_id = g.unit_id
	where g.account_id = a.id), '[]') as grants`;

/** The person behind a session cookie, or undefined when it is unknown, over, or the account is closed. */
export async function actorBySession(db: Reader, token: string, now: Date): Promise<Actor | undefined> {
	return db.first<Actor>(sql`select ${ACTOR} from sessions s join accounts a on a.id = s.account_id
		where s.token_hash = ${tokenHash(token)} and s.expires_at > ${now} and a.disabled_at is null`);
}

/** The person behind an API token. */
export async function actorByToken(db: Reader, token: string, now: Date): Promise<Actor | undefined> {
	return db.first<Actor>(sql`select ${ACTOR} from api_tokens s join accounts a on a.id = s.account_id
		where s.token_hash = ${tokenHash(token)} and s.expires_at > ${now} and a.disabled_at is null`);
}

export async function actorById(db: Reader, accountId: number): Promise<Actor | undefined> {
	return db.first<Actor>(
		sql`select ${ACTOR} from accounts a where a.id = ${accountId} and a.disabled_at is null`,
	);
}

/** The person with this e-mail or phone, both in stored form. */
export async function actorByLogin(db: Reader, login: string): Promise<Actor | undefined> {
	return db.first<Actor>(sql`select ${ACTOR} from accounts a
		where (a.email = ${login} or a.phone = ${login}) and a.disabled_at is null`);
}

export interface AccountRow {
	id: number;
	name: string;
	email: string | null;
	phone: string | null;
	grants: Grant[];
	disabled: boolean;
}

/** Accounts that hold a role within the scope, by part of name, e-mail or phone; by name, at most `limit`. */
export async function findAccounts(
	db: Reader,
	scope: UnitScope,
	query: string,
	limit = 50,
): Promise<AccountRow[]> {
	const pattern = `%${query
		.trim()
		.toLowerCase()
		.replace(/[%_\\]/g, '\\$&')}%`;
	const digits = query.replace(/\D/g, '').replace(/^0/, '');
	const rows = await db.rows<AccountRow & Actor>(sql`
		select a.id, a.email, a.phone, a.disabled_at is not null as disabled, ${ACTOR}
		from accounts a
		where exists (select 1 from role_grants r where r.account_id = a.id and ${within(scope, sql`r.unit_id`)})
			and (${fold(query)} = '' or a.folded_name like ${`%${fold(query)}%`} or a.email like ${pattern}
				or (${digits} <> '' and a.phone like ${`%${digits}%`}))
		order by a.name collate ${VIETNAMESE}, a.id limit ${limit}`);
	return rows.map(({ id, name, email, phone, grants, disabled }) => ({
		id,
		name,
		email,
		phone,
		grants: [...grants],
		disabled,
	}));
}

/** How a person signs in, and the language of their mails. */
export async function myAccount(db: Reader, accountId: number) {
	return db.first<{ email: string | null; phone: string | null; locale: 'vi' | 'en' }>(
		sql`select email, phone, locale from accounts where id = ${accountId}`,
	);
}

/** A person's own API tokens, newest first; the tokens themselves are not kept. */
export async function listTokens(db: Reader, accountId: number) {
	return db.rows<{
		id: number;
		name: string;
		createdAt: Date;
		expiresAt: Date;
		lastUsedOn: string | null;
	}>(sql`
		select id, name, created_at as "createdAt", expires_at as "expiresAt", last_used_on as "lastUsedOn"
		from api_tokens where account_id = ${accountId} order by id desc`);
}

/** Ids of enabled accounts by e-mail or phone in stored form. */
export async function accountIdsByLogin(db: Reader, logins: readonly string[]): Promise<Map<string, number>> {
	const rows = await db.rows<{ login: string; id: number }>(sql`
		select l.login, a.id from unnest(${logins}::text[]) l(login)
		join accounts a on (a.email = l.login or a.phone = l.login) and a.disabled_at is null`);
	return new Map(rows.map((row) => [row.login, row.id]));
}

/**
 * A condition on accounts `a`: whoever reaches `scope` may hand the account to its person by a one-time code.
 * Every role must lie within; holders of more than the member role only within `staffScope`, for a code hands
 * over all that the account may do.
 */
export const mayHandOver = (
	scope: UnitScope,
	staffScope: UnitScope,
	options: { disabledToo?: boolean } = {},
): Sql => sql`((a.disabled_at is null or ${options.disabledToo ?? false})
	and exists (select 1 from role_grants r where r.account_id = a.id and ${within(scope, sql`r.unit_id`)})
	and not exists (select 1 from role_grants r where r.account_id = a.id and not (${within(scope, sql`r.unit_id`)}
		and (r.role = 'member' or ${within(staffScope, sql`r.unit_id`)}))))`;

/** Those of some accounts to which a one-time code may be issued. */
export async function handOverable(
	db: Reader,
	scope: UnitScope,
	staffScope: UnitScope,
	ids: readonly number[],
): Promise<Set<number>> {
	const rows = await db.rows<{ id: number }>(
		sql`select a.id from accounts a where a.id = any(${ids}::bigint[]) and ${mayHandOver(scope, staffScope)}`,
	);
	return new Set(rows.map((row) => row.id));
}

/** One account with its roles, when it holds a role within the scope. */
export async function accountRow(db: Reader, scope: UnitScope, id: number): Promise<AccountRow | undefined> {
	return db.first<AccountRow>(sql`select a.id, a.email, a.phone, a.disabled_at is not null as disabled, ${ACTOR}
		from accounts a where a.id = ${id} and exists
			(select 1 from role_grants r where r.account_id = a.id and ${within(scope, sql`r.unit_id`)})`);
}

/** Who holds roles at some units themselves, by name. */
export async function rolesAt(db: Reader, unitIds: readonly number[]) {
	return db.rows<{ accountId: number; name: string; role: Role; unitId: number }>(sql`
		select a.id as "accountId", a.name, g.role, g.unit_id as "unitId"
		from role_grants g join accounts a on a.id = g.account_id and a.disabled_at is null
		where g.unit_id = any(${unitIds}::int[]) order by a.name collate ${VIETNAMESE}, a.id, g.role`);
}
