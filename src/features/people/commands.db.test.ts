import { beforeAll, describe, expect, test } from 'vitest';
import { type Db, openDb } from '#platform/db/db.ts';
import { forgetTurns, type Limit, takeTurn } from '#platform/http/rate-limit.ts';
import { testDatabase } from '#testing/database.ts';
import { makePerson, makeUnits } from '#testing/world.ts';
import {
	changePassword,
	hashPassword,
	issueCode,
	requestReset,
	resetPassword,
	signIn,
	signUpMember,
} from './commands.ts';
import { actorBySession } from './queries.ts';
import { type Actor, scopeOf } from './rules.ts';

const now = new Date();
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const PASSWORD = 'một mật khẩu dài';
let url: string;
let db: Db;
let units: Awaited<ReturnType<typeof makeUnits>>;
let officer: Actor;
let passwordHash: string;

beforeAll(async () => {
	url = (await testDatabase()).url;
	db = openDb(url);
	units = await makeUnits(db, [['CS', 'TLD', 'grassroots']]);
	officer = await makePerson(db, 'officer', units.get('CS')!.id);
	passwordHash = await hashPassword(PASSWORD);
	return () => db.close();
});

let phones = 0;
async function signedUp(email = false) {
	const place = String(++phones);
	const login = email ? `nguoi${place}@vidu.vn` : `+8491234567${place}`;
	const token = await db.transaction((tx) =>
		signUpMember(
			tx,
			{
				name: 'Nguyễn Văn An',
				login,
				unit: units.get('CS')!.id,
				passwordHash,
				locale: 'vi',
				userAgent: null,
			},
			now,
		),
	);
	const actor = (await actorBySession(db, token, now))!;
	return { login, token, actor };
}

const reset = (proof: Parameters<typeof resetPassword>[1], at = now) =>
	db.transaction((tx) => resetPassword(tx, proof, passwordHash, at));

describe('signing up and in', () => {
	test('a member signs in with the phone as they write it, and the browser’s old session ends', async () => {
		const { login, token, actor } = await signedUp();
		expect(actor.grants).toMatchObject([{ role: 'member', unitCode: 'CS' }]);
		const written = `0${login.slice(3, 6)} ${login.slice(6)}`;
		const next = await signIn(db, { login: written, password: PASSWORD, replaces: token }, now);
		expect(next.accountId).toBe(actor.accountId);
		expect(next.token).not.toBe(token);
		expect(await actorBySession(db, token, now)).toBeUndefined();
		expect(await actorBySession(db, next.token, now)).toMatchObject({ accountId: actor.accountId });
	});

	test('a wrong password and an unknown login answer alike', async () => {
		const { login } = await signedUp();
		for (const input of [
			{ login, password: 'sai mật khẩu' },
			{ login: '0999 999 999', password: PASSWORD },
			{ login: 'không phải gì cả', password: PASSWORD },
		])
			await expect(signIn(db, input, now)).rejects.toMatchObject({ code: 'sign_in_failed', status: 401 });
	});

	test('a login is taken once, and members belong to grassroots units', async () => {
		const { login } = await signedUp();
		const again = (unit: number, other = login) =>
			db.transaction((tx) =>
				signUpMember(
					tx,
					{ name: 'Ai', login: other, unit, passwordHash, locale: 'vi', userAgent: null },
					now,
				),
			);
		await expect(again(units.get('CS')!.id)).rejects.toMatchObject({ code: 'account_login_taken' });
		await expect(again(units.get('TLD')!.id, 'khac@vidu.vn')).rejects.toMatchObject({
			issues: [{ field: 'unit', code: 'unit_not_grassroots' }],
		});
	});
});

describe('a new password', () => {
	test('by mail works once, within the hour, and ends every session', async () => {
		const { login, token } = await signedUp(true);
		expect(await db.transaction((tx) => requestReset(tx, 'khong-co@vidu.vn', now))).toBeNull();
		const ask = () => db.transaction((tx) => requestReset(tx, login.toUpperCase(), now));
		const late = await ask();
		await expect(reset({ token: late!.token }, later(61))).rejects.toMatchObject({ code: 'reset_invalid' });
		const sent = await ask();
		await reset({ token: sent!.token }, later(59));
		await expect(reset({ token: sent!.token })).rejects.toMatchObject({ code: 'reset_invalid' });
		expect(await actorBySession(db, token, now)).toBeUndefined();
	});

	test('by a code works for that account only, once, and the newest code only', async () => {
		const { login, actor } = await signedUp();
		const { login: another } = await signedUp();
		const scope = scopeOf(officer, 'assist_accounts');
		const none = scopeOf(null, 'assist_accounts');
		const issue = () =>
			db.transaction((tx) => issueCode(tx, scope, none, actor.accountId, officer.accountId, now));
		const old = await issue();
		const code = await issue();
		expect(code).toMatch(/^\d{8}$/);
		await expect(reset({ login: another, code })).rejects.toMatchObject({ code: 'reset_invalid' });
		await expect(reset({ login, code: old })).rejects.toMatchObject({ code: 'reset_invalid' });
		await expect(reset({ login, code }, later(24 * 60 + 1))).rejects.toMatchObject({ code: 'reset_invalid' });
		await reset({ login, code: `${code.slice(0, 4)} ${code.slice(4)}` });
		await expect(reset({ login, code })).rejects.toMatchObject({ code: 'reset_invalid' });
	});

	test('of one’s own needs the old one and signs out everywhere else', async () => {
		const { actor, token } = await signedUp();
		const change = (current: string) =>
			changePassword(db, actor.accountId, { current, next: 'mật khẩu mới dài', userAgent: null }, now);
		await expect(change('sai')).rejects.toMatchObject({ code: 'password_wrong' });
		const next = await change(PASSWORD);
		expect(await actorBySession(db, token, now)).toBeUndefined();
		expect(await actorBySession(db, next, now)).toMatchObject({ accountId: actor.accountId });
	});
});

describe('attempts', () => {
	const limit: Limit = { name: 'thu', turns: 3, seconds: 60 };

	test('are few, counted for all processes together, and told how long to wait', async () => {
		const other = openDb(url);
		const tries = await Promise.allSettled(
			[db, other, db, other, db].map((each) => takeTurn(each.pool, [[limit, 'ai đó']])),
		);
		await other.close();
		expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(3);
		const refused = tries.find((each) => each.status === 'rejected');
		expect(refused?.reason).toMatchObject({ code: 'too_many_requests', status: 429 });
		expect(refused?.reason.params.seconds).toBeGreaterThan(0);
		await takeTurn(db.pool, [[limit, 'người khác']]);
		await forgetTurns(db.pool, limit, 'ai đó');
		await takeTurn(db.pool, [[limit, 'ai đó']]);
	});
});
