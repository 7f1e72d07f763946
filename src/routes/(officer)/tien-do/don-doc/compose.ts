import { linkOf, valuesFor } from '#features/progress/commands/reminders.ts';
import { mattersOf } from '#features/progress/queries/matters.ts';
import { remindedToday } from '#features/progress/queries/reminders.ts';
import { fillText, PLACES } from '#features/progress/rules/templates.ts';
import {
	BODY_MAX,
	type FiguresOf,
	MATTERS,
	type Matter,
	type ReminderText,
	TITLE_MAX,
	UNITS_MAX,
} from '#features/progress/schema.ts';
import { tellPeriod } from '#features/targets/rules/periods.ts';
import { unitsById, unitsWithin } from '#features/units/queries.ts';
import { isUnitId } from '#features/units/schema.ts';
import type { Reader } from '#platform/db/db.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import { type Locale, type Translate, translator } from '#platform/i18n/translate.ts';
import { serverMessages } from '#portal/web/messages.ts';
import { chosenRows } from '#ui/table.ts';
import type { Place } from '../request.ts';

/** A reminder being written. */
export interface Composed {
	matter: Matter;
	/** Units that it goes to, with what stands there. */
	units: { id: number; name: string; figures: FiguresOf[Matter] }[];
	/** Chosen units that it does not go to, and why. */
	left: { id: number; name: string; why: 'today' | 'nothing'; by?: string; time?: string }[];
	texts: Record<Locale, ReminderText>;
	/** What the first units would get, in Vietnamese. */
	samples: { unit: string; text: ReminderText; href: string }[];
	places: readonly string[];
}

const SAMPLES = 3;

/** All words of a language, for texts written on the server. */
export const wordsOf = (locale: Locale): Translate => translator(locale, serverMessages(locale));
export const allWords = (): Record<Locale, Translate> => ({ vi: wordsOf('vi'), en: wordsOf('en') });

/**
 * What a form chooses: of which matter, which units.
 * @throws Refusal `not_found`; `reminder_none_chosen`, `reminder_many`
 */
export function chosenIn(form: FormData): { matter: Matter; unitIds: number[] } {
	const matter = MATTERS.find((each) => each === form.get('viec'));
	if (!matter) throw notFound();
	const unitIds = chosenRows(form, 'unit').map(Number);
	if (unitIds.length === 0) throw new Refusal('reminder_none_chosen');
	if (unitIds.length > UNITS_MAX) throw new Refusal('reminder_many', { params: { max: UNITS_MAX } });
	if (!unitIds.every(isUnitId)) throw notFound();
	return { matter, unitIds };
}

/** What was typed, cut where nobody types on; the templates where nothing came with the form. */
export function textsIn(form: FormData, matter: Matter): Record<Locale, ReminderText> {
	const of = (locale: Locale): ReminderText => {
		const t = wordsOf(locale);
		const typed = (name: string, max: number) => {
			const value = form.get(`${name}_${locale}`);
			return value === null ? null : String(value).slice(0, 2 * max);
		};
		return {
			title: typed('title', TITLE_MAX) ?? t(`reminders.title_${matter}`),
			body: typed('body', BODY_MAX) ?? t(`reminders.body_${matter}`),
		};
	};
	return { vi: of('vi'), en: of('en') };
}

/**
 * A reminder as its page shows it before it is sent.
 * @throws Refusal `not_found` for a unit outside reach
 */
export async function compose(
	db: Reader,
	place: Place,
	{ matter, unitIds }: { matter: Matter; unitIds: readonly number[] },
	texts: Record<Locale, ReminderText>,
	now: Date,
): Promise<Composed> {
	const { programme, period, measure, scope, today } = place;
	const reached = await unitsWithin(db, scope, unitIds);
	if (unitIds.some((id) => !reached.has(id))) throw notFound();
	const found = await unitsById(db, unitIds);
	const figures = await mattersOf(db, scope, { matter, programme, period, measure, today }, unitIds);
	const before = await remindedToday(db, programme.id, matter, unitIds, today);
	const units = found.flatMap((unit) => {
		const stands = figures.get(unit.id);
		const again = before.some(({ unitId }) => unitId === unit.id);
		return stands && !again ? [{ id: unit.id, code: unit.code, name: unit.name, figures: stands }] : [];
	});
	const asked = { matter, programme, period, measure, shownPeriod: tellPeriod(period) };
	return {
		matter,
		units: units.map(({ code: _code, ...unit }) => unit),
		left: found
			.filter(({ id }) => units.every((unit) => unit.id !== id))
			.map(({ id, name }) => {
				const again = before.find(({ unitId }) => unitId === id);
				return again
					? { id, name, why: 'today', by: again.by, time: again.time }
					: { id, name, why: 'nothing' };
			}),
		texts,
		samples: units.slice(0, SAMPLES).map((unit) => ({
			unit: unit.name,
			text: fillText(texts.vi, valuesFor(asked, unit, unit.figures, now, wordsOf('vi'), 'vi')),
			href: linkOf(asked, unit.code),
		})),
		places: PLACES[matter],
	};
}
