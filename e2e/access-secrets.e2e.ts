import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { sql } from '#platform/db/db.ts';
import { amount } from '#testing/proof.ts';
import { type Door, doorsOfPortal } from '#testing/routes.ts';
import { answerOf, ask } from '#testing/security.ts';
import { foldAll } from '#testing/world.ts';
import { LINES } from './access-table.ts';
import { accessWorld, type Caller, SECRET } from './access-world.ts';

const { web, people, make } = await accessWorld();

/** Words of titles, people and lists that lie in the other unit, as somebody would try them. */
const WORDS = ['may rai da', 'SK-1000', 'A1', 'Máy rải đá', 'doan vien', 'don vi', '7310', '%', '_'].slice(
	0,
	amount(3, 9),
);
const PLACES = LINES.filter((line) => line.thing === '-' && line.door.startsWith('GET')).map(
	(line) => line.door,
);
const DOORS = doorsOfPortal().filter((door) => PLACES.includes(door.name));
/** What an address may carry anywhere: each gets each word. */
const NAMES = [
	...new Set(['q', 'unit_query', 'don-vi', 'after', 'truoc', ...DOORS.flatMap((door) => door.queries)]),
];
const VIEWS: Record<string, string>[] = [
	{},
	{ view: 'scope' },
	{ view: 'scope', state: 'returned' },
	{ scope: 'unit' },
	{ scope: 'unit', unit: 'A1' },
	...['submitted', 'in_review', 'returned', 'rejected'].map((measure) => ({ measure, unit: 'A1' })),
	...WORDS.map((word) => Object.fromEntries(NAMES.map((name) => [name, word]))),
	...WORDS.map((q) => ({ q, view: 'scope', scope: 'unit' })),
];

/** Everything that is not public of the other unit; approved initiatives are public, so none is among them. */
const HIDDEN = [
	'waiting',
	'confirmed',
	'returned',
	'rejected',
	'file',
	'hidden photo',
	'draft',
	'proxy draft',
	'list',
	'pair',
	'cascade',
];
const OUTSIDE: Caller[] = ['officer°', 'reviewer°', 'member'];

const isPublic = (door: Door) => LINES.find((line) => line.door === door.name)?.expected.nobody === '200';

/** Up to which event figures are counted is public, and moves with every event anywhere. */
const withoutAsOf = (answer: string) =>
	answer
		.replace(/asOf:\{[^}]*\}/g, 'asOf')
		.replace(/chưa có sự kiện nào|[\d:]{8} ngày [\d/]{10} · sự kiện số [\d.]+/g, 'asOf')
		.replace(/sự kiện số [\d.]*\d/g, 'asOf');

async function sight(caller: Caller, doors: readonly Door[]): Promise<Map<string, string>> {
	const headers: Record<string, string> = {};
	if (caller !== 'nobody') headers.cookie = await web.cookieOf(people[caller]);
	const seen = new Map<string, string>();
	for (const door of doors)
		for (const query of VIEWS) {
			const response = await ask(web.url, door, { query, headers });
			seen.set(`${door.name} ${JSON.stringify(query)}`, withoutAsOf(await answerOf(response)));
		}
	return seen;
}

test('who reaches nothing of a unit sees the same whether anything is there or not', async () => {
	// Templates carry the second in which they are written, and nothing from the database.
	const inner = DOORS.filter((door) => !isPublic(door) && !door.name.endsWith('/mau'));
	const before = await Promise.all(OUTSIDE.map((caller) => sight(caller, inner)));
	for (const thing of [...HIDDEN, 'account', 'token']) await make[thing]!();
	await foldAll(web.portal.db);
	// How much waits to be screened in all is said to everybody who reviews.
	while (await web.portal.db.first(sql`select 1 from similarity_waiting limit 1`)) await sleep(50);
	for (const [index, caller] of OUTSIDE.entries())
		for (const [address, answer] of await sight(caller, inner))
			expect(answer, `${caller}: ${address}`).toBe(before[index]!.get(address));
});

test('what is not public stands on no public page, in no search and in no download', async () => {
	for (const thing of HIDDEN) await make[thing]!();
	await foldAll(web.portal.db);
	for (const caller of ['nobody', 'officer°'] as const)
		for (const [address, answer] of await sight(caller, DOORS.filter(isPublic)))
			expect(answer.includes(SECRET), `${caller}: ${address}`).toBe(false);
});

test('signing in, signing up and asking for a new password do not tell who has an account', async () => {
	const known = 'co-that@thu.invalid';
	await web.portal.db.pool.query('update accounts set email = $1 where id = $2', [
		known,
		people.author.accountId,
	]);
	const post = async (path: string, fields: Record<string, string>) => {
		const response = await fetch(`${web.url}${path}`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: web.url },
			body: new URLSearchParams(fields),
		});
		return answerOf(response, Object.values(fields));
	};
	const other = 'khong-co@thu.invalid';
	for (const [path, name] of [
		['/dang-nhap', 'login'],
		['/quen-mat-khau', 'email'],
		['/dat-lai-mat-khau', 'login'],
	] as const) {
		const fields = { code: '12345678', password: 'mật khẩu bất kỳ' };
		expect(await post(path, { ...fields, [name]: known })).toBe(
			await post(path, { ...fields, [name]: other }),
		);
	}
});
