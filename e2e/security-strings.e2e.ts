import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { content } from '#features/initiatives/schema.ts';
import { queueFilter } from '#features/review/schema.ts';
import { verify } from '#features/statistics/queries/verify.ts';
import { figureCut } from '#features/statistics/schema.ts';
import { sql } from '#platform/db/db.ts';
import { readCsv } from '#platform/excel/csv.ts';
import { clean } from '#platform/text/fold.ts';
import { amount, proving, seed } from '#testing/proof.ts';
import { type Door, doorsOfPortal } from '#testing/routes.ts';
import { type Asking, ask, hostileStrings, MEGABYTE, tableNames } from '#testing/security.ts';
import { foldAll } from '#testing/world.ts';
import { LINES } from './access-table.ts';
import { accessWorld, CALLERS, type Caller } from './access-world.ts';

const { web, people, make } = await accessWorld();
const { db } = web.portal;
const DOORS = doorsOfPortal();
const STRINGS = hostileStrings(amount(12, Number.MAX_SAFE_INTEGER));
/** Each door gets every so many-th string, others than its neighbour, so that together they meet them all. */
const EVERY = 36;
/** What a database, a number and a date do not take: every door gets one of them, and in a proof all. */
const CORE = ['a\u0000b', '99999999999999999999', '9999-99-99'];

const shapes = [content.shape, queueFilter.shape, figureCut.shape].flatMap((shape) => Object.keys(shape));
const words = (pick: (door: Door) => string[]) => [...new Set([...DOORS.flatMap(pick), ...shapes])].sort();
const QUERIES = words((door) => door.queries);
const INPUTS = words((door) => [
	...door.inputs,
	'authors.0.name',
	'chosen',
	'note',
	'reason',
	'action',
	'rows',
	'kind',
]);

// Every page, or every form, in one test: minutes on a busy machine.
vi.setConfig({ testTimeout: amount(600_000, 3_600_000) });
const cookies = new Map<Caller, string>();
let tables: string[];

beforeAll(async () => {
	for (const caller of CALLERS)
		if (caller !== 'nobody') cookies.set(caller, await web.cookieOf(people[caller]));
	tables = await tableNames(db);
	for (const thing of ['waiting', 'approved', 'list']) await make[thing]!();
	await foldAll(db);
});

/** The caller whom a door serves best, with the thing it is about. */
async function inside(door: Door) {
	const line = LINES.find((each) => each.door === door.name);
	const caller = CALLERS.findLast((each) => /^(20|go|422|409)/.test(line?.expected[each] ?? '')) ?? 'admin';
	const { here } = await make[line?.thing ?? '-']!();
	const cookie = caller === 'nobody' ? undefined : await web.cookieOf(people[caller]);
	return { params: here, headers: cookie ? { cookie } : {} } as {
		params: Record<string, string>;
		headers: Record<string, string>;
	};
}

/** Which strings a door gets. */
const shareOf = (index: number) => [
	...CORE.filter((_, at) => proving || (at + index + seed) % CORE.length === 0),
	...STRINGS.filter((_, at) => (at + index) % EVERY === 0),
];
const all = (names: readonly string[], text: string) => Object.fromEntries(names.map((name) => [name, text]));

const faults: string[] = [];
/** Counted attempts would refuse before the text is read. */
const forget = () => db.rows(sql`delete from rate_limits`);

async function tries(door: Door, asking: Asking, text: string): Promise<Response> {
	const response = await ask(web.url, door, asking);
	await response.arrayBuffer();
	if (response.status >= 500)
		faults.push(`${response.status} ${door.name} ${JSON.stringify(text.slice(0, 60))}`);
	return response;
}

