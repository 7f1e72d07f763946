import { TREE_CHECKS } from '#features/units/queries/tree-checks.ts';
import { type Db, sql, type Tx } from '#platform/db/db.ts';
import { withSnapshots } from '#platform/db/snapshots.ts';
import type { Counted } from '../rules/cubes.ts';
import { countedNow } from './counted.ts';
import { SNAPSHOT_CHECKS } from './snapshots/checks.ts';
import { eventsAtOnce } from './verify/at-once.ts';
import { type Comparison, namesOf, type Reading, statementOf } from './verify/check.ts';
import { chain, DECISIONS, SHARES } from './verify/events.ts';
import { inOrder } from './verify/in-order.ts';
import { lastOnes } from './verify/last-ones.ts';
import { PEOPLE, ROLL_UPS, STATES } from './verify/nodes.ts';
import { makePrint, type Print } from './verify/print.ts';

/** All that is checked. What takes longest begins first, so that two connections end at about the same time. */
const readingsOf = (which: Counted): readonly Reading[] => [
	chain(which),
	{
		comparisons: [inOrder(which), lastOnes(which), DECISIONS],
		quick: (print) => eventsAtOnce(print, which),
	},
	...[TREE_CHECKS, PEOPLE].map(alone),
	...ROLL_UPS,
	...[SHARES, STATES].map(alone),
	...Object.entries(SNAPSHOT_CHECKS).map(([name, find]) => alone({ checks: { [name]: find } })),
];

const alone = (comparison: Comparison): Reading => ({ comparisons: [comparison] });

export const CHECK_NAMES: readonly string[] = readingsOf({ xid: '0', placed: [] }).flatMap(namesOf);

export interface Mismatch {
	check: string;
	/** What differs, in words with the keys needed to find it. */
	detail: Record<string, unknown>;
}

/** Checks that were made together, and how long they took. */
export interface Checked {
	checks: readonly string[];
	seconds: number;
}

export interface Verification {
	position: number;
	events: number;
	mismatches: Mismatch[];
	checks: readonly string[];
	/** Checks that had to be made cell by cell because the quick question before them was not answered with yes. */
	exact: readonly string[];
}

/**
 * Recomputes every tally and the chain from the events and compares. Run it on one snapshot (`db.snapshot`):
 * what arrives meanwhile is not in it. Several transactions of one snapshot share the work.
 * @param options.quick whether to ask first if all is surely right (`verify/print.ts`), and compare only where it is not
 * @param options.onChecked called after each reading of the database with the checks that it made
 */
export async function verify(
	transactions: Tx | readonly Tx[],
	{ quick = true, onChecked = () => {} }: { quick?: boolean; onChecked?: (done: Checked) => void } = {},
): Promise<Verification> {
	const lanes = Array.isArray(transactions) ? (transactions as readonly Tx[]) : [transactions as Tx];
	const waiting = [...readingsOf(await countedNow(lanes[0]!))];
	const print = makePrint();
	const mismatches: Mismatch[] = [];
	const exact: string[] = [];
	await Promise.all(
		lanes.map(async (tx) => {
			for (let reading = waiting.shift(); reading; reading = waiting.shift()) {
				const began = performance.now();
				const checks = namesOf(reading);
				if (!(quick && (await isSurelyRight(tx, reading, print)))) {
					if (reading.quick) exact.push(...checks);
					for (const comparison of reading.comparisons)
						mismatches.push(...(await tx.rows<Mismatch>(statementOf(comparison))));
				}
				onChecked({ checks, seconds: (performance.now() - began) / 1000 });
			}
		}),
	);
	const state = await lanes[0]!.first<{ position: number; events: number }>(
		sql`select position, (select count(*) from events) as events from tally_state`,
	);
	return { ...state!, mismatches, checks: CHECK_NAMES, exact };
}

/** What cannot be added up, such as a benefit beyond `bigint`, is not surely right either. */
async function isSurelyRight(tx: Tx, { quick }: Reading, print: Print): Promise<boolean> {
	if (!quick) return false;
	await tx.client.query('savepoint quick');
	try {
		return (await tx.first<{ right: boolean }>(quick(print)))!.right;
	} catch (error) {
		if (!/^22/.test((error as { code?: string }).code ?? '')) throw error;
		await tx.client.query('rollback to savepoint quick');
		return false;
	} finally {
		await tx.client.query('release savepoint quick');
	}
}

/** For sorting and grouping; each of the two connections takes it a few times over. */
const MEMORY = '192MB';

/** `verify` on two connections, each with a core of the smallest machine to itself. Writes nothing and holds nothing up. */
export function verifyWhole(db: Db, onChecked?: (done: Checked) => void): Promise<Verification> {
	return withSnapshots(db, 2, async (readers) => {
		for (const reader of readers)
			await reader.rows(sql`select set_config('work_mem', ${MEMORY}, true),
				set_config('max_parallel_workers_per_gather', '0', true)`);
		return verify(readers, { onChecked });
	});
}
