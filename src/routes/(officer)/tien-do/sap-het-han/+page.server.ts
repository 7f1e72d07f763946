import { remindedToday } from '#features/progress/queries/reminders.ts';
import { expiringAt } from '#features/progress/queries/returned.ts';
import { PAGE_ROWS } from '#features/progress/schema.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { firstRow, pageOf } from '../paging.ts';
import { placeOf, shownPlace } from '../request.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const place = await placeOf(db, signedIn(locals.actor), url.searchParams, clock.now());
	const { programme, unit, scope, today } = place;
	const page = pageOf(url.searchParams);
	const rows = { from: firstRow(page), limit: PAGE_ROWS };
	const [shown, expiring] = await Promise.all([
		shownPlace(db, place),
		expiringAt(db, scope, programme, unit.id, today, rows),
	]);
	const ids = expiring.units.map(({ id }) => id);
	return {
		place: shown,
		page,
		...expiring,
		returnDays: programme.returnDays,
		reminded: await remindedToday(db, programme.id, 'returned', ids, today),
	};
};
