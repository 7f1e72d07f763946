import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createToken } from '#features/people/commands.ts';
import type { Actor } from '#features/people/rules.ts';
import type { Unit } from '#features/units/schema.ts';
import { addDays } from '#platform/clock/clock.ts';
import { type TestPortal, testPortal } from '#testing/portal.ts';
import { makePerson, makeProgramme, makeUnits, TODAY } from '#testing/world.ts';

let site: TestPortal;
let unit: Unit;
let an: Actor;
let binh: Actor;
let officer: Actor;
const tokens = new Map<Actor, string>();
// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document, walked by name
let description: any;

beforeAll(async () => {
	site = await testPortal();
	const { db } = site.portal;
	const units = await makeUnits(db, [
		['SO', 'TLD', 'provincial_federation'],
		['MAY', 'SO', 'grassroots'],
		['KHAC', 'SO', 'grassroots'],
	]);
	unit = units.get('MAY')!;
	await makeProgramme(db, { code: 'thu' });
	an = await makePerson(db, 'member', unit.id, 'Nguyễn Văn An');
	binh = await makePerson(db, 'member', units.get('KHAC')!.id, 'Trần Thị Bình');
	officer = await makePerson(db, 'officer', unit.id);
	for (const person of [an, binh, officer]) {
		const { token } = await db.transaction((tx) => createToken(tx, person.accountId, 'thu', 1, new Date()));
		tokens.set(person, token);
	}
	description = await (await fetch(`${site.url}/api/openapi.json`)).json();
}, 120_000);

interface Asked {
	body?: unknown;
	headers?: Record<string, string>;
}

/** Calls the API as somebody and holds the answer against its own description. */
async function call(actor: Actor | null, method: string, path: string, { body, headers }: Asked = {}) {
	const response = await fetch(`${site.url}/api/v1${path}`, {
		method,
		headers: {
			...(actor && { authorization: `Bearer ${tokens.get(actor)}` }),
			...(body !== undefined && { 'content-type': 'application/json' }),
			...headers,
		},
		body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
	});
	const text = await response.text();
	const answer = text === '' ? null : JSON.parse(text);
	expectDescribed(method, `/api/v1${path.split('?')[0]}`, response, answer);
	return { status: response.status, answer, headers: response.headers };
}

function expectDescribed(method: string, path: string, response: Response, answer: unknown): void {
	if (!response.ok) {
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expectFits(description.components.schemas.Problem, answer);
		return;
	}
	const template = Object.keys(description.paths)
		.filter((each) => new RegExp(`^${each.replace(/\{\w+\}/g, '[^/]+')}$`).test(path))
		.sort((one, other) => one.length - other.length)[0]!;
	const described = description.paths[template][method.toLowerCase()].responses[response.status];
	expect(described, `${method} ${template} ${response.status}`).toBeDefined();
	if (response.status !== 204) expectFits(described.content['application/json'].schema, answer);
}

const expectFits = (schema: object, answer: unknown) =>
	expect(
		z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(answer).error?.issues ?? [],
	).toEqual([]);

const body = (over: object = {}) => ({
	programme: 'thu',
	unit: 'MAY',
	title: 'Gá kẹp xoay giúp hàn khung ghế',
	group: 'cong-nhan',
	field: 'ky-thuat',
	problem: 'Mỗi khung phải tháo kẹp bốn lần.',
	solution: 'Làm bàn gá quay 360 độ.',
	result: 'Còn 3 phút.',
	benefit: '1,5 triệu',
	appliedOn: addDays(TODAY, -60),
	recognisedBy: 'Hội đồng sáng kiến',
	authors: [{ name: 'Nguyễn Văn An' }],
	...over,
});

const submit = (actor: Actor, over: object = {}, key?: string) =>
	call(actor, 'POST', '/initiatives', { body: body(over), headers: key ? { 'idempotency-key': key } : {} });

test('the same key makes one initiative, also when sent at the same time', async () => {
	const sent = await Promise.all(
		Array.from({ length: 5 }, () => submit(an, { title: 'Một khóa' }, 'khoa-1')),
	);
	const codes = new Set(sent.map(({ answer }) => answer.code));
	expect(codes.size).toBe(1);
	expect(sent.filter(({ status }) => status === 201)).toHaveLength(1);
	expect(sent.filter(({ status, answer }) => status === 200 && answer.present)).toHaveLength(4);
	expect(sent[0]!.headers.get('location')).toBe(`${site.url}/api/v1/initiatives/${[...codes][0]}`);
});

