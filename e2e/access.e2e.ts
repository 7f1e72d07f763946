import { expect, test } from 'vitest';
import { type Door, doorsOfPortal } from '#testing/routes.ts';
import { answerOf, ask, tableDigests } from '#testing/security.ts';
import { BODIES } from './access-bodies.ts';
import { LINES, type Line } from './access-table.ts';
import { accessWorld, CALLERS, type Caller } from './access-world.ts';

const { web, people, lapsed, make } = await accessWorld();
const { db } = web.portal;
const DOORS = new Map(doorsOfPortal().map((door) => [door.name, door]));

type Headers = Record<string, string>;

const signedIn = async (caller: Caller): Promise<Headers> =>
	caller === 'nobody' ? {} : { cookie: await web.cookieOf(people[caller]) };
const lasting = Object.fromEntries(
	await Promise.all(CALLERS.map(async (caller) => [caller, await signedIn(caller)] as const)),
) as Record<Caller, Headers>;

/** Asks as the table says, about a thing or about what is not there; every answer bears the same headers. */
async function call(door: Door, values: Record<string, string>, headers: Headers): Promise<Response> {
	const response = await ask(web.url, door, { params: values, body: BODIES[door.name]?.(values), headers });
	expect(protection(response), `${door.name} ${response.status}`).toBe('');
	return response;
}

/** The headers that an answer lacks, by name. */
function protection({ headers }: Response): string {
	const wanted: Record<string, RegExp> = {
		'x-content-type-options': /^nosniff$/,
		'x-frame-options': /^DENY$/,
		'referrer-policy': /^same-origin$/,
		'cross-origin-opener-policy': /^same-origin$/,
		'x-request-id': /^[\da-f-]{36}$/,
		'content-security-policy': /frame-ancestors 'none'|sandbox/,
	};
	return Object.keys(wanted)
		.filter((name) => !wanted[name]!.test(headers.get(name) ?? ''))
		.join(', ');
}

/** The status as the table writes it. */
function outcome(response: Response): string {
	if (response.status !== 303) return String(response.status);
	return response.headers.get('location')!.startsWith('/dang-nhap?tiep') ? 'in' : 'go';
}

const refuses = (cell: string) => cell === 'in' || /^40[134]$|=$/.test(cell);
const asksAgain = (cell: string) => cell === '404' || cell.endsWith('=');
const quiet = (line: Line, caller: Caller) => line.door.startsWith('GET') || refuses(line.expected[caller]);

test('every door of the portal stands in the table, and no other does', () => {
	expect([...new Set(LINES.map((line) => line.door))].sort()).toEqual([...DOORS.keys()].sort());
});

const KNOWN = LINES.filter((line) => DOORS.has(line.door));
const CHANGING = KNOWN.filter((line) => !line.door.startsWith('GET'));
const READ_BY_SCRIPTS = KNOWN.filter((line) => line.door.startsWith('GET /api/'));

test.each(KNOWN)(
	'$door · $thing: as the table says, and nothing changes for whom it refuses',
	async (line) => {
		const door = DOORS.get(line.door)!;
		const { here, missing } = await make[line.thing]!();
		const before = await tableDigests(db);
		for (const caller of CALLERS.filter((each) => quiet(line, each))) {
			const cell = line.expected[caller];
			const response = await call(door, here, lasting[caller]);
			expect(outcome(response), caller).toBe(cell.replace('=', ''));
			if (!asksAgain(cell) || line.thing === '-') continue;
			const nothing = await call(door, missing, lasting[caller]);
			const answer = await answerOf(response, Object.values(here));
			expect(answer, caller).toBe(await answerOf(nothing, Object.values(missing)));
		}
		if (refuses(line.expected.nobody))
			for (const [why, headers] of Object.entries(lapsed))
				if (why !== 'token' || door.page)
					expect(outcome(await call(door, here, headers)), why).toBe(line.expected.nobody);
		expect(await tableDigests(db)).toEqual(before);
	},
);

test.each(CHANGING)('$door · $thing: done for who may, and not from another site', async (line) => {
	const door = DOORS.get(line.door)!;
	for (const caller of CALLERS.filter((each) => !quiet(line, each))) {
		const { here } = await make[line.thing]!();
		const headers = await signedIn(caller);
		const before = await tableDigests(db);
		const elsewhere: Headers[] = [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }];
		for (const foreign of elsewhere)
			expect((await call(door, here, { ...headers, ...foreign })).status, caller).toBe(403);
		expect(await tableDigests(db)).toEqual(before);
		expect(outcome(await call(door, here, headers)), caller).toBe(line.expected[caller]);
	}
});

test.each(READ_BY_SCRIPTS)('$door · $thing: a token gets what its owner gets', async (line) => {
	const { here } = await make[line.thing]!();
	expect(outcome(await call(DOORS.get(line.door)!, here, lapsed.token))).toBe(line.expected.author);
});
