import { readdirSync, readFileSync } from 'node:fs';
import { type Db, sql } from '#platform/db/db.ts';
import { addressOf, type Door } from './routes.ts';
import { sharedData } from './shared-data.ts';

/** Counted attempts, and what background jobs derive from events and texts, change by themselves. */
const RESTLESS =
	/^(rate_limits|event_positions|tally_\w+|author_places|registrations|similarity_\w+|list_previews)$/;

/** One digest per table of everything in it, in any order of rows: equal digests, equal database. */
export async function tableDigests(db: Db): Promise<Record<string, string>> {
	const watched = (await tableNames(db)).filter((name) => !RESTLESS.test(name));
	const each = watched.map(
		(name) => `select '${name}' as name, md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), ''))
			as digest from "${name}" t`,
	);
	const { rows } = await db.pool.query<{ name: string; digest: string }>(each.join(' union all '));
	return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}

/** What tells one answer from another to a caller: status and words, without the marks of the single request. */
export async function answerOf(response: Response, secrets: readonly string[] = []): Promise<string> {
	const body = await response.text();
	// A PDF lists its resources in any order: that it is one is all that can be told apart.
	const text = body.startsWith('%PDF-') ? '%PDF' : body;
	const marks = [response.headers.get('x-request-id') ?? '', ...secrets].filter((mark) => mark.length > 4);
	const plain = marks.reduce(
		(left, mark) => left.replaceAll(mark, '·').replaceAll(encodeURIComponent(mark), '·'),
		text,
	);
	return `${response.status} ${response.headers.get('location') ?? ''}\n${plain}`;
}

/**
 * Strings that break what is careless, few enough to send everywhere: each kind of attack on pages, SQL, paths,
 * sheets, templates, logs and text itself. Written for this portal; longer public lists come from `hostileLists`.
 */
export const HOSTILE: readonly string[] = [
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	"'-alert(1)-'",
	'</script><script>alert(1)</script>',
	'</title></textarea><svg/onload=alert(1)>',
	'<!--<script>--><iframe src="javascript:alert(1)">',
	'javascript:alert(1)',
	// biome-ignore lint/suspicious/noTemplateCurlyInString: one of the languages of templates
	'{@html alert(1)}{{7*7}}${7*7}<%= 7*7 %>#{7*7}',
	'{count} {name} {seconds} {title}',
	"'; drop table initiatives; --",
	"' or '1'='1",
	'1); select pg_sleep(9); --',
	"%' union select password_hash from accounts --\\",
	'100%_\\',
	'../../../../etc/passwd',
	'..\\..\\windows\\win.ini',
	'/dev/null',
	'%2e%2e%2f%00',
	'=1+1',
	"@SUM(1+1)*cmd|' /C calc'!A0",
	'+84-1',
	'-2+3',
	'\t=1+1',
	'a\r\nset-cookie: session=stolen\r\n\r\n<script>alert(1)</script>',
	'a\nb\rc\u2028d\u2029e\u0085f',
	'a\u0000b',
	'\u0000',
	'\ud800 nửa chữ \udc00',
	'\u202egnad nêyugn\u202c \u200b\u200f\ufeff',
	'Hoà\u0300 bình e\u0302\u0301 ế',
	'👩‍🏭👨‍👩‍👧‍👦🇻🇳',
	'Z̡͖̱͕̭a̶̡͙l̢̗͢g̛̗o̵̭',
	'ﷺ'.repeat(12),
	'__proto__',
	'constructor',
	'toString',
	'null',
	'NaN',
	'-1',
	'0x7fffffff',
	'99999999999999999999',
	'1e309',
	'9999-99-99',
	'2026-02-31',
	'[]',
	'{"$gt":""}',
	'*)(uid=*))(|(uid=*',
	'x'.repeat(500),
];

/** Too large for every field: refused, or kept out before it is read. */
export const MEGABYTE = 'đ'.repeat(500_000);

/** The public lists of naughty strings and payloads that stand beside the clone; none where they do not. */
export function hostileLists(): string[] {
	const folder = sharedData('security');
	if (folder === null) return [];
	const naughty = JSON.parse(readFileSync(`${folder}/blns/blns.json`, 'utf8')) as string[];
	const payloads = readdirSync(`${folder}/payloads`)
		.filter((name) => name.endsWith('.txt'))
		.sort()
		.flatMap((name) => readFileSync(`${folder}/payloads/${name}`, 'utf8').split('\n'));
	return [...new Set([...naughty, ...payloads])].filter((text) => text.trim() !== '');
}

/** The own strings, and of the lists every so many-th, so that about `count` of them stand for all. */
export function hostileStrings(count: number): string[] {
	const lists = hostileLists();
	const step = Math.max(1, Math.floor(lists.length / Math.max(1, count)));
	return [...HOSTILE, ...lists.filter((_, index) => index % step === 0)];
}

export interface Asking {
	params?: Record<string, string>;
	query?: Record<string, string>;
	/** A form as `URLSearchParams` or `FormData`; anything else goes as JSON. */
	body?: unknown;
	headers?: Record<string, string>;
}

/** Asks at a door as a browser of this portal does: forms name their origin, redirects are answers. */
export function ask(url: string, door: Door, asking: Asking = {}): Promise<Response> {
	const address = addressOf(door, asking.params);
	const query = new URLSearchParams(asking.query).toString();
	const form = asking.body instanceof URLSearchParams || asking.body instanceof FormData;
	const json = !form && asking.body !== undefined;
	const body = (json ? JSON.stringify(asking.body) : asking.body) as RequestInit['body'];
	return fetch(`${url}${address}${query ? `${address.includes('?') ? '&' : '?'}${query}` : ''}`, {
		method: door.method,
		redirect: 'manual',
		...(door.method !== 'GET' && { body: body ?? (door.page ? new URLSearchParams() : '{}') }),
		headers: {
			accept: door.page ? 'text/html' : '*/*',
			...(door.method !== 'GET' && { origin: url }),
			...((json || (body === undefined && !door.page && door.method !== 'GET')) && {
				'content-type': 'application/json',
			}),
			...asking.headers,
		},
	});
}

/** Names of the portal's tables, in order, but for the lists of screening, which a rebuild replaces. */
export async function tableNames(db: Db): Promise<string[]> {
	const tables = await db.rows<{ name: string }>(sql`
		select tablename as name from pg_tables
		where schemaname = 'public' and tablename !~ '^similarity_postings_\\d+$' order by 1`);
	return tables.map(({ name }) => name);
}
