import { recordset, sql, type Tx } from '#platform/db/db.ts';
import { currentStatistics } from '../queries/versions.ts';
import { indexedBuckets } from '../rules/finding.ts';
import { hashesIn } from '../rules/normalise.ts';
import { storedHashes } from '../rules/stored.ts';
import { forgetPairs } from './results.ts';

export interface TextOfSubject {
	subject: number;
	text: string;
}

/** Waiting documents of lower priority numbers are screened first. */
export type Priority = 0 | 1;

/**
 * Takes in the texts of subjects, each once in the list: from the commit on searches find them, and they wait to
 * be screened. A text that its subject had before is dropped with what was found of it.
 * @param priority 0 what somebody waits for, 1 lists
 */
export async function indexTexts(
	tx: Tx,
	texts: readonly TextOfSubject[],
	now: Date,
	priority: Priority = 0,
): Promise<void> {
	if (texts.length === 0) return;
	const statistics = await currentStatistics(tx);
	const items = texts.map(({ subject, text }) => {
		const hashes = hashesIn(text);
		const buckets = indexedBuckets(statistics, hashes);
		return { subject, syllables: `\\x${storedHashes(hashes).toString('hex')}`, buckets: `{${buckets}}` };
	});
	const dropped = await tx.rows<{ doc: number }>(sql`
		with item as materialized (
			-- The transaction has its number before the documents have theirs: a rebuild waits for it by that.
			select i.*, pg_current_xact_id() from ${recordset(items)} as i(subject bigint, syllables bytea, buckets text)
		), former as (
			update similarity_texts t set dropped_at = ${now} from item i
			where t.subject = i.subject and t.dropped_at is null
			returning t.doc
		), text as (
			insert into similarity_texts (subject, syllables, added_at)
			-- Counting them lets the former texts go first: a subject has one.
			select subject, syllables, ${now} from item where (select count(*) from former) >= 0
			returning doc, subject
		), waiting as (
			-- By the clock: this says how far screening is behind, whatever time a list or a demonstration tells.
			insert into similarity_waiting (doc, priority, since) select doc, ${priority}, clock_timestamp() from text
		), delta as (
			insert into similarity_delta (bucket, doc)
			select b.bucket, t.doc from text t join item i on i.subject = t.subject, unnest(i.buckets::int[]) as b(bucket)
		)
		select doc from former`);
	await forgetPairs(
		tx,
		dropped.map(({ doc }) => doc),
	);
}

/** Takes texts out: searches no longer find them, and what was found of them goes. Subjects without one are fine. */
export async function dropTexts(tx: Tx, subjects: readonly number[], now: Date): Promise<void> {
	const dropped = await tx.rows<{ doc: number }>(sql`
		update similarity_texts set dropped_at = ${now}
		where subject = any(${subjects}::bigint[]) and dropped_at is null returning doc`);
	await forgetPairs(
		tx,
		dropped.map(({ doc }) => doc),
	);
}
