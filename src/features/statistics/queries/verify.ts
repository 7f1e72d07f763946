import { TREE_CHECKS } from '#features/units/queries/tree-checks.ts';
import { type Db, type Reader, sql } from '#platform/db/db.ts';
import { withSnapshots } from '#platform/db/snapshots.ts';
import type { Counted } from '../rules/cubes.ts';
import { countedNow } from './counted.ts';
import { SNAPSHOT_CHECKS } from './snapshots/checks.ts';
import { type Reading, statementOf } from './verify/check.ts';
import { DECISIONS, DIGESTS, inOrder, lastOnes, positions, SHARES } from './verify/events.ts';
import { PEOPLE, ROLL_UPS, STATES } from './verify/nodes.ts';

/** All that is checked. What takes longest begins first, so that two connections end at about the same time. */
const readingsOf = (which: Counted): readonly Reading[] => [
	inOrder(which),
	DIGESTS,
	lastOnes(which),
	positions(which),
	...ROLL_UPS,
	DECISIONS,
	SHARES,
	PEOPLE,
	STATES,
	TREE_CHECKS,
	...Object.entries(SNAPSHOT_CHECKS).map(([name, find]): Reading => ({ checks: { [name]: find } })),
];

export const CHECK_NAMES: readonly string[] = readingsOf({ xid: '0', placed: [] }).flatMap(({ checks }) =>
	Object.keys(checks),
);

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
}

/**
 * Recomputes every tally and the chain from the events and compares. Run it on one snapshot (`db.snapshot`):
 * what arrives meanwhile is not in it. Several readers of one snapshot share the work.
 * @param onChecked called after each reading of the database with the checks that it made
 */
export async function verify(
	readers: Reader | readonly Reader[],
	onChecked: (done: Checked) => void = () => {},
): Promise<Verification> {
	const lanes = Array.isArray(readers) ? (readers as readonly Reader[]) : [readers as Reader];
	const waiting = [...readingsOf(await countedNow(lanes[0]!))];
	const mismatches: Mismatch[] = [];
	await Promise.all(
		lanes.map(async (db) => {
			for (let reading = waiting.shift(); reading; reading = waiting.shift()) {
				const began = performance.now();
				mismatches.push(...(await db.rows<Mismatch>(statementOf(reading))));
				onChecked({ checks: Object.keys(reading.checks), seconds: (performance.now() - began) / 1000 });
			}
		}),
	);
	const state = await lanes[0]!.first<{ position: number; events: number }>(
		sql`select position, (select count(*) from events) as events from tally_state`,
	);
	return { ...state!, mismatches, checks: CHECK_NAMES };
}

/** For sorting and grouping; each of the two connections takes it a few times over. */
const MEMORY = '192MB';

/** `verify` on two connections, one for each core of the smallest machine. Writes nothing and holds nothing up. */
export function verifyWhole(db: Db, onChecked?: (done: Checked) => void): Promise<Verification> {
	return withSnapshots(db, 2, async (readers) => {
		for (const reader of readers) await reader.rows(sql`select set_config('work_mem', ${MEMORY}, true)`);
		return verify(readers, onChecked);
	});
}
