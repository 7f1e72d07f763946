import { redirect } from '@sveltejs/kit';
import { checkList } from '#features/initiatives/commands/import/check.ts';
import { chooseForList } from '#features/initiatives/commands/import/choices.ts';
import { type Spelling, spellingsOf, unnamedRows } from '#features/initiatives/queries/imports.ts';
import { choiceOf } from '#features/initiatives/rules/import.ts';
import { LIMITS } from '#features/initiatives/schema.ts';
import type { Choice } from '#features/programmes/schema.ts';
import { formatDate } from '#platform/i18n/translate.ts';
import { clean } from '#platform/text/fold.ts';
import { tryAction } from '#portal/web/form.ts';
import { listOfRequest } from '../../list-of-request.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, list, programme, locale } = await listOfRequest(event);
	const [groups, fields, unnamed] = await Promise.all([
		spellingsOf(db, list.id, 'group'),
		spellingsOf(db, list.id, 'field'),
		unnamedRows(db, list.id),
	]);
	const options = (choices: readonly Choice[]) =>
		choices.map(({ code, name }) => ({ id: code, label: name[locale] }));
	const chosen = (spellings: readonly Spelling[], map: Record<string, string>) =>
		spellings.map((spelling) => ({ ...spelling, code: choiceOf(map, spelling.folded) ?? '' }));
	const { group, field, recognisedBy, recognitionNumber, recognisedOn, consent } = list.choices;
	return {
		unnamed,
		required: programme.requiredFields,
		groupOptions: options(programme.groups),
		fieldOptions: options(programme.fields),
		groups: chosen(groups, list.choices.groups),
		fields: chosen(fields, list.choices.fields),
		limits: LIMITS,
		choices: {
			group,
			field,
			recognisedBy,
			recognitionNumber,
			recognisedOn: /^\d{4}-/.test(recognisedOn) ? formatDate(recognisedOn) : recognisedOn,
			consent,
		},
	};
};

export const actions: Actions = {
	save: async (event) => {
		const form = await event.request.formData();
		const values = Object.fromEntries([...form].map(([name, value]) => [name, clean(String(value))]));
		return tryAction(values, async () => {
			const { db, actor, list, programme, now } = await listOfRequest(event);
			const text = (name: string, max: number) => (values[name] ?? '').slice(0, max);
			const change = {
				groups: chosenCodes(values, 'groups'),
				fields: chosenCodes(values, 'fields'),
				// Where no row asks for it, the input is not there
				...(values.group !== undefined && { group: values.group }),
				...(values.field !== undefined && { field: values.field }),
				recognisedBy: text('recognisedBy', LIMITS.recognisedBy),
				recognitionNumber: text('recognitionNumber', LIMITS.recognitionNumber),
				recognisedOn: text('recognisedOn', 40),
				consent: text('consent', LIMITS.consent),
			};
			await db.transaction((tx) => chooseForList(tx, actor, programme, list.id, change, now));
			await db.transaction((tx) => checkList(tx, actor, programme, list.id, now));
			redirect(303, `/nhap-danh-sach/${list.id}/kiem-tra`);
		});
	},
};

/** Selects are named by number, with the spelling beside them. */
function chosenCodes(values: Record<string, string>, kind: 'groups' | 'fields'): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, folded]) => {
			const index = new RegExp(`^${kind}\\.(\\d+)\\.spelling$`).exec(name)?.[1];
			return index === undefined ? [] : [[folded, values[`${kind}.${index}`] ?? '']];
		}),
	);
}
