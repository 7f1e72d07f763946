import { indexTexts } from '#features/similarity/commands/index-texts.ts';
import { dropStalePairs, screenAgain, screenWaiting } from '#features/similarity/commands/screen.ts';
import { alignerAsOf } from '#features/similarity/queries/versions.ts';
import { type Effort, FULL } from '#features/similarity/rules/memory-index.ts';
import type { Comparison } from '#features/similarity/schema.ts';
import { type Db, sql } from '#platform/db/db.ts';

const now = () => new Date();

export async function take(db: Db, texts: readonly { subject: number; text: string }[]): Promise<void> {
	await db.transaction((tx) => indexTexts(tx, texts, now()));
}

/** Screens until nothing is left to do: what waits, everything under the current version, pairs gone stale. */
export async function screenAll(db: Db, effort: Effort = FULL): Promise<void> {
	while ((await screenWaiting(db, 20, now, { effort })) > 0);
	while ((await screenAgain(db, 20, now, effort)) > 0);
	while ((await dropStalePairs(db, 1_000)) > 0);
}

/** Every pair that stands, with all that is kept of it, by subjects and in their order. */
export async function storedPairs(db: Db): Promise<string[]> {
	const rows = await db.rows<Record<string, unknown> & { a: number; b: number }>(sql`
		select least(a.subject, b.subject) as a, greatest(a.subject, b.subject) as b, band, score, containment, raw_cover,
			bits, features
		from similarity_pairs p join similarity_texts a on a.doc = p.doc_a join similarity_texts b on b.doc = p.doc_b
		order by 1, 2`);
	return rows.map((row) => JSON.stringify(row));
}

/** All pairs above `clear` of live texts by comparing each with each, as `storedPairs` names them: «a b band». */
export async function comparedPairs(db: Db): Promise<string[]> {
	const aligner = await alignerAsOf(db);
	const live = await liveTexts(db);
	const sides = live.map(({ hashes }) => aligner.side(hashes));
	const found: string[] = [];
	for (const [index, one] of live.entries())
		for (let other = index + 1; other < live.length; other++) {
			const { band } = aligner.compare(sides[index]!, sides[other]!);
			if (band !== 'clear') found.push(`${one.subject} ${live[other]!.subject} ${band}`);
		}
	return found;
}

/** The stored pairs as `comparedPairs` names them. */
export async function storedBands(db: Db): Promise<string[]> {
	const rows = (await storedPairs(db)).map((row) => JSON.parse(row) as { a: number; b: number } & Comparison);
	return rows.map(({ a, b, band }) => `${a} ${b} ${band}`);
}

async function liveTexts(db: Db) {
	const rows = await db.rows<{ subject: number; syllables: Buffer }>(sql`
		select subject, syllables from similarity_texts where dropped_at is null order by subject`);
	return rows.map(({ subject, syllables }) => ({
		subject,
		hashes: new Uint16Array(Uint8Array.from(syllables).buffer),
	}));
}
