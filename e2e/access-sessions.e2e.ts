import { expect, test } from 'vitest';
import {
	changePassword,
	hashPassword,
	issueCode,
	resetPassword,
	revokeRole,
} from '#features/people/commands.ts';
import { scopeOf } from '#features/people/rules.ts';
import { sql } from '#platform/db/db.ts';
import { testPortal } from '#testing/portal.ts';
import { addressOf, doorsOfPortal } from '#testing/routes.ts';
import { makePerson, makeUnits } from '#testing/world.ts';

const web = await testPortal({ TRUST_PROXY: '1' });
const { db } = web.portal;
const units = await makeUnits(db, [['A', 'TLD', 'grassroots']]);
const unitId = units.get('A')!.id;
const PASSWORD = 'mật khẩu đủ dài';

const officer = () => makePerson(db, 'officer', unitId);
const get = (path: string, headers: Record<string, string> = {}) =>
	fetch(`${web.url}${path}`, { redirect: 'manual', headers });
const stands = async (cookie: string) => (await get('/api/v1/me', { cookie })).status === 200;

async function signIn(login: string, headers: Record<string, string> = {}) {
	return fetch(`${web.url}/dang-nhap`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: web.url, ...headers },
		body: new URLSearchParams({ login, password: PASSWORD }),
	});
}

async function withPassword() {
	const person = await officer();
	await web.setPassword(person, PASSWORD);
	const row = await db.first<{ email: string }>(
		sql`select email from accounts where id = ${person.accountId}`,
	);
	return { person, email: row!.email };
}

const sessionIn = (response: Response) =>
	response.headers.getSetCookie().find((cookie) => cookie.startsWith('session='))!;

test('signing in makes a new session, whatever cookie was there, and ends the one before', async () => {
	const { person, email } = await withPassword();
	const chosen = 'session=chosen-by-somebody-else';
	const first = sessionIn(await signIn(email, { cookie: chosen })).split(';')[0]!;
	expect(first).not.toBe(chosen);
	expect(await stands(chosen)).toBe(false);
	expect(await stands(first)).toBe(true);

	const second = sessionIn(await signIn(email, { cookie: first })).split(';')[0]!;
	expect(second).not.toBe(first);
	expect(await stands(first)).toBe(false);
	const kept = await db.rows(sql`select 1 from sessions where account_id = ${person.accountId}`);
	expect(kept).toHaveLength(1);
});

test('the cookie is kept from scripts and other sites, and goes over https only where the portal does', async () => {
	const { email } = await withPassword();
	const plain = sessionIn(await signIn(email));
	expect(plain).toMatch(/; HttpOnly/i);
	expect(plain).toMatch(/; SameSite=Lax/i);
	expect(plain).toMatch(/; Path=\//i);
	expect(plain).not.toMatch(/; Domain=|; Secure/i);
	const origin = web.url.replace('http:', 'https:');
	const secure = sessionIn(await signIn(email, { 'x-forwarded-proto': 'https', origin }));
	expect(secure).toMatch(/; Secure/i);
});

test('the database holds no token with which anybody could sign in', async () => {
	const cookie = await web.cookieOf(await officer());
	const token = cookie.slice('session='.length);
	const found = await db.rows<{ text: string }>(sql`select s::text as text from sessions s`);
	expect(found.length).toBeGreaterThan(0);
	expect(found.some(({ text }) => text.includes(token))).toBe(false);
});

test('signing out ends the session and not only the cookie', async () => {
	const cookie = await web.cookieOf(await officer());
	const out = await fetch(`${web.url}/dang-xuat`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: web.url, cookie },
	});
	expect(sessionIn(out)).toMatch(/^session=;.*Max-Age=0/i);
	expect(await stands(cookie)).toBe(false);
});

test('a closed account is out at the next request, and comes in no more', async () => {
	const { person, email } = await withPassword();
	const cookie = await web.cookieOf(person);
	expect(await stands(cookie)).toBe(true);
	await db.rows(sql`update accounts set disabled_at = now() where id = ${person.accountId}`);
	expect(await stands(cookie)).toBe(false);
	expect((await signIn(email)).status).toBe(401);
});

