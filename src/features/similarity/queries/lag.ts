import { type Reader, sql } from '#platform/db/db.ts';

/** How far screening stands behind what came in. */
export interface ScreeningLag {
	/** Texts not screened yet. */
	waiting: number;
	/** Seconds since the oldest of them came in; 0 when none waits. */
	seconds: number;
}

export async function screeningLag(db: Reader, now: Date): Promise<ScreeningLag> {
	const row = await db.first<{ waiting: number; oldest: Date | null }>(sql`
		select count(*) as waiting, min(since) as oldest from similarity_waiting`);
	const { waiting, oldest } = row!;
	return { waiting, seconds: oldest ? Math.max(0, (now.getTime() - oldest.getTime()) / 1000) : 0 };
}

/** What screening has, and what it is at. */
export interface ScreeningState {
	/** Of the statistics in use, and in how many texts they were counted. */
	version: number;
	countedTexts: number;
	/** Texts in the packed index, and documents that came after it. */
	packed: number;
	unpacked: number;
	/** Of the whole corpus under this version, by document number. */
	screenedTo: number;
	screenUntil: number;
	rebuildWanted: 'pack' | 'count' | null;
}

export async function screeningState(db: Reader): Promise<ScreeningState> {
	const row = await db.first<ScreeningState>(sql`
		select v.version, v.texts as "countedTexts", v.screened_to as "screenedTo", v.screen_until as "screenUntil",
			g.documents as packed, g.rebuild_wanted as "rebuildWanted",
			greatest(0, coalesce((select max(doc) from similarity_texts), 0) - g.last_doc) as unpacked
		from similarity_versions v, similarity_generations g where v.current and g.current`);
	return row!;
}

/** Documents screened a second, over the last minute of the clock. Reads the results of all subjects. */
export async function screeningRate(db: Reader): Promise<number> {
	const row = await db.first<{ n: number }>(sql`
		select count(*) as n from similarity_results where screened_at > clock_timestamp() - interval '1 minute'`);
	return row!.n / 60;
}
