import { createHash } from 'node:crypto';
import { rebuildTallies } from '#features/statistics/commands/rebuild.ts';
import { CUBE_NAMES } from '#features/statistics/rules/cubes.ts';
import { localDate } from '#platform/clock/clock.ts';
import { copyLine, copyText } from '#platform/db/copy-text.ts';
import { inPortions } from '#platform/db/cursor.ts';
import { type Db, raw, sql, type Tx } from '#platform/db/db.ts';
import { fillFacts } from '#portal/facts.ts';
import type { Portal } from '#portal/portal.ts';
import { noEnds, replay } from './ends.ts';
import { layGround, memberId } from './ground.ts';
import { keysOf } from './keys.ts';
import { claim, finish } from './made.ts';
import { makePlan, type Plan } from './plan.ts';
import {
	ACCOUNTS,
	accountLines,
	GRANTS,
	grantLines,
	REGISTRATIONS,
	registrationLines,
} from './rows/accounts.ts';
import { DECISIONS, decisionLines, EVENTS, eventLines } from './rows/events.ts';
import { AUTHORS, authorLines, INITIATIVES, initiativeLines } from './rows/initiatives.ts';
import { strip } from './strip.ts';
import { writeTargets } from './targets.ts';
import { growTree } from './tree/grow.ts';
import { writeTree } from './tree/write.ts';

/** The closed programme that is filled. */
export const PROGRAMME = '1trieu';
const FILLED = [
	'initiatives',
	'initiative_authors',
	'events',
	'event_positions',
	'decisions',
	'registrations',
	'accounts',
	'role_grants',
];
/** Each event looks for the one before it while it is written. */
const READ = ['events_initiative_id_seq_key'];
/** Built at the end and told apart: the time of the whole is stated without it. */
const SEARCH = /initiatives_search/;

export interface Wanted {
	initiatives: number;
	units: number;
	seed: number;
}

/** Told when a step begins, and how far it is. */
export interface Watcher {
	step(name: string, total: number): void;
	done(count: number): void;
}

export interface Built {
	events: number;
	/** Seconds by step, in order. */
	seconds: Record<string, number>;
}

/**
 * Fills a database that holds no initiatives with the programme at a given size, as if the verbs had written it: every
 * event chained by the database's own trigger, positions given, cubes computed. Not to be used beside a portal.
 * @throws Refusal `bench_data_present`, `bench_data_unfinished`
 */
export async function buildBenchData(
	portal: Pick<Portal, 'db' | 'clock'>,
	wanted: Wanted,
	watcher: Watcher,
): Promise<Built> {
	const { db, clock } = portal;
	const seconds: Record<string, number> = {};
	const timed = async <T>(name: string, total: number, work: () => Promise<T>): Promise<T> => {
		watcher.step(name, total);
		const began = performance.now();
		const result = await work();
		seconds[name] = Math.round(performance.now() - began) / 1000;
		return result;
	};
	await claim(db, wanted, clock.now());
	await fillFacts(portal);
	const grown = await timed('tree', 1, async () => {
		const tree = growTree(wanted.units, wanted.seed);
		await writeTree(db, tree, localDate(clock.now()));
		return tree;
	});
	const plan = await timed('plan', 1, async () => makePlan(grown, wanted.initiatives, wanted.seed));
	const ground = await layGround(db, plan, PROGRAMME);
	const restore = await db.transaction((tx) => strip(tx, FILLED, READ));
	const ends = noEnds(wanted.initiatives);
	for (const _ of replay(plan, ends)); // Rows of initiatives say how they ended.
	const fill = (target: string, lines: Iterable<string>) => bulk(db, (tx) => copyText(tx, target, lines));
	await timed('accounts', 3, async () => {
		await fill(ACCOUNTS, accountLines(ground, plan, wanted.seed));
		await Promise.all([
			fill(GRANTS, grantLines(ground, plan)),
			fill(REGISTRATIONS, registrationLines(ground, plan)),
		]);
	});
	const fieldOf = new Uint32Array(wanted.initiatives);
	const told = (lines: Iterable<string>) => counted(lines, watcher);
	await timed('initiatives', wanted.initiatives, () =>
		Promise.all([
			fill(INITIATIVES, told(initiativeLines(ground, plan, ends, wanted.seed, fieldOf))),
			fill(AUTHORS, authorLines(ground, plan, wanted.seed)),
		]),
	);
	await timed('events', plan.histories.count, async () => {
		const keys = keysOf(ground, plan);
		await Promise.all([
			fill(EVENTS, told(eventLines(ground, plan, noEnds(wanted.initiatives), keys, fieldOf))),
			fill(DECISIONS, decisionLines(ground, plan, noEnds(wanted.initiatives))),
		]);
	});
	await timed('positions', 1, () => placeEvents(db));
	await moveSequences(db, memberId(ground, plan.people.accounts), ground, plan);
	const [searches, others] = [
		restore.filter((each) => SEARCH.test(each)),
		restore.filter((each) => !SEARCH.test(each)),
	];
	await timed('indexes', others.length, () => each(db, others, watcher));
	await timed('targets', 1, () => writeTargets(db, plan, ground));
	await timed('statistics', 1, () => db.rows(sql`analyze`).then(() => {}));
	await timed('figures', 1, async () => {
		const indexes = await db.transaction((tx) => strip(tx, CUBE_NAMES, []));
		await bulk(db, rebuildTallies);
		await each(db, indexes, watcher);
	});
	await timed('vacuum', 1, () => db.rows(sql`vacuum analyze`).then(() => {}));
	await timed('search index', searches.length, () => each(db, searches, watcher));
	await finish(db, clock.now(), seconds);
	return { events: plan.histories.count, seconds };
}

