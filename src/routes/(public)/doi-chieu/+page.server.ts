import { PUBLISHED_FIGURES } from '#database/facts/published-figures.ts';
import { programmeByCode } from '#features/programmes/queries.ts';
import { asOf } from '#features/statistics/queries/figures.ts';
import { ownCounts } from '#features/statistics/queries/own-counts.ts';
import { countVerdicts, reconcile } from '#features/statistics/rules/reconcile.ts';
import { rootUnit } from '#features/units/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const figures = PUBLISHED_FIGURES.topics.flatMap((topic) => topic.figures);
	const { own, position, at, programme } = await locals.portal.db.snapshot(async (tx) => {
		const programme = await programmeByCode(tx, PUBLISHED_FIGURES.programme);
		const root = await rootUnit(tx);
		return {
			own: programme && root ? await ownCounts(tx, programme, root, figures) : new Map<string, number>(),
			programme,
			...(await asOf(tx)),
		};
	});
	const held = new Map(reconcile(figures, own).map((each) => [each.figure.code, each]));
	return {
		programme: programme && { code: programme.code, name: programme.name },
		counted: own.has('submitted'),
		asOf: { position, at: position > 0 ? at.toISOString() : null },
		verdicts: countVerdicts([...held.values()]),
		topics: PUBLISHED_FIGURES.topics.map(({ code, figures }) => ({
			code,
			figures: figures.map((figure) => held.get(figure.code)!),
		})),
	};
};
