import { expiringAt } from '#features/progress/queries/returned.ts';
import { standingsBelow, standingsOf } from '#features/progress/queries/standings.ts';
import { isIn } from '#features/progress/rules/standing.ts';
import { queueCounts } from '#features/review/queries/counts.ts';
import { queueRequest } from '#features/review/queries/request.ts';
import { isRefusal } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { placeOf, shownPlace } from '../tien-do/request.ts';
import type { PageServerLoad } from './$types';

/** What calls for this person's attention at their own unit, counted. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, clock } = locals.portal;
	const actor = signedIn(locals.actor);
	const request = await queueRequest(db, actor, {}, clock.now());
	const queue = await queueCounts(db, request);
	// Without a programme nothing else is there to be done.
	const place = await placeOf(db, actor, new URLSearchParams(), clock.now()).catch((error) => {
		if (isRefusal(error)) return null;
		throw error;
	});
	if (!place) return { queue, place: null };
	const { programme, unit, period, measure, scope, today } = place;
	const about = { programmeId: programme.id, period, measure, today };
	const [shown, own, below, expiring] = await Promise.all([
		shownPlace(db, place),
		standingsOf(db, [unit], about),
		standingsBelow(db, unit.id, about),
		expiringAt(db, scope, programme, unit.id, today, { from: 0, limit: 1 }),
	]);
	return {
		queue,
		place: shown,
		own: own[0]!,
		below: { all: below.length, behind: below.filter((each) => isIn('behind', each)).length },
		expiring: expiring.expiring,
	};
};
