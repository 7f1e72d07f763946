import { proofOf } from '#features/statistics/queries/proofs/read.ts';
import { localDate } from '#platform/clock/clock.ts';
import type { PageServerLoad } from './$types';
import { requestedProof } from './request.ts';
import { shownRows } from './rows.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const ask = requestedProof(url.searchParams);
	if (ask === null) return { rows: await shownRows(db, url.searchParams), proof: null };
	return { rows: null, proof: await proofOf(db, ask, localDate(clock.now())) };
};
