import { spellingsOf } from '#features/initiatives/queries/imports.ts';
import { choiceOf } from '#features/initiatives/rules/import.ts';
import { listOfRequest } from '../list-of-request.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const { db, list, programme, locale } = await listOfRequest(event);
	const spellings = await spellingsOf(db, list.id, 'unit');
	const { id, fileName, status, kept, total, unitName } = list;
	return {
		list: { id, fileName, status, kept, total, unitName, programme: programme.name[locale] },
		readable: list.mapping.columns?.some(({ column }) => column === 'title') ?? true,
		unitsOpen: spellings.filter(({ folded }) => choiceOf(list.choices.units, folded) === undefined).length,
	};
};
