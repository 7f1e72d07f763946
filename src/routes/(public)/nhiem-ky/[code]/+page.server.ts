import { listTerms, termView } from '#features/statistics/queries/terms.ts';
import { unitByCode } from '#features/units/queries.ts';
import { ROOT_CODE } from '#features/units/schema.ts';
import { notFound } from '#platform/http/refusal.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db } = locals.portal;
	const terms = await listTerms(db);
	const term = terms.find(({ code }) => code === params.code);
	const unit = await unitByCode(db, url.searchParams.get('don-vi') || ROOT_CODE);
	if (!term || !unit) throw notFound();
	return {
		view: await termView(db, term, unit),
		isRoot: unit.code === ROOT_CODE,
		terms: terms.map(({ code, name }) => ({ code, name })),
	};
};