test('an equal initiative under another key is there already', async () => {
	const first = await submit(an, { title: 'Hai khóa' }, 'khoa-2a');
	const second = await submit(an, { title: 'HAI  KHOA' }, 'khoa-2b');
	expect([first.status, second.status]).toEqual([201, 200]);
	expect(second.answer.code).toBe(first.answer.code);
});

test('everything missing and wrong is named at once, by input', async () => {
	const { status, answer } = await submit(an, { title: '', benefit: 'nhiều lắm', appliedOn: '31/02/2026' });
	expect(status).toBe(422);
	expect(answer.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
		'appliedOn',
		'benefit',
		'title',
	]);
	for (const { detail } of answer.errors) expect(detail).toMatch(/ /);
});

test.each([
	['an unknown programme', { programme: 'khong-co' }, 'programme'],
	['an unknown unit', { unit: 'KHONG-CO' }, 'unit'],
	['a unit of others', { unit: 'KHAC' }, 'unit'],
	['a proxy submission without how the authors agreed', { proxy: true }, 'consent'],
])('%s is refused at its input', async (_, over, field) => {
	const { status, answer } = await submit(officer, {
		title: 'Sai một chỗ',
		proxy: true,
		consent: 'Ký giấy',
		...over,
		...(field === 'consent' && { consent: '' }),
	});
	expect([status, answer.errors[0].field]).toEqual([422, field]);
});

test('an officer submits for an author, who finds it among their own by login, not by name alone', async () => {
	const { rows } = await site.portal.db.pool.query('select email from accounts where id = $1', [
		an.accountId,
	]);
	const consent = 'Ký giấy ngày 1/3';
	const authors = [{ name: an.name, login: rows[0].email }];
	const known = await submit(officer, { title: 'Nộp hộ', proxy: true, consent, authors });
	const named = await submit(officer, { title: 'Nộp hộ theo tên', proxy: true, consent });
	expect([known.status, named.status]).toEqual([201, 201]);
	const { answer } = await call(an, 'GET', '/initiatives?limit=100');
	const mine = answer.items.map(({ code }: { code: string }) => code);
	expect(mine).toContain(known.answer.code);
	expect(mine).not.toContain(named.answer.code);
});

test('what is outside answers exactly as what does not exist', async () => {
	const { answer } = await submit(an, { title: 'Của An' });
	const path = `/initiatives/${answer.code}`;
	expect((await call(an, 'GET', path)).answer).toMatchObject({ title: 'Của An', state: 'in_review' });
	expect((await call(officer, 'GET', path)).status).toBe(200);
	const outside = await call(binh, 'GET', path);
	const nothing = await call(binh, 'GET', '/initiatives/SK-999999999');
	const told = ({ status, answer: { instance, ...rest } }: typeof outside) => ({ status, ...rest });
	expect(told(outside)).toEqual(told(nothing));
	for (const step of ['withdraw', 'appeal']) {
		const refused = await call(binh, 'POST', `${path}/${step}`, { body: { note: 'x' } });
		expect(refused.status).toBe(404);
	}
	const listed = await call(binh, 'GET', '/initiatives?scope=unit&limit=100');
	expect(listed.answer).toEqual({ items: [], next: null });
});

test('lists go on by key until the end, each once, newest first', async () => {
	for (const n of [1, 2, 3, 4, 5]) await submit(an, { title: `Trang ${n}` });
	const seen: string[] = [];
	for (let next: string | null = ''; next !== null; ) {
		const { answer } = await call(
			officer,
			'GET',
			`/initiatives?scope=unit&unit=MAY&state=in_review&limit=3${next && `&after=${next}`}`,
		);
		seen.push(...answer.items.map(({ code }: { code: string }) => code));
		next = answer.next;
	}
	expect(seen.length).toBeGreaterThan(5);
	expect(new Set(seen).size).toBe(seen.length);
	expect([...seen].sort().reverse()).toEqual(seen);
});