test(`no address breaks, whatever stands in it (seed ${seed})`, async () => {
	for (const [index, door] of DOORS.filter(({ method }) => method === 'GET').entries()) {
		const { params, headers } = await inside(door);
		for (const [at, text] of shareOf(index).entries()) {
			const named = at % 2 === 0 ? params : all(door.params, text);
			await tries(door, { params: named, headers, query: all(QUERIES, text) }, text);
			const alone = [...door.queries, QUERIES[(index * 7 + at) % QUERIES.length]!];
			const name = alone[at % alone.length]!;
			await tries(door, { params, headers, query: { [name]: text } }, text);
		}
	}
	expect(faults.splice(0)).toEqual([]);
});

test(`no form and no body breaks, whatever is typed into it (seed ${seed})`, async () => {
	for (const [index, door] of DOORS.filter(({ method }) => method !== 'GET').entries()) {
		for (const [at, text] of shareOf(index).entries()) {
			const { params, headers } = await inside(door);
			const fields = all(INPUTS, text);
			const alone = { ...all(door.inputs, '1'), [INPUTS[(index * 5 + at) % INPUTS.length]!]: text };
			const send = (body: unknown) => tries(door, { params, headers, body }, text);
			if (door.page) for (const body of [fields, alone]) await send(new URLSearchParams(body));
			else for (const body of [{ ...fields, programme: 'demo' }, alone, [text]]) await send(body);
		}
		await forget();
	}
	expect(faults.splice(0)).toEqual([]);
});

test('no header and no cookie breaks a page', async () => {
	const home = DOORS.filter(({ name }) =>
		['GET /(public)', 'GET /api/v1/me', 'GET /(officer)/duyet'].includes(name),
	);
	const names = [
		'user-agent',
		'accept-language',
		'referer',
		'x-forwarded-for',
		'if-none-match',
		'authorization',
		'sec-fetch-site',
		'accept',
		'range',
	];
	for (const text of STRINGS.filter((_, at) => proving || at % 3 === 0)) {
		// What HTTP itself cannot carry never arrives.
		const bytes = Buffer.from(text.toWellFormed())
			.toString('latin1')
			.replace(/[^\x20-\x7e\x80-\xff]/g, '')
			.trim();
		for (const door of home) {
			const cookie = `lang=${bytes.replaceAll(';', '')}; session=${bytes.replaceAll(';', '')}`;
			await tries(door, { headers: { ...all(names, bytes), cookie } }, text);
		}
		const headers = { cookie: cookies.get('author')!, 'idempotency-key': bytes };
		await tries(DOORS.find(({ name }) => name === 'POST /api/v1/initiatives')!, { headers, body: {} }, text);
	}
	expect(faults.splice(0)).toEqual([]);
});

test('what is typed is kept letter by letter, or refused with what is wrong', async () => {
	const submit = DOORS.find(({ name }) => name === 'POST /api/v1/initiatives')!;
	const read = DOORS.find(({ name }) => name === 'GET /api/v1/initiatives/[code]')!;
	const headers = { cookie: cookies.get('author')! };
	let kept = 0;
	for (const [index, text] of STRINGS.entries()) {
		const typed = {
			problem: text,
			solution: text,
			result: text,
			socialBenefit: text,
			recognisedBy: text,
			recognitionNumber: text,
		};
		const day = new Date(Date.UTC(2021, 0, 2 + index)).toISOString().slice(0, 10);
		const facts = {
			programme: 'demo',
			unit: 'A1',
			group: 'cong-nhan',
			field: 'ky-thuat',
			benefit: '',
			appliedOn: day,
			recognisedOn: day,
		};
		const body = { ...facts, ...typed, title: text, authors: [{ name: text, namePublic: true }] };
		const response = await ask(web.url, submit, { headers, body });
		const answer = (await response.json()) as { code: string; errors?: unknown[] };
		if (response.status === 422) {
			expect(answer.errors, text).not.toEqual([]);
			continue;
		}
		expect([200, 201], `${response.status} ${JSON.stringify(text)}`).toContain(response.status);
		if (response.status === 200) continue;
		kept += 1;
		const full = await (await ask(web.url, read, { params: { code: answer.code }, headers })).json();
		expect(full, text).toMatchObject({
			title: clean(text).replace(/\s+/g, ' '),
			...Object.fromEntries(Object.keys(typed).map((name) => [name, clean(text)])),
		});
	}
	expect(kept).toBeGreaterThan(20);
});

