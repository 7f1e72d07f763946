import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom, type Random } from '#database/demo/random.ts';
import { type Db, openDb } from '#platform/db/db.ts';
import {
	type ChildPortal,
	databaseUrlOf,
	freePort,
	postmasterOf,
	serverProcesses,
	spawnPortal,
	startPortal,
} from '#testing/child-portal.ts';
import { checkEverything } from '#testing/crash/checks.ts';
import { emptyLedger, startClients } from '#testing/crash/clients.ts';
import { awaitLists, type SentList, sendList } from '#testing/crash/lists.ts';
import { type CrashWorld, prepareWorld } from '#testing/crash/world.ts';
import { amount, proving, seed } from '#testing/proof.ts';

const ROUNDS = amount(5, 50);
const MEMBERS = 3;
const LIST_ROWS = amount(300, 1_500);

/** What is killed with SIGKILL; `start` is then run again where the portal itself died. */
const VICTIMS = ['portal', 'database', 'both', 'backend', 'portal twice'] as const;
type Victim = (typeof VICTIMS)[number];

const ledger = emptyLedger();
const lists: SentList[] = [];
let dataDir: string;
let port: number;
let world: CrashWorld;
let portal: ChildPortal;

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'sangkien-crash-'));
	world = await prepareWorld(dataDir, MEMBERS);
	port = await freePort();
	portal = await startPortal(dataDir, port);
});

afterAll(async () => {
	await portal?.signal('SIGKILL');
	for (const pid of serverProcesses(dataDir)) kill(pid);
	await rm(dataDir, { recursive: true, force: true });
});

test(`nothing acknowledged is lost and nothing doubled over ${ROUNDS} kills (seed ${seed})`, {
	timeout: ROUNDS * 60_000 + 180_000,
}, async () => {
	const random = createRandom(seed);
	const recoveries = new Map<Victim, number[]>();
	for (let round = 0; round < ROUNDS; round++) {
		const victim = VICTIMS[round % VICTIMS.length]!;
		const took = await crash(round, victim, random);
		recoveries.set(victim, [...(recoveries.get(victim) ?? []), took]);
	}
	await withDatabase(async (db) => {
		await awaitLists(db, world);
		await checkEverything(db, ledger, lists);
	});
	for (const [victim, times] of recoveries)
		console.log(
			`${victim.padEnd(12)} killed ${times.length}×: first answer after ${Math.round(median(times))} ms, at most ${Math.max(...times)} ms`,
		);
	const rows = lists.reduce((sum, list) => sum + list.rows, 0);
	console.log(
		`${ROUNDS} kills: ${ledger.submitted.size} submissions, ${ledger.decided.size} decided, ` +
			`${lists.length} lists of ${rows} rows, ${sum([...ledger.saved.values()])} draft savings, ` +
			`${ledger.repeats} calls repeated; all there exactly once, 0 mismatches (seed ${seed})`,
	);
});

test('Ctrl-C stops everything that start started, and loses nothing', { timeout: 60_000 }, async () => {
	const clients = startClients(portal.url, world, ledger);
	await sleep(300);
	expect(await portal.signal('SIGINT')).toBe(0);
	expect(postmasterOf(dataDir)).toBeNull();
	expect(serverProcesses(dataDir)).toEqual([]);

	portal = await startPortal(dataDir, port);
	await clients.drain();
	await withDatabase((db) => checkEverything(db, ledger, lists));
});

/** One round: work, a kill in the middle of it, recovery, and a look at everything. Answers ms until it answered. */
async function crash(round: number, victim: Victim, random: Random): Promise<number> {
	const clients = startClients(portal.url, world, ledger);
	await withDatabase(async (db) => lists.push(await sendList(db, world, `danh sách ${round}`, LIST_ROWS)));
	await sleep(random.int(0, 800));

	ledger.answered = { since: Date.now(), at: null };
	await strike(victim, random);
	while (ledger.answered.at === null) {
		const words = portal.lastWords();
		if (words !== null) throw new Error(`the portal ended by itself:\n${words}`);
		await sleep(5);
	}
	const took = ledger.answered.at - ledger.answered.since;

	await sleep(random.int(0, 200));
	await clients.drain();
	await withDatabase((db) => checkEverything(db, ledger, lists));
	if (proving) console.log(`${String(round + 1).padStart(2)} ${victim}: answered after ${took} ms`);
	return took;
}

async function strike(victim: Victim, random: Random): Promise<void> {
	const server = serverProcesses(dataDir);
	const postmaster = postmasterOf(dataDir)!;
	if (victim === 'backend') return kill(random.pick(server.filter((pid) => pid !== postmaster)));
	if (victim === 'database') return kill(postmaster);
	if (victim === 'both') for (const pid of server) kill(pid);
	await portal.signal('SIGKILL');
	if (victim === 'portal twice') {
		const again = spawnPortal(dataDir, port);
		await sleep(random.int(0, 1_000));
		await again.signal('SIGKILL');
	}
	portal = await startPortal(dataDir, port);
}

async function withDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
	const db = openDb(databaseUrlOf(dataDir), { max: 2 });
	try {
		return await work(db);
	} finally {
		await db.close();
	}
}

function kill(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
