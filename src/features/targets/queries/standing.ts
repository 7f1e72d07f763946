import { listProgrammes } from '#features/programmes/queries.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { targetsOf } from './targets.ts';

/** A target in force for a whole open programme, and how many are being handed down from the unit. */
export interface StandingTarget {
	programme: Programme['name'];
	unitId: number;
	number: number;
}

/** Targets in force of some units for each open programme as a whole. */
export async function standingTargets(db: Reader, unitIds: readonly number[]): Promise<StandingTarget[]> {
	const open = (await listProgrammes(db)).filter(({ status }) => status === 'open');
	const found: StandingTarget[] = [];
	for (const programme of open) {
		const targets = await targetsOf(db, programme.id, unitIds, { latest: true });
		for (const [unitId, { inForce }] of targets)
			if (inForce) found.push({ programme: programme.name, unitId, number: inForce.number });
	}
	return found;
}

/** Cascades begun at some units and neither published nor dropped. */
export async function cascadesOpenAt(db: Reader, unitIds: readonly number[]): Promise<number> {
	const row = await db.first<{ n: number }>(sql`select count(*) as n from target_cascades
		where unit_id = any(${unitIds}::int[]) and publication_id is null and discarded_at is null`);
	return row!.n;
}
