import { randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { unitById } from '#features/units/queries.ts';
import type { UnitScope } from '#features/units/rules.ts';
import { type Db, recordset, sql, type Tx, violatedUnique } from '#platform/db/db.ts';
import { notFound, Refusal, refuseIfAny } from '#platform/http/refusal.ts';
import { fold } from '#platform/text/fold.ts';
import { mayHandOver, tokenHash } from './queries.ts';
import type { Role } from './rules.ts';
import { MEMBER_UNIT_KINDS, normaliseEmail, normaliseLogin, normalisePhone, type SignUp } from './schema.ts';

/** A member signs in from a phone that is theirs; officers' sessions are no longer, for simplicity. */
export const SESSION_DAYS = 30;
const RESET_MINUTES = 60;
export const CODE_HOURS = 24;
const DAY_MS = 86_400_000;

/** OWASP's second argon2id choice: 19 MiB, 2 passes, 1 lane. About 20 ms on the reference machine. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const newToken = () => randomBytes(32).toString('base64url');

/** argon2id of a password; slow on purpose, so never inside a transaction. */
export function hashPassword(password: string): Promise<string> {
	return hash(password.normalize('NFC'), ARGON2);
}

export interface AccountInput {
	name: string;
	email?: string | null;
	phone?: string | null;
	passwordHash?: string | null;
	termsAcceptedAt?: Date | null;
	grants: readonly { role: Role; unitId: number }[];
}

/**
 * Creates an account with its roles.
 * @throws Refusal `account_login_missing`, `account_login_taken`
 */
export async function createAccount(tx: Tx, input: AccountInput, grantedBy: number | null): Promise<number> {
	const email = input.email ? normaliseEmail(input.email) : null;
	const phone = input.phone ? normalisePhone(input.phone) : null;
	if (!email && !phone)
		throw new Refusal('account_login_missing', {
			issues: [{ field: 'login', code: 'account_login_missing' }],
		});
	try {
		const account = await tx.first<{ id: number }>(sql`
			insert into accounts (name, folded_name, email, phone, password_hash, terms_accepted_at)
			values (${input.name}, ${fold(input.name)}, ${email}, ${phone}, ${input.passwordHash ?? null}, ${input.termsAcceptedAt ?? null})
			returning id`);
		await grantRoles(tx, account!.id, input.grants, grantedBy);
		return account!.id;
	} catch (error) {
		if (violatedUnique(error) === null) throw error;
		throw new Refusal('account_login_taken', {
			status: 409,
			issues: [{ field: 'login', code: 'account_login_taken' }],
		});
	}
}

/** Gives roles in units; a role already held stays as it is. */
export async function grantRoles(
	tx: Tx,
	accountId: number,
	grants: readonly { role: Role; unitId: number }[],
	grantedBy: number | null,
): Promise<void> {
	await tx.rows(sql`insert into role_grants (account_id, role, unit_id, granted_by)
		select ${accountId}, role, "unitId", ${grantedBy} from ${recordset(grants)} as g(role text, "unitId" int)
		on conflict do nothing`);
}

/** Takes a role back. Sessions go on; the next request finds the role gone. */
export async function revokeRole(tx: Tx, accountId: number, role: Role, unitId: number): Promise<void> {
	await tx.rows(
		sql`delete from role_grants where account_id = ${accountId} and role = ${role} and unit_id = ${unitId}`,
	);
}

let decoy: Promise<string> | undefined;

/**
 * Checks an e-mail or phone with its password and opens a session; answers the cookie's token.
 * An unknown login costs the same time as a wrong password, and both answer alike.
 * @param input.replaces token of a session in the same browser, which ends
 * @throws Refusal `sign_in_failed`
 */
export async function signIn(
	db: Db,
	input: { login: string; password: string; userAgent?: string | null; replaces?: string | null },
	now: Date,
): Promise<{ token: string; accountId: number }> {
	const login = normaliseLogin(input.login);
	const account = login
		? await db.first<{
				id: number;
				passwordHash: string | null;
			}>(sql`select id, password_hash as "passwordHash"
			from accounts where (email = ${login} or phone = ${login}) and disabled_at is null`)
		: undefined;
	decoy ??= hashPassword(newToken());
	const right = await verify(account?.passwordHash ?? (await decoy), input.password.normalize('NFC'));
	if (!account?.passwordHash || !right) throw new Refusal('sign_in_failed', { status: 401 });
	const token = await db.transaction(async (tx) => {
		if (input.replaces) await signOut(tx, input.replaces);
		return openSession(tx, account.id, input.userAgent ?? null, now);
	});
	return { token, accountId: account.id };
}

/**
 * Creates a member's account in a unit that stands today, and signs them in; answers the cookie's token.
 * @throws Refusal `account_login_taken`; `invalid` where the unit does not stand or is no grassroots one
 */
export async function signUpMember(
	tx: Tx,
	input: Omit<SignUp, 'password' | 'terms'> & {
		passwordHash: string;
		locale: 'vi' | 'en';
		userAgent: string | null;
	},
	now: Date,
): Promise<string> {
	const unit = await unitById(tx, input.unit);
	if (!unit || unit.endedOn !== null) refuseIfAny([{ field: 'unit', code: 'missing_unit' }]);
	else if (!MEMBER_UNIT_KINDS.includes(unit.kind))
		refuseIfAny([{ field: 'unit', code: 'unit_not_grassroots' }]);
	const isEmail = input.login.includes('@');
	const accountId = await createAccount(
		tx,
		{
			name: input.name,
			email: isEmail ? input.login : null,
			phone: isEmail ? null : input.login,
			passwordHash: input.passwordHash,
			termsAcceptedAt: now,
			grants: [{ role: 'member', unitId: input.unit }],
		},
		null,
	);
	await setLocale(tx, accountId, input.locale);
	return openSession(tx, accountId, input.userAgent, now);
}

/** Opens a session and answers the cookie's token; the database keeps its hash. */
export async function openSession(
	tx: Tx,
	accountId: number,
	userAgent: string | null,
	now: Date,
): Promise<string> {
	const token = newToken();
	await tx.rows(sql`insert into sessions (token_hash, account_id, created_at, expires_at, user_agent)
		values (${tokenHash(token)}, ${accountId}, ${now}, ${new Date(now.getTime() + SESSION_DAYS * DAY_MS)},
			${userAgent?.slice(0, 200) ?? null})`);
	return token;
}

export async function signOut(tx: Tx, token: string): Promise<void> {
	await tx.rows(sql`delete from sessions where token_hash = ${tokenHash(token)}`);
}

/**
 * Starts a reset by e-mail. Answers the token and address to write to, or null when nobody has that address:
 * the page says the same in both cases.
 */
export async function requestReset(tx: Tx, emailText: string, now: Date) {
	const email = normaliseEmail(emailText);
	const account = email
		? await tx.first<{ id: number; name: string; locale: 'vi' | 'en' }>(
				sql`select id, name, locale from accounts where email = ${email} and disabled_at is null`,
			)
		: undefined;
	if (!account || !email) return null;
	const token = newToken();
	await keepReset(tx, account.id, token, 'email', null, now, RESET_MINUTES * 60_000);
	return { token, email, name: account.name, locale: account.locale };
}

/**
 * An officer issues a one-time code to a member of their unit who has only a phone; it is shown once and read
 * out. Earlier codes stop working. Answers 8 digits.
 * @param staffScope where the issuer may do so also for people who hold more than the member role: a code
 *   hands over the account, so an officer must not reach a reviewer's
 * @throws Refusal `not_found` when any role of the account lies outside
 */
export async function issueCode(
	tx: Tx,
	scope: UnitScope,
	staffScope: UnitScope,
	accountId: number,
	issuedBy: number | null,
	now: Date,
): Promise<string> {
	const account = await tx.first(
		sql`select 1 from accounts a where a.id = ${accountId} and ${mayHandOver(scope, staffScope)}`,
	);
	if (!account) throw notFound();
	await tx.rows(
		sql`update password_resets set used_at = ${now} where account_id = ${accountId} and used_at is null`,
	);
	const code = String(randomInt(100_000_000)).padStart(8, '0');
	await keepReset(tx, accountId, `${accountId}:${code}`, 'code', issuedBy, now, CODE_HOURS * 3_600_000);
	return code;
}

async function keepReset(
	tx: Tx,
	accountId: number,
	token: string,
	kind: 'email' | 'code',
	issuedBy: number | null,
	now: Date,
	lastsMs: number,
): Promise<void> {
	await tx.rows(sql`insert into password_resets (token_hash, account_id, kind, issued_by, created_at, expires_at)
		values (${tokenHash(token)}, ${accountId}, ${kind}, ${issuedBy}, ${now}, ${new Date(now.getTime() + lastsMs)})`);
}

/**
 * Sets a new password by an e-mailed token, or by login and one-time code; ends every session of the account.
 * @throws Refusal `reset_invalid` when the token is unknown, used or over
 */
export async function resetPassword(
	tx: Tx,
	proof: { token: string } | { login: string; code: string },
	passwordHash: string,
	now: Date,
): Promise<number> {
	const token = 'token' in proof ? proof.token : await codeToken(tx, proof);
	const reset = await tx.first<{ accountId: number }>(sql`update password_resets set used_at = ${now}
		where token_hash = ${tokenHash(token)} and used_at is null and expires_at > ${now}
		returning account_id as "accountId"`);
	if (!reset) throw new Refusal('reset_invalid', { status: 422 });
	await tx.rows(sql`update accounts set password_hash = ${passwordHash} where id = ${reset.accountId}`);
	await tx.rows(sql`delete from sessions where account_id = ${reset.accountId}`);
	return reset.accountId;
}

/**
 * Sets a new password for a signed-in person who knows the old one. Every session ends; answers the token of a
 * new one for the browser at hand.
 * @throws Refusal `password_wrong`
 */
export async function changePassword(
	db: Db,
	accountId: number,
	input: { current: string; next: string; userAgent: string | null },
	now: Date,
): Promise<string> {
	const account = await db.first<{ passwordHash: string | null }>(
		sql`select password_hash as "passwordHash" from accounts where id = ${accountId}`,
	);
	const right = account?.passwordHash && (await verify(account.passwordHash, input.current.normalize('NFC')));
	if (!right) throw new Refusal('password_wrong', { issues: [{ field: 'current', code: 'password_wrong' }] });
	const passwordHash = await hashPassword(input.next);
	return db.transaction(async (tx) => {
		await tx.rows(sql`update accounts set password_hash = ${passwordHash} where id = ${accountId}`);
		await tx.rows(sql`delete from sessions where account_id = ${accountId}`);
		return openSession(tx, accountId, input.userAgent, now);
	});
}

/** The language of mails to a person, and of the portal where they sign in next. */
export async function setLocale(tx: Tx, accountId: number, locale: 'vi' | 'en'): Promise<void> {
	await tx.rows(sql`update accounts set locale = ${locale} where id = ${accountId}`);
}

async function codeToken(tx: Tx, proof: { login: string; code: string }): Promise<string> {
	const login = normaliseLogin(proof.login);
	const account = await tx.first<{ id: number }>(
		sql`select id from accounts where email = ${login} or phone = ${login}`,
	);
	return `${account?.id ?? 0}:${proof.code.replace(/\D/g, '')}`;
}

/** Makes a token for scripts; it is answered once and kept as its hash. Lasts `days` (1–366). */
export async function createToken(
	tx: Tx,
	accountId: number,
	name: string,
	days: number,
	now: Date,
): Promise<{ id: number; token: string }> {
	const token = `sk_${newToken()}`;
	const row = await tx.first<{ id: number }>(sql`
		insert into api_tokens (token_hash, account_id, name, created_at, expires_at)
		values (${tokenHash(token)}, ${accountId}, ${name}, ${now}, ${new Date(now.getTime() + days * DAY_MS)})
		returning id`);
	return { id: row!.id, token };
}

export async function deleteToken(tx: Tx, accountId: number, id: number): Promise<void> {
	await tx.rows(sql`delete from api_tokens where id = ${id} and account_id = ${accountId}`);
}