test('a file is kept under its digest, and its name comes back as text only', async () => {
	const upload = DOORS.find(({ name }) => name === 'POST /api/v1/drafts/[draft]/files')!;
	const download = DOORS.find(({ name }) => name === 'GET /api/v1/files/[file]')!;
	const headers = { cookie: cookies.get('author')! };
	for (const text of [
		'../../../../tmp/sk-out.pdf',
		'..\\..\\out.pdf',
		'a"\r\nx-evil: 1\r\n.pdf',
		'\u202efdp.exe',
		...STRINGS.slice(0, amount(20, 2_000)),
	]) {
		const draft = await make.draft!();
		const body = new FormData();
		body.set('purpose', 'attachment');
		body.set('file', new File(['%PDF-1.4\n% tệp thử\n'], text));
		const response = await ask(web.url, upload, { params: draft.here, headers, body });
		expect([201, 422], JSON.stringify(text)).toContain(response.status);
		if (response.status === 422) continue;
		const { id } = (await response.json()) as { id: string };
		const sent = await ask(web.url, download, { params: { file: id }, headers });
		expect(sent.status).toBe(200);
		expect(sent.headers.get('content-disposition')).toMatch(
			/^attachment; filename="tep"; filename\*=UTF-8''[\w.!~%-]*$/,
		);
		expect(sent.headers.get('x-evil')).toBeNull();
	}
	const folder = path.join(web.portal.config.dataDir, 'files');
	const kept = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
		entry.isFile(),
	);
	expect(kept.map(({ name }) => name).filter((name) => !/^[\da-f]{64}$/.test(name))).toEqual([]);
});

test('downloads hold no cell that a spreadsheet would calculate', async () => {
	await foldAll(db);
	const door = DOORS.find(({ name }) => name === 'GET /(public)/(files)/so-lieu/tai-ve')!;
	for (const measure of ['submitted', 'approved']) {
		const response = await ask(web.url, door, { query: { measure } });
		const bytes = new Uint8Array(await response.arrayBuffer());
		expect(readCsv(bytes, 'x').sheets[0]!.rows.length).toBeGreaterThan(1);
		const cells = new TextDecoder().decode(bytes).matchAll(/(?:^|\r\n|,)"?([^",\r]*)/g);
		const calculated = [...cells].map((match) => match[1]!).filter((cell) => /^[=+@\t]|^-\D/.test(cell));
		expect(calculated).toEqual([]);
	}
});

test('a megabyte in a field is refused, and so is a body past every limit', async () => {
	for (const [index, door] of DOORS.filter(({ method }) => method !== 'GET').entries()) {
		const { params, headers } = await inside(door);
		const names = door.inputs.length > 0 ? door.inputs : shapes;
		const fields = { ...all(names, '1'), programme: 'demo', [names[index % names.length]!]: MEGABYTE };
		await tries(
			door,
			{ params, headers, body: door.page ? new URLSearchParams(fields) : fields },
			'a megabyte',
		);
	}
	await forget();
	expect(faults.splice(0)).toEqual([]);
	expect(
		(await db.first<{ n: number }>(sql`select max(length(title)) as n from initiatives`))!.n,
	).toBeLessThanOrEqual(300);
});

test('the database is whole: the same tables, and every figure still follows from events', async () => {
	expect(await tableNames(db)).toEqual(tables);
	await foldAll(db);
	const { mismatches } = await db.snapshot((tx) => verify(tx));
	expect(mismatches).toEqual([]);
});

afterAll(() => expect(faults).toEqual([]));
