import { backlogAt } from '#features/progress/queries/backlog.ts';
import { remindedToday } from '#features/progress/queries/reminders.ts';
import { PAGE_ROWS } from '#features/progress/schema.ts';
import { LONG_WAITS } from '#features/review/rules.ts';
import { totals } from '#features/statistics/queries/figures.ts';
import { addDays, daysBetween } from '#platform/clock/clock.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { firstRow, pageOf } from '../paging.ts';
import { placeOf, shownPlace } from '../request.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const place = await placeOf(db, signedIn(locals.actor), url.searchParams, clock.now());
	const { programme, unit, scope, today } = place;
	const age = LONG_WAITS.find((days) => String(days) === url.searchParams.get('qua')) ?? null;
	const order = url.searchParams.get('xep') === 'oldest' ? 'oldest' : 'waiting';
	const page = pageOf(url.searchParams);
	const [shown, figures, backlog] = await Promise.all([
		shownPlace(db, place),
		totals(db, programme.id, unit.id),
		backlogAt(db, scope, {
			programmeId: programme.id,
			unitId: unit.id,
			confirming: programme.levels.filter(({ action }) => action === 'confirm').map(({ level }) => level),
			...(age !== null && { submittedUntil: addDays(today, -age - 1) }),
			order,
			from: firstRow(page),
			limit: PAGE_ROWS,
		}),
	]);
	const ids = backlog.units.map(({ id }) => id);
	return {
		place: shown,
		age,
		order: order as 'oldest' | 'waiting',
		page,
		count: backlog.count,
		waitingHere: backlog.waiting,
		oldestDays: backlog.oldest && daysBetween(backlog.oldest, today),
		units: backlog.units.map(({ oldest, ...each }) => ({ ...each, days: daysBetween(oldest, today) })),
		levels: programme.levels.map(({ level, name }) => ({ level, name })),
		inReview: figures.in_review.n,
		submitted: figures.submitted.n,
		reminded: await remindedToday(db, programme.id, 'backlog', ids, today),
	};
};
