import { type Db, recordset, sql, type Tx } from '#platform/db/db.ts';
import { nearestTo } from '../queries/nearest.ts';
import { alignerAsOf } from '../queries/versions.ts';
import { type Effort, FULL } from '../rules/memory-index.ts';
import { type FoundPair, pairsFound } from '../rules/near.ts';
import { hashesOf } from '../rules/stored.ts';
import type { Priority } from './index-texts.ts';
import { lockTexts, refreshResults, writePairs } from './results.ts';

/** One goes on screening the whole corpus again at a time. */
const AGAIN = 20_260_932;

interface Claimed {
	doc: number;
	subject: number;
	syllables: Buffer;
	dropped: boolean;
}

/**
 * Screens documents that wait, the most urgent first: each against everything that is committed by now, so of two
 * that came in at once whichever is screened later sees the other. One transaction; any number may run at once.
 * @param limit taken at most; small, since published figures wait for the transaction
 * @param how `upTo`: leaves out what is less urgent
 * @returns how many were taken
 */
export function screenWaiting(
	db: Db,
	limit: number,
	now: () => Date,
	{ effort = FULL, upTo = 1 }: { effort?: Effort; upTo?: Priority } = {},
): Promise<number> {
	return db.transaction(async (tx) => {
		const claimed = await tx.rows<Claimed>(sql`
			with taken as (
				delete from similarity_waiting where doc = any(array(
					select doc from similarity_waiting where priority <= ${upTo}
					order by priority, doc limit ${limit} for update skip locked))
				returning doc
			)
			select t.doc, t.subject, t.syllables, t.dropped_at is not null as dropped
			from taken join similarity_texts t on t.doc = taken.doc order by t.doc`);
		await screen(tx, claimed, now(), effort);
		return claimed.length;
	});
}

/**
 * Goes on screening the whole corpus under the current version: the next documents by number. What it finds no
 * longer, though it stood under an earlier version, goes when it is through.
 * @returns how many were screened; 0 when nothing is left to do
 */
export function screenAgain(db: Db, limit: number, now: () => Date, effort: Effort = FULL): Promise<number> {
	return db.transaction(async (tx) => {
		const alone = await tx.first<{ alone: boolean }>(
			sql`select pg_try_advisory_xact_lock(${AGAIN}) as alone`,
		);
		const version = await tx.first<{ version: number; from: number; until: number }>(sql`
			select version, screened_to as "from", screen_until as until from similarity_versions
			where current and screened_to < screen_until`);
		if (!alone!.alone || !version) return 0;
		const claimed = await tx.rows<Claimed>(sql`
			select doc, subject, syllables, dropped_at is not null as dropped from similarity_texts t
			where doc > ${version.from} and doc <= ${version.until} and not exists (
				select 1 from similarity_results r where r.subject = t.subject and r.doc = t.doc and r.version = ${version.version})
			order by doc limit ${limit}`);
		const screened = await screen(tx, claimed, now(), effort);
		// Another version came meanwhile: it begins from the first document.
		if (screened !== version.version) return 1;
		const to = claimed.length === limit ? claimed.at(-1)!.doc : version.until;
		await tx.rows(sql`update similarity_versions set screened_to = ${to} where version = ${version.version}`);
		return Math.max(1, claimed.length);
	});
}

/** Screens documents and writes what was found; answers under which version. */
async function screen(tx: Tx, claimed: readonly Claimed[], now: Date, effort: Effort): Promise<number> {
	const live = claimed.filter(({ dropped }) => !dropped);
	const docs = live.map(({ doc }) => doc);
	for (;;) {
		const aligner = await alignerAsOf(tx);
		const { version } = aligner.statistics;
		const pairs: FoundPair[] = [];
		for (const { doc, subject, syllables } of live) {
			pairs.push(...pairsFound(doc, await nearestTo(tx, aligner, hashesOf(syllables), effort, subject)));
		}
		if (!(await keepVersion(tx, version))) continue;
		if (docs.length > 0) await writePairs(tx, docs, pairs, version, now);
		return version;
	}
}

/**
 * Keeps a version current until the transaction ends, when it still is. A new one waits for that, and only then
 * looks up to which document the corpus is to be screened again: none is left with results of a former version only.
 */
export async function keepVersion(tx: Tx, version: number): Promise<boolean> {
	const current = await tx.first(sql`
		select 1 from similarity_versions where version = ${version} and current for no key update`);
	return current !== undefined;
}

/**
 * Once the whole corpus is screened under the current version, lets go the pairs that only earlier ones found.
 * @returns how many went; 0 when nothing is left to do
 */
export function dropStalePairs(db: Db, limit: number): Promise<number> {
	return db.transaction(async (tx) => {
		const done = await tx.first<{ version: number }>(sql`
			select version from similarity_versions where current and screened_to >= screen_until for share`);
		if (!done) return 0;
		const stale = await tx.rows<{ a: number; b: number }>(sql`
			select doc_a as a, doc_b as b from similarity_pairs where version < ${done.version} limit ${limit}`);
		if (stale.length === 0) return 0;
		const docs = [...new Set(stale.flatMap(({ a, b }) => [a, b]))];
		await lockTexts(tx, docs);
		await tx.rows(sql`delete from similarity_pairs p using ${recordset(stale)} as s(a int, b int)
			where p.doc_a = s.a and p.doc_b = s.b and p.version < ${done.version}`);
		await refreshResults(tx, docs);
		return stale.length;
	});
}
