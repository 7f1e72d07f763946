import { remindedToday } from '#features/progress/queries/reminders.ts';
import { standingsBelow, standingsOf } from '#features/progress/queries/standings.ts';
import { daysOf } from '#features/progress/rules/pace.ts';
import { byLag, GROUPS, type Group, isIn, ORDERS } from '#features/progress/rules/standing.ts';
import { PAGE_ROWS } from '#features/progress/schema.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { firstRow, pageOf } from '../paging.ts';
import { placeOf, shownPlace } from '../request.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const place = await placeOf(db, signedIn(locals.actor), url.searchParams, clock.now());
	const { programme, unit, period, measure, today } = place;
	const about = { programmeId: programme.id, period, measure, today };
	const [shown, standings, own] = await Promise.all([
		shownPlace(db, place),
		db.snapshot((tx) => standingsBelow(tx, unit.id, about)),
		standingsOf(db, [unit], about),
	]);
	const group = GROUPS.find((each) => each === url.searchParams.get('nhom')) ?? null;
	const order = ORDERS.find((each) => each === url.searchParams.get('xep')) ?? 'ratio';
	const page = pageOf(url.searchParams);
	const listed = standings.filter((each) => group === null || isIn(group, each)).sort(byLag(order));
	const units = listed.slice(firstRow(page), firstRow(page) + PAGE_ROWS);
	const ids = units.map((each) => each.unit.id);
	return {
		place: shown,
		own: own[0]!,
		days: daysOf(period, today),
		counts: Object.fromEntries(
			GROUPS.map((each) => [each, standings.filter((one) => isIn(each, one)).length]),
		) as Record<Group, number>,
		all: standings.length,
		group,
		order,
		units,
		page,
		listed: listed.length,
		reminded: await remindedToday(db, programme.id, 'lagging', ids, today),
	};
};
