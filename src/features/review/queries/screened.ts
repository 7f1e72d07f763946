import type { Actor } from '#features/people/rules.ts';
import type { Band } from '#features/similarity/schema.ts';
import { type UnitScope, within } from '#features/units/rules.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { type Likeness, likenesses } from './pairs.ts';

/** What screening found of an initiative, for whoever reviews it. */
export interface Screened {
	/** Null when it was not screened yet. */
	band: Band | null;
	at: Date | null;
	/** Of the statistics it was screened under. */
	version: number | null;
	/** The closest ones, and how many there are. */
	likenesses: Likeness[];
	total: number;
	/** «Mine differs because …», as the author wrote it; '' when they wrote nothing. */
	difference: string;
}

/** The evidence on an initiative; null for whom it is outside the reach of reviewing, be it their own. */
export async function screenedInitiative(
	db: Reader,
	actor: Actor,
	scope: UnitScope,
	id: number,
): Promise<Screened | null> {
	const row = await db.first<Omit<Screened, 'likenesses' | 'total'>>(sql`
		select s.band, s.screened_at as at, s.version, i.difference
		from initiatives i left join similarity_results s on s.subject = i.id
		where i.id = ${id} and ${within(scope, sql`i.unit_id`)}`);
	return row ? { ...row, ...(await likenesses(db, actor, scope, id)) } : null;
}
