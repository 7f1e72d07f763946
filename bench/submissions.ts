/**
 * Submissions a second through HTTP with durable commit, beside the same SQL statements run directly.
 *
 * Eight clients with tokens and keys of their own send to a real portal on its embedded server; then eight
 * connections run the statements that the portal issues for the same contents, prepared by name. Rounds alternate
 * on one database, and the portal's folding of figures goes on during both.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openDb, sql } from '#platform/db/db.ts';
import { databaseUrlOf, freePort, serverProcesses, startPortal } from '#testing/child-portal.ts';
import { PROGRAMME, prepareWorld, typed, UNIT } from '#testing/crash/world.ts';
import { cpuSeconds, ownCpuSeconds } from './support/cpu.ts';
import { caller, type Rate, repeatFor } from './support/load.ts';
import { median, printMachine, printTable } from './support/report.ts';
import { statementMaker } from './support/statements.ts';

const CLIENTS = 8;
const { values: options } = parseArgs({
	options: {
		seconds: { type: 'string', default: '10' },
		rounds: { type: 'string', default: '3' },
		/** Folder for a profile of the portal (`node --cpu-prof`). */
		profile: { type: 'string' },
	},
});
const seconds = Number(options.seconds);

printMachine(`npm run bench submissions ${process.argv.slice(2).join(' ')}`.trim());
const dataDir = mkdtempSync(join(tmpdir(), 'sangkien-bench-'));
const world = await prepareWorld(dataDir, CLIENTS);
if (options.profile) mkdirSync(options.profile, { recursive: true });
const profiling = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
const portal = await startPortal(dataDir, await freePort(), profiling);
const url = databaseUrlOf(dataDir);
const db = openDb(url);
const http = caller(portal.url, CLIENTS);
const connections = await Promise.all(
	Array.from({ length: CLIENTS }, async () => {
		const client = new pg.Client(url);
		await client.connect();
		return client;
	}),
);
let sent = 0;
const nextTitle = () => `Gá kẹp xoay giúp hàn khung ghế không phải trở tay, bản số ${++sent}`;

async function throughHttp(index: number): Promise<void> {
	const { actor, token } = world.members[index]!;
	const body = JSON.stringify({ ...typed(nextTitle(), actor.name), programme: PROGRAMME, unit: UNIT });
	const headers = {
		authorization: `Bearer ${token}`,
		'content-type': 'application/json',
		'idempotency-key': `bench-${sent}`,
	};
	const answer = await http.call('POST', '/api/v1/initiatives', headers, body);
	if (answer.status !== 201) throw new Error(`${answer.status} ${answer.body}`);
}

const makers = await Promise.all(
	world.members.map(async ({ actor, token }) => {
		const maker = await statementMaker(db, token);
		await maker.learn(typed('Để học', actor.name));
		return maker;
	}),
);

async function directly(index: number): Promise<void> {
	const client = connections[index]!;
	const title = nextTitle();
	const { actor } = world.members[index]!;
	const { before, inside } = await makers[index]!.make(typed(title, actor.name), `bench-${sent}`);
	for (const statement of before) await client.query(statement);
	await client.query('begin');
	for (const statement of inside) await client.query(statement);
	await client.query('commit');
}

/** One round, with what each process worked for one submission, in milliseconds of processor time. */
async function measure(what: string, step: (index: number) => Promise<void>) {
	const before = [[portal.pid], serverProcesses(dataDir)].map(cpuSeconds);
	const own = ownCpuSeconds();
	const rate: Rate = await repeatFor(seconds, CLIENTS, step);
	const after = [[portal.pid], serverProcesses(dataDir)].map(cpuSeconds);
	const each = (spent: number) => (spent * 1000) / rate.count;
	return {
		what,
		'a second': rate.perSecond,
		'p50 ms': rate.p50,
		'p99 ms': rate.p99,
		'portal ms': each(after[0]! - before[0]!),
		'PostgreSQL ms': each(after[1]! - before[1]!),
		'caller ms': each(ownCpuSeconds() - own),
	};
}

try {
	const { rows } =
		await connections[0]!.query(`select string_agg(name || ' ' || setting, ', ' order by name) as said
		from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`);
	console.log(`${rows[0].said}; ${CLIENTS} clients, rounds of ${seconds} s\n`);
	await repeatFor(4, CLIENTS, throughHttp);
	await repeatFor(2, CLIENTS, directly);
	const rounds: Awaited<ReturnType<typeof measure>>[] = [];
	for (let round = 1; round <= Number(options.rounds); round++) {
		rounds.push(await measure('through HTTP', throughHttp));
		rounds.push(await measure('SQL directly', directly));
	}
	printTable(rounds);
	const rate = (what: string) =>
		median(rounds.filter((round) => round.what === what).map((round) => round['a second']));
	const [through, direct] = [rate('through HTTP'), rate('SQL directly')];
	console.log(
		`median ${through.toFixed(0)}/s through HTTP (aim ≥ 150), ${direct.toFixed(0)}/s directly: ${(through / direct).toFixed(2)} (aim ≥ 0.40)`,
	);
	const count = await db.first<{ n: number }>(sql`select count(*) as n from initiatives`);
	console.log(`${count!.n} initiatives for ${sent} sent`);
} finally {
	http.close();
	await Promise.all(connections.map((client) => client.end()));
	await db.close();
	await portal.signal('SIGINT');
	rmSync(dataDir, { recursive: true, force: true });
}