/** A transaction that may use what the machine has: nothing else runs. */
function bulk<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
	return db.transaction(async (tx) => {
		await tx.rows(sql`select set_config(name, value, true) from (values ('work_mem', '512MB'),
			('maintenance_work_mem', '1GB'), ('max_parallel_maintenance_workers', '2'), ('synchronous_commit', 'off'))
			as s(name, value)`);
		return work(tx);
	});
}

async function each(db: Db, statements: readonly string[], watcher: Watcher): Promise<void> {
	for (const [index, statement] of statements.entries()) {
		await bulk(db, (tx) => tx.rows(raw(statement)));
		watcher.done(index + 1);
	}
}

function* counted(lines: Iterable<string>, watcher: Watcher): Generator<string> {
	let count = 0;
	for (const line of lines) {
		if (++count % 10_000 === 0) watcher.done(count);
		yield line;
	}
}

/** Gives every event its position and its place in the chain: what the fold does, all at once. */
async function placeEvents(db: Db): Promise<void> {
	await db.snapshot((reader) =>
		bulk(db, (tx) => copyText(tx, 'event_positions (position, event_id, chain)', chained(reader))),
	);
	await bulk(db, async (tx) => {
		await tx.rows(sql`update tally_state set stale = true, position = last.position, chain = last.chain,
				as_of = last.at, xid = pg_snapshot_xmin(pg_current_snapshot())
			from (select p.position, p.chain, (select max(at) from events) as at
				from event_positions p order by p.position desc limit 1) last`);
	});
}

/** The chain of all events (`chain_digest`), worked out here: an aggregate of the database takes minutes over millions. */
async function* chained(reader: Tx): AsyncGenerator<string> {
	const events = inPortions<{ id: number; digest: Buffer }>(
		reader,
		sql`select id, digest from events order by id`,
		10_000,
	);
	let [position, chain] = [0, Buffer.alloc(0)];
	for await (const portion of events) {
		let lines = '';
		for (const { id, digest } of portion) {
			chain = createHash('sha256').update(chain).update(digest).digest();
			lines += copyLine([++position, id, `\\x${chain.toString('hex')}`]);
		}
		yield lines;
	}
}

/** What was numbered by hand goes on by itself. */
async function moveSequences(
	db: Db,
	lastAccount: number,
	{ firstInitiative, firstEvent }: { firstInitiative: number; firstEvent: number },
	{ listOf, histories }: Plan,
): Promise<void> {
	await db.rows(sql`select setval(pg_get_serial_sequence('accounts', 'id'), ${lastAccount}),
		setval(pg_get_serial_sequence('initiatives', 'id'), ${firstInitiative + listOf.length}),
		setval(pg_get_serial_sequence('events', 'id'), ${firstEvent + histories.count})`);
}
