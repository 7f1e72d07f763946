import { redirect } from '@sveltejs/kit';
import { listProgrammes, programmeByCode } from '#features/programmes/queries.ts';
import { namedProgramme } from '#features/programmes/rules.ts';
import { subscribe, unsubscribe } from '#features/reports/commands.ts';
import { reportFigures } from '#features/reports/queries/figures.ts';
import { subscriptionsOf } from '#features/reports/queries/subscriptions.ts';
import { composeReport, periodText } from '#features/reports/rules/compose.ts';
import { REPORT_KINDS } from '#features/reports/schema.ts';
import { unitByCode } from '#features/units/queries.ts';
import { notFound } from '#platform/http/refusal.ts';
import { translator } from '#platform/i18n/translate.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { serverMessages } from '#portal/web/messages.ts';
import type { Actions, PageServerLoad } from './$types';
import { askedReport, backTo, unitChoices } from './request.ts';

/** Periods to choose from; the address reaches the others. */
const CHOICES = 60;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const { locale } = locals;
	const actor = signedIn(locals.actor);
	const { programme, unit, kind, periods, period } = await askedReport(
		db,
		actor,
		url.searchParams,
		clock.now(),
	);
	const voice = { t: translator(locale, serverMessages(locale)), locale };
	return {
		programmes: (await listProgrammes(db)).map(namedProgramme),
		programme: namedProgramme(programme),
		unit: { code: unit.code, name: unit.name },
		unitChoices: await unitChoices(db, actor, unit),
		kind,
		periods: periods.slice(0, CHOICES).map((each) => ({
			code: each.code,
			label: periodText(voice, programme, each),
			running: each.running,
		})),
		period: period?.code ?? null,
		document: period
			? composeReport(voice, programme, await reportFigures(db, programme, unit, period), clock.now())
			: null,
		subscriptions: await subscriptionsOf(db, actor.accountId),
	};
};

export const actions: Actions = {
	subscribe: async ({ request, locals, url }) => {
		const { db, clock } = locals.portal;
		const actor = signedIn(locals.actor);
		const form = await request.formData();
		const programme = await programmeByCode(db, String(form.get('programme')));
		const unit = await unitByCode(db, String(form.get('unit')));
		const kind = REPORT_KINDS.find((each) => each === form.get('kind'));
		if (!programme || !unit || !kind) throw notFound();
		await db.transaction((tx) => subscribe(tx, actor, programme, unit, kind, clock.now()));
		redirect(303, backTo(url));
	},
	unsubscribe: async ({ request, locals, url }) => {
		const { db, clock } = locals.portal;
		const actor = signedIn(locals.actor);
		const id = Number((await request.formData()).get('id'));
		if (!Number.isSafeInteger(id)) throw notFound();
		await db.transaction((tx) => unsubscribe(tx, actor, id, clock.now()));
		redirect(303, backTo(url));
	},
};
