import { screeningOverview } from '#features/similarity/queries/overview.ts';
import { currentAligner } from '#features/similarity/queries/versions.ts';
import { suspiciousFrom } from '#features/similarity/rules/bands.ts';
import { translator } from '#platform/i18n/translate.ts';
import { serverMessages } from '#portal/web/messages.ts';
import type { PageServerLoad } from './$types';
import { comparedExample } from './example.ts';

export const load: PageServerLoad = async ({ locals }) => {
	const { db, clock } = locals.portal;
	const aligner = await currentAligner(db);
	return {
		overview: await screeningOverview(db, clock.now()),
		suspiciousFrom: suspiciousFrom(aligner.statistics.documents),
		example: comparedExample(aligner, translator(locals.locale, serverMessages(locals.locale))),
	};
};
