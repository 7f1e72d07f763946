import { expect, test } from 'vitest';
import { createRandom } from '#database/demo/random.ts';
import { addDays } from '#platform/clock/clock.ts';
import { type Db, openDb, sql, type Tx } from '#platform/db/db.ts';
import { corruptAtRandom, KEPT } from '#testing/corruptions.ts';
import { testDatabase } from '#testing/database.ts';
import { CLOSING, liveMany, makeWorld } from '#testing/histories.ts';
import { amount, seed } from '#testing/proof.ts';
import { changeTreeAtRandom, type Former } from '#testing/tree-histories.ts';
import { foldAll } from '#testing/world.ts';
import { takeSnapshot } from './commands/snapshots.ts';
import { type Mismatch, verify } from './queries/verify.ts';

const CORRUPTIONS = amount(40, 1_000);
const HISTORIES = 40;

test(`every one of ${CORRUPTIONS} single-row corruptions is found (seed ${seed})`, {
	timeout: 7_200_000,
}, async () => {
	const db = openDb((await testDatabase()).url);
	try {
		await fill(db);
		expect((await db.snapshot((tx) => verify(tx))).mismatches).toEqual([]);
		const random = createRandom(seed);
		const byCheck = new Map<string, number>();
		const byTable = new Map<string, number>();
		let vain = 0;
		for (let made = 0; made < CORRUPTIONS; ) {
			// Each table as often as any other, the smallest of them too.
			const kept = KEPT[made % KEPT.length]!;
			const found = await inVain(db, async (tx) => {
				const what = await corruptAtRandom(tx, random, kept);
				if (what === null) return null;
				const { mismatches } = await verify(tx);
				return { what, mismatches, exactly: (await verify(tx, { quick: false })).mismatches };
			});
			if (!found) {
				vain++;
				expect(vain, `${kept.table} has nothing to corrupt, seed ${seed}`).toBeLessThan(300);
				continue;
			}
			made++;
			vain = 0;
			// The quick questions hide nothing that comparing every cell shows.
			expect(found.mismatches.map(nameOf).sort(), `${found.what}, seed ${seed}`).toEqual(
				found.exactly.map(nameOf).sort(),
			);
			expect(found.mismatches, `${found.what}, seed ${seed}`).not.toEqual([]);
			byTable.set(kept.table, (byTable.get(kept.table) ?? 0) + 1);
			const checks = new Set(found.mismatches.map(({ check }) => check));
			for (const check of checks) byCheck.set(check, (byCheck.get(check) ?? 0) + 1);
		}
		console.log(`${CORRUPTIONS} corruptions, all found, seed ${seed}`, byTable, byCheck);
	} finally {
		await db.close();
	}
});

const nameOf = ({ check }: Mismatch) => check;

/** A database with something in every table: histories, changes of the tree, people who joined, snapshots. */
async function fill(db: Db): Promise<void> {
	const random = createRandom(seed);
	const world = await makeWorld(db, random, 'C');
	await liveMany(world, 'c', HISTORIES, seed);
	const formers: Former[] = [];
	// Some changes leave nothing behind in the past; of a table without rows no row could be altered.
	while (formers.length < 3 || !(await db.first(sql`select 1 from past_closure limit 1`))) {
		const former = await changeTreeAtRandom(world, random, []);
		if (former) formers.push(former);
	}
	await foldAll(db);
	for (const upto of [addDays(CLOSING, -7), CLOSING]) {
		const asked = { kind: 'weekly' as const, upto, accountId: null, why: '', correctsId: null };
		await db.transaction((tx) => takeSnapshot(tx, { ...asked, programme: world.programme }, new Date()));
	}
}

/** Does something that nobody but a superuser can, with triggers and foreign keys off, and takes it back. */
async function inVain<T>(db: Db, work: (tx: Tx) => Promise<T | null>): Promise<T | null> {
	const back = new Error('taken back');
	let result: T | null = null;
	await db
		.transaction(async (tx) => {
			await tx.rows(sql`set local session_replication_role = replica`);
			result = await work(tx);
			throw back;
		})
		.catch((error) => {
			// What its own rules refuse (23…: keys and checks) or cannot hold (22…) is no corruption.
			if (error !== back && !/^2[23]/.test((error as { code?: string }).code ?? '')) throw error;
		});
	return result;
}
