import type { Actor } from '#features/people/rules.ts';
import { recordset, sql, type Tx } from '#platform/db/db.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import { resolvePair } from '../queries/pair.ts';
import { judgingFacts, latestVerdictId } from '../queries/verdicts.ts';
import { whyNotJudge } from '../rules/verdicts.ts';
import type { VerdictRequest } from '../schema.ts';

/**
 * Writes what a reviewer judged of an initiative and one that is like it, or that they take it back. Nothing
 * else follows from it: what becomes of the initiative is a decision of its own.
 * @param ref names the other one: `Likeness.ref`
 * @throws Refusal `not_found` for a pair that does not exist or is outside the reach, `own_initiative`,
 * `only_reviewer`, `invalid` with the issue of the missing reason, `verdict_changed` when somebody was faster
 */
export async function judgePair(
	tx: Tx,
	actor: Actor,
	id: number,
	ref: string,
	{ verdict, note, seen }: VerdictRequest,
	now: Date,
): Promise<void> {
	const pair = await resolvePair(tx, actor, id, ref);
	if (!pair) throw notFound();
	const ids = [id, pair.otherSubject] as const;
	const why = whyNotJudge(await judgingFacts(tx, actor, ...ids, { lock: true }));
	if (why) throw new Refusal(why, { status: 403 });
	if (verdict !== 'withdrawn' && note === '')
		throw new Refusal('invalid', { issues: [{ field: 'note', code: 'verdict_note_missing' }] });
	const latest = await latestVerdictId(tx, ...ids);
	const nothingToTakeBack = verdict === 'withdrawn' && latest === 0;
	if (latest !== seen || nothingToTakeBack) throw new Refusal('verdict_changed', { status: 409 });
	const row = {
		a: Math.min(...ids),
		b: Math.max(...ids),
		docA: Math.min(pair.doc, pair.otherDoc),
		docB: Math.max(pair.doc, pair.otherDoc),
		verdict,
		note: verdict === 'withdrawn' ? '' : note,
	};
	await tx.rows(sql`
		insert into pair_verdicts (initiative_a, initiative_b, verdict, note, features, version, decided_by, decided_at)
		select r.a, r.b, r.verdict, r.note, p.features, p.version, ${actor.accountId}, ${now}
		from ${recordset([row])} as r(a bigint, b bigint, "docA" int, "docB" int, verdict text, note text)
			join similarity_pairs p on p.doc_a = r."docA" and p.doc_b = r."docB"`);
}