test('withdraw ends it; what may not be done says why', async () => {
	const { answer } = await submit(an, { title: 'Rút lại' });
	const path = `/initiatives/${answer.code}`;
	expect((await call(an, 'POST', `${path}/appeal`, { body: { note: 'Xem lại' } })).answer).toMatchObject({
		status: 409,
		code: 'state_changed',
	});
	expect((await call(an, 'POST', `${path}/withdraw`, { body: {} })).answer).toEqual({
		code: answer.code,
		state: 'withdrawn',
	});
	expect((await call(an, 'POST', `${path}/withdraw`, { body: {} })).status).toBe(409);
});

test('who calls', async () => {
	expect((await call(an, 'GET', '/me')).answer).toMatchObject({
		name: an.name,
		byToken: true,
		roles: [{ role: 'member', unit: { code: 'MAY' } }],
	});
	expect((await call(null, 'GET', '/me')).answer).toMatchObject({ status: 401, code: 'sign_in_needed' });
});

test('a token is made by a person, shown once, listed without it, and ends when taken back', async () => {
	const byToken = await call(an, 'POST', '/tokens', { body: { name: 'con' } });
	expect(byToken.answer).toMatchObject({ status: 403, code: 'session_needed' });
	const headers = { cookie: await site.cookieOf(an) };
	const made = await call(null, 'POST', '/tokens', { body: { name: 'hằng tuần', days: 7 }, headers });
	expect(made.status).toBe(201);
	const listed = await call(an, 'GET', '/tokens');
	expect(listed.answer[0]).toMatchObject({ id: made.answer.id, name: 'hằng tuần' });
	expect(JSON.stringify(listed.answer)).not.toContain(made.answer.token);
	const bearer = { authorization: `Bearer ${made.answer.token}` };
	expect((await call(null, 'GET', '/me', { headers: bearer })).status).toBe(200);
	await call(binh, 'DELETE', `/tokens/${made.answer.id}`);
	expect((await call(null, 'GET', '/me', { headers: bearer })).status).toBe(200);
	expect((await call(an, 'DELETE', `/tokens/${made.answer.id}`)).status).toBe(204);
	expect((await call(null, 'GET', '/me', { headers: bearer })).status).toBe(401);
});

test.each([
	['an unknown path', 'GET', '/khong-co', {}, 404, 'not_found'],
	['a method that is not there', 'PUT', '/me', { body: {} }, 405, 'method_not_allowed'],
	['what is no JSON', 'POST', '/initiatives', { body: '{"a":' }, 400, 'body_not_json'],
	['too much', 'POST', '/initiatives', { body: `"${'x'.repeat(1_100_000)}"` }, 413, 'body_too_large'],
	['a query out of bounds', 'GET', '/initiatives?limit=0', {}, 422, 'invalid'],
	['a code that is none', 'GET', '/initiatives/abc', {}, 404, 'not_found'],
] as const)('%s is a problem with its code', async (_, method, path, asked, status, code) => {
	const { answer, ...response } = await call(an, method, path, asked);
	expect(response.status).toBe(status);
	expect(answer).toMatchObject({ status, code, type: `${site.url}/api/problems#${code}` });
});

test('a fault names only its request', async () => {
	const { pool } = site.portal.db;
	await pool.query('alter table api_tokens rename to hidden_tokens');
	try {
		const { answer } = await call(an, 'GET', '/me');
		expect(answer).toEqual({ ...answer, status: 500, code: 'internal' });
		expect(JSON.stringify(answer)).not.toContain('api_tokens');
	} finally {
		await pool.query('alter table hidden_tokens rename to api_tokens');
	}
});

test('how the portal is: health for anyone, metrics for this machine', async () => {
	const health = await fetch(`${site.url}/api/health`);
	expect([health.status, await health.json()]).toMatchObject([200, { database: 'ok' }]);
	const metrics = await fetch(`${site.url}/api/metrics`);
	expect(await metrics.text()).toContain('sangkien_figures_behind_seconds');
	const passedOn = await fetch(`${site.url}/api/metrics`, { headers: { 'x-forwarded-for': '127.0.0.1' } });
	expect(passedOn.status).toBe(404);
});
