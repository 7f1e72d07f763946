import { type Db, sql } from '#platform/db/db.ts';
import { type ScreeningLag, screeningLag } from './lag.ts';
import { currentStatistics } from './versions.ts';

/** What anyone may know of screening as it stands. */
export interface ScreeningOverview {
	/** Texts whose result stands, as of `countedAt`. */
	screened: number;
	countedAt: Date;
	lag: ScreeningLag;
	/** Evidence is measured with these: version of the statistics, texts they were counted in, model. */
	version: number;
	documents: number;
	model: number;
}

/** Counting millions of rows takes a fifth of a second: once a minute is enough for a page that people read. */
const KEPT_MS = 60_000;
const kept = new WeakMap<object, { at: number; screened: Promise<number> }>();

export async function screeningOverview(db: Db, now: Date): Promise<ScreeningOverview> {
	const [counted, lag, statistics] = await Promise.all([
		screenedTexts(db, now),
		screeningLag(db, now),
		currentStatistics(db),
	]);
	const { version, documents, model } = statistics;
	return { ...counted, lag, version, documents, model: model.version };
}

async function screenedTexts(db: Db, now: Date): Promise<{ screened: number; countedAt: Date }> {
	let entry = kept.get(db.home);
	if (!entry || now.getTime() - entry.at >= KEPT_MS) {
		entry = { at: now.getTime(), screened: count(db) };
		kept.set(db.home, entry);
		entry.screened.catch(() => kept.delete(db.home));
	}
	return { screened: await entry.screened, countedAt: new Date(entry.at) };
}

async function count(db: Db): Promise<number> {
	const row = await db.first<{ n: number }>(sql`select count(*) as n from similarity_results`);
	return row!.n;
}