test('a role that is taken back closes its pages at the next request', async () => {
	const person = await officer();
	const cookie = await web.cookieOf(person);
	expect((await get('/duyet', { cookie })).status).toBe(200);
	await db.transaction((tx) => revokeRole(tx, person.accountId, 'officer', unitId));
	expect((await get('/duyet', { cookie })).status).toBe(403);
	expect((await get('/api/v1/review/queue', { cookie })).status).toBe(403);
});

test('a new password ends every other session', async () => {
	const { person } = await withPassword();
	const [one, other] = [await web.cookieOf(person), await web.cookieOf(person)];
	const input = { current: PASSWORD, next: 'mật khẩu khác', userAgent: null };
	const kept = await changePassword(db, person.accountId, input, new Date());
	expect([await stands(one), await stands(other), await stands(`session=${kept}`)]).toEqual([
		false,
		false,
		true,
	]);
});

test('a code that an officer read out ends every session and works once', async () => {
	const helper = await officer();
	const member = await makePerson(db, 'member', unitId);
	const cookie = await web.cookieOf(member);
	const row = await db.first<{ email: string }>(
		sql`select email from accounts where id = ${member.accountId}`,
	);
	const scope = scopeOf(helper, 'assist_accounts');
	const staff = scopeOf(helper, 'manage_accounts');
	const code = await db.transaction((tx) =>
		issueCode(tx, scope, staff, member.accountId, helper.accountId, new Date()),
	);
	const passwordHash = await hashPassword(PASSWORD);
	const reset = () =>
		db.transaction((tx) => resetPassword(tx, { login: row!.email, code }, passwordHash, new Date()));
	await reset();
	expect(await stands(cookie)).toBe(false);
	await expect(reset()).rejects.toThrow('reset_invalid');
});

test('an address of the API written otherwise is guarded all the same', async () => {
	const cookie = await web.cookieOf(await officer());
	for (const path of ['/api/v1/tokens', '/%61pi/v1/tokens', '/api/%761/tokens']) {
		const post = (headers: Record<string, string>) =>
			fetch(`${web.url}${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				body: JSON.stringify({ name: 'x' }),
			});
		expect((await post({ cookie, 'sec-fetch-site': 'same-site' })).status, path).toBe(403);
		expect((await post({ cookie, origin: 'null' })).status, path).toBe(403);
		expect((await post({ 'sec-fetch-site': 'same-origin' })).status, path).toBe(401);
		expect((await post({ cookie, 'sec-fetch-site': 'same-origin' })).status, path).toBe(201);
	}
});

test('a form without any word of where it comes from is refused, and a script with a token is not', async () => {
	const cookie = await web.cookieOf(await officer());
	const form = (headers: Record<string, string>) =>
		fetch(`${web.url}/api/v1/drafts`, {
			method: 'POST',
			headers,
			body: new URLSearchParams({ programme: 'x' }),
		});
	expect((await form({ cookie })).status).toBe(403);
	const made = await fetch(`${web.url}/api/v1/tokens`, {
		method: 'POST',
		headers: { cookie, 'content-type': 'application/json' },
		body: JSON.stringify({ name: 'x' }),
	});
	const { token } = (await made.json()) as { token: string };
	expect((await form({ authorization: `Bearer ${token}` })).status).toBe(400);
});

test('the data behind a page, asked for without the page, is guarded as the page is', async () => {
	for (const door of doorsOfPortal().filter(({ page, method }) => page && method === 'GET')) {
		const address = addressOf(door, {
			code: 'SK-100001',
			id: '1',
			draft: '00000000-0000-4000-8000-000000000000',
		});
		const page = await get(address);
		const data = await get(`${address === '/' ? '' : address}/__data.json`);
		const text = await data.text();
		const signIn = page.headers.get('location')?.startsWith('/dang-nhap');
		if (signIn) expect(text, door.name).toMatch(/^\{"type":"redirect","status":303,"location":"\/dang-nhap/);
		else expect(data.status, door.name).toBeLessThan(500);
	}
});
