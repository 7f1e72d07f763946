import { redirect } from '@sveltejs/kit';
import { sendReminders } from '#features/progress/commands/reminders.ts';
import { remindersAt } from '#features/progress/queries/reminders.ts';
import { BODY_MAX, type ReminderText, reminderText, TITLE_MAX } from '#features/progress/schema.ts';
import { tellPeriod } from '#features/targets/rules/periods.ts';
import { type Issue, Refusal } from '#platform/http/refusal.ts';
import { LOCALES, type Locale } from '#platform/i18n/translate.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import { sinceThen } from '../now.ts';
import { placeOf, shownPlace } from '../request.ts';
import type { Actions, PageServerLoad } from './$types';
import { allWords, type Composed, chosenIn, compose, textsIn } from './compose.ts';

/** Latest reminders shown. */
const SHOWN = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const place = await placeOf(db, signedIn(locals.actor), url.searchParams, clock.now());
	const { programme, unit, scope, today } = place;
	const [shown, reminders] = await Promise.all([
		shownPlace(db, place),
		remindersAt(db, scope, programme.id, unit.id, { below: true, limit: SHOWN }),
	]);
	return { place: shown, reminders: await sinceThen(db, scope, programme, reminders, today), most: SHOWN };
};

/** The texts as they are sent, or every issue of them. */
function checked(texts: Record<Locale, ReminderText>): Record<Locale, ReminderText> {
	const issues: Issue[] = [];
	const most = { title: TITLE_MAX, body: BODY_MAX };
	const of = (locale: Locale) => {
		const result = reminderText.safeParse(texts[locale]);
		if (result.success) return result.data;
		for (const { path, code } of result.error.issues) {
			const name = path[0] === 'title' ? 'title' : 'body';
			issues.push({
				field: `${name}_${locale}`,
				code: code === 'too_big' ? 'reminder_long' : 'reminder_empty',
				params: { max: most[name] },
			});
		}
		return texts[locale];
	};
	const all = Object.fromEntries(LOCALES.map((locale) => [locale, of(locale)])) as Record<
		Locale,
		ReminderText
	>;
	if (issues.length > 0) throw new Refusal('invalid', { issues });
	return all;
}

export const actions: Actions = {
	/** Shows what would be sent; what was typed before stays. */
	preview: async ({ request, locals, url }) => {
		const { db, clock } = locals.portal;
		const form = await request.formData();
		return tryAction({ composed: null as Composed | null }, async () => {
			const now = clock.now();
			const place = await placeOf(db, signedIn(locals.actor), url.searchParams, now);
			const chosen = chosenIn(form);
			return { composed: await compose(db, place, chosen, textsIn(form, chosen.matter), now) };
		});
	},

	/** Sends it, and goes on to what became of it. */
	send: async ({ request, locals, url }) => {
		const { db, clock } = locals.portal;
		const actor = signedIn(locals.actor);
		const form = await request.formData();
		const now = clock.now();
		const values = { composed: null as Composed | null };
		return tryAction(values, async () => {
			const place = await placeOf(db, actor, url.searchParams, now);
			const { programme, unit, period, measure } = place;
			const { matter, unitIds } = chosenIn(form);
			const typed = textsIn(form, matter);
			values.composed = await compose(db, place, { matter, unitIds }, typed, now);
			const texts = checked(typed);
			const asked = { matter, programme, period, measure, unitId: unit.id, unitIds, texts };
			const round = await db.transaction((tx) =>
				sendReminders(tx, actor, { ...asked, shownPeriod: tellPeriod(period), words: allWords() }, now),
			);
			redirect(303, `/tien-do/don-doc/${round}?moi=1`);
		});
	},
};
