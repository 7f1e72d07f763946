import { campaignsOf } from '#features/progress/queries/campaigns.ts';
import { progressOf } from '#features/progress/queries/progress.ts';
import { remindersAt } from '#features/progress/queries/reminders.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import type { PageServerLoad } from './$types';
import { sinceThen } from './now.ts';
import { placeOf, shownPlace } from './request.ts';

/** Latest reminders shown on a unit's own page. */
const REMINDERS = 10;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const place = await placeOf(db, signedIn(locals.actor), url.searchParams, clock.now());
	const { programme, unit, period, measure, scope, today } = place;
	const [shown, progress, campaigns, reminders] = await Promise.all([
		shownPlace(db, place),
		progressOf(db, programme, unit.id, period, measure, today),
		campaignsOf(db, programme, unit.id, measure, today),
		remindersAt(db, scope, programme.id, unit.id, { below: false, limit: REMINDERS }),
	]);
	const { asOf, ...figures } = progress;
	return {
		place: shown,
		progress: figures,
		asOf: { position: asOf.position, at: asOf.position > 0 ? asOf.at.toISOString() : null },
		campaigns,
		reminders: await sinceThen(db, scope, programme, reminders, today),
	};
};
