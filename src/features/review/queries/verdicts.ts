import { isAuthor } from '#features/initiatives/queries/facts.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { type UnitScope, within } from '#features/units/rules.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import type { Judging } from '../rules/verdicts.ts';
import type { VerdictRequest } from '../schema.ts';

/**
 * What the rules need to know of a person and two initiatives.
 * @param id the one at hand, whose unit decides who reviews
 * @param options.lock keeps both until the transaction ends, so that two verdicts follow each other
 */
export async function judgingFacts(
	db: Reader,
	actor: Actor,
	id: number,
	other: number,
	options: { lock?: boolean } = {},
): Promise<Judging> {
	const rows = await db.rows<Judging & { id: number }>(sql`
		select i.id, ${within(scopeOf(actor, 'review'), sql`i.unit_id`)} as "mayReview", ${isAuthor(actor)} as "isOwn"
		from initiatives i where i.id = any(${[id, other]}::bigint[]) order by i.id
		${options.lock ? sql`for update of i` : sql``}`);
	return {
		mayReview: rows.some((row) => row.id === id && row.mayReview),
		isOwn: rows.some((row) => row.isOwn),
	};
}

/** Number of the latest verdict on two initiatives, whatever it says; 0 when there is none. */
export async function latestVerdictId(db: Reader, id: number, other: number): Promise<number> {
	const row = await db.first<{ id: number | null }>(sql`select max(id) as id from pair_verdicts
		where initiative_a = ${Math.min(id, other)} and initiative_b = ${Math.max(id, other)}`);
	return row?.id ?? 0;
}

/** One verdict in the history of an initiative. */
export interface PastVerdict {
	id: number;
	verdict: VerdictRequest['verdict'];
	at: Date;
	/** Code of the other initiative, who judged and why; null where the other is outside the reader's reach. */
	other: string | null;
	by: string | null;
	note: string;
}

/** Every verdict on an initiative and another one, oldest first, as far as the reader may know. */
export async function verdictHistory(db: Reader, scope: UnitScope, id: number): Promise<PastVerdict[]> {
	const rows = await db.rows<Omit<PastVerdict, 'other'> & { other: number | null }>(sql`
		select v.id, v.verdict, v.decided_at as at, case when reach.open then o.id end as other,
			case when reach.open then d.name end as by, case when reach.open then v.note else '' end as note
		from (select * from pair_verdicts where initiative_a = ${id}
				union all select * from pair_verdicts where initiative_b = ${id}) v
			join initiatives i on i.id = ${id} and ${within(scope, sql`i.unit_id`)}
			join initiatives o on o.id = v.initiative_a + v.initiative_b - i.id
			cross join lateral (select ${within(scope, sql`o.unit_id`)} as open) reach
			join accounts d on d.id = v.decided_by
		order by v.id`);
	return rows.map(({ other, ...row }) => ({ ...row, other: other === null ? null : codeOf(other) }));
}
