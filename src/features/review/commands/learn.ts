import { adoptModel } from '#features/similarity/commands/adopt-model.ts';
import { alignerAsOf } from '#features/similarity/queries/versions.ts';
import { type Lesson, learn } from '#features/similarity/rules/learn.ts';
import { type Model, probability } from '#features/similarity/rules/model.ts';
import { sql, type Tx } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';

/** Fewer verdicts than this, or than a tenth of it on either side, teach nothing that holds. */
const LEAST_VERDICTS = 30;
/** The weights known before are worth so many verdicts: they were learnt from thousands of pairs. */
const TRUST = 50;

export interface Learnt {
	/** Pairs judged copies or later editions, and pairs judged to be none. */
	copies: number;
	others: number;
	/** Share of them that the former and the new weights put on the right side. */
	before: number;
	after: number;
	/** The version that counts from now on; null when it was only tried out. */
	version: number | null;
}

/**
 * Learns the weights of the band «similar» from what reviewers judged, the latest verdict on each pair.
 * @throws Refusal `verdicts_too_few` with how many there are and how many it takes
 */
export async function learnFromVerdicts(
	tx: Tx,
	now: Date,
	{ tryOut = false }: { tryOut?: boolean } = {},
): Promise<Learnt> {
	const lessons = await tx.rows<Lesson>(sql`
		select features, verdict <> 'not_a_copy' as "isCopy" from (
			select distinct on (initiative_a, initiative_b) verdict, features from pair_verdicts
			order by initiative_a, initiative_b, id desc) latest
		where verdict <> 'withdrawn'`);
	const copies = lessons.filter(({ isCopy }) => isCopy).length;
	const others = lessons.length - copies;
	if (lessons.length < LEAST_VERDICTS || Math.min(copies, others) < LEAST_VERDICTS / 10)
		throw new Refusal('verdicts_too_few', { params: { copies, others, least: LEAST_VERDICTS } });
	const { model } = (await alignerAsOf(tx)).statistics;
	// Reviewers see mostly copies: both kinds count the same, or «copy» would be the answer to everything.
	const balanced = lessons.map((lesson) => ({
		...lesson,
		weight: lessons.length / 2 / (lesson.isCopy ? copies : others),
	}));
	const learnt = learn(balanced, model, TRUST);
	return {
		copies,
		others,
		before: shareRight(model, lessons),
		after: shareRight(learnt, lessons),
		version: tryOut ? null : await adoptModel(tx, learnt, now),
	};
}

function shareRight(model: Model, lessons: readonly Lesson[]): number {
	const right = lessons.filter(
		({ features, isCopy }) => probability(model, features) >= model.similarFrom === isCopy,
	);
	return right.length / lessons.length;
}
