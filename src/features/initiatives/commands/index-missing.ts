import { indexTexts } from '#features/similarity/commands/index-texts.ts';
import { sql, type Tx } from '#platform/db/db.ts';
import { type ScreenedFields, screenedText } from '../rules/screened-text.ts';

/**
 * Indexes initiatives that no text is kept of: those from before there was screening, of every programme, or that a
 * program without it wrote. They wait to be screened as lists do.
 * @param after goes on behind this id; what somebody is changing right now indexes itself
 * @returns the last id looked at, or null when there are no more
 */
export async function indexMissing(tx: Tx, after: number, limit: number, now: Date): Promise<number | null> {
	const missing = await tx.rows<ScreenedFields & { id: number }>(sql`
		select id, title, problem, solution, result from initiatives i
		where id > ${after} and state <> 'withdrawn' and not exists (
			select 1 from similarity_texts t where t.subject = i.id and t.dropped_at is null)
		order by id limit ${limit} for no key update skip locked`);
	const texts = missing.map(({ id, ...fields }) => ({ subject: id, text: screenedText(fields).text }));
	await indexTexts(tx, texts, now, 1);
	return missing.at(-1)?.id ?? null;
}
