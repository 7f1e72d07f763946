import { redirect } from '@sveltejs/kit';
import { chooseForList } from '#features/initiatives/commands/import/choices.ts';
import { type Import, spellingsOf, unnamedRows } from '#features/initiatives/queries/imports.ts';
import { choiceOf } from '#features/initiatives/rules/import.ts';
import { type FoundUnit, findUnits, unitsById } from '#features/units/queries.ts';
import type { Db } from '#platform/db/db.ts';
import { tryAction } from '#portal/web/form.ts';
import { unitOption } from '../../../../unit-option.ts';
import { listOfRequest } from '../../list-of-request.ts';
import type { Actions, PageServerLoad } from './$types';

/** Spellings on one page. */
const PAGE = 40;
const PROPOSED = 6;

export const load: PageServerLoad = async (event) => {
	const { db, list } = await listOfRequest(event);
	const { spellings, page, pages, openOnly, all } = await spellingsOfPage(db, list, event.url);
	const chosen = await unitsById(db, [
		...spellings.flatMap(({ folded }) => choiceOf(list.choices.units, folded) ?? []),
		...(list.choices.unit === null ? [] : [list.choices.unit]),
	]);
	const byId = new Map(chosen.map((unit) => [unit.id, unitOption(unit)]));
	const option = (id: number | null | undefined) => (id ? (byId.get(id) ?? null) : null);
	return {
		scope: list.unitId,
		page,
		pages,
		openOnly,
		all,
		unnamed: (await unnamedRows(db, list.id)).unit,
		unit: option(list.choices.unit),
		spellings: await Promise.all(
			spellings.map(async (spelling) => {
				const value = option(choiceOf(list.choices.units, spelling.folded));
				const proposed = value ? [] : await proposals(db, list, spelling.text);
				return { ...spelling, value, options: proposed.map(unitOption) };
			}),
		),
	};
};

/** The order stays as it is while units are chosen, so that no spelling slips between two pages. */
async function spellingsOfPage(db: Db, list: Import, url: URL) {
	const all = await spellingsOf(db, list.id, 'unit');
	const open = all.filter(({ folded }) => choiceOf(list.choices.units, folded) === undefined);
	const openOnly = url.searchParams.get('loc') === 'chua-chon';
	const shown = openOnly ? open : all;
	const pages = Math.max(1, Math.ceil(shown.length / PAGE));
	const page = Math.min(pages, Math.max(1, Number(url.searchParams.get('trang')) || 1));
	const spellings = shown.slice((page - 1) * PAGE, page * PAGE);
	return { spellings, page, pages, openOnly, all: all.length, open };
}

/** Units for a spelling: with all its words, else with its first or last ones, as long as some are found. */
async function proposals(db: Db, list: Import, text: string): Promise<FoundUnit[]> {
	const words = text.split(/\s+/).filter(Boolean);
	const tries = [words, words.slice(-4), words.slice(0, 4), words.slice(-2)];
	for (const query of new Set(tries.map((each) => each.join(' ')))) {
		const found = await findUnits(db, query, { below: list.unitId, limit: PROPOSED });
		if (found.length > 0) return found;
	}
	return [];
}

export const actions: Actions = {
	save: async (event) => {
		const form = await event.request.formData();
		const typed = typedUnits(form);
		return tryAction(typed, async () => {
			const { db, actor, list, programme, now } = await listOfRequest(event);
			const { page, pages, openOnly, open } = await spellingsOfPage(db, list, event.url);
			const units = Object.fromEntries(
				Object.entries(typed.units).flatMap(([folded, id]) =>
					id === undefined ? [] : [[folded, id === '' ? null : Number(id)]],
				),
			);
			for (const { folded } of typed.rest ? open : []) units[folded] ??= Number(typed.rest);
			const change = { units, ...(typed.unit !== null && { unit: typed.unit ? Number(typed.unit) : null }) };
			await db.transaction((tx) => chooseForList(tx, actor, programme, list.id, change, now));
			const next = page < pages && !openOnly && !typed.rest ? `don-vi?trang=${page + 1}` : 'thong-tin';
			redirect(303, `/nhap-danh-sach/${list.id}/${next}`);
		});
	},

	/** Without JavaScript: the units found for what was typed beside one spelling. */
	find: async (event) => {
		const form = await event.request.formData();
		const { db, list } = await listOfRequest(event);
		const name = String(form.get('find') ?? '');
		const query = String(form.get(`${name}_query`) ?? '').slice(0, 200);
		const found = await findUnits(db, query, { below: list.unitId });
		return { values: typedUnits(form), found: { name, query, options: found.map(unitOption) } };
	},
};

/** What stands in the form, by folded spelling: ids of units, and the words beside them. */
function typedUnits(form: FormData) {
	const units: Record<string, string | undefined> = {};
	const labels: Record<string, string> = {};
	for (const [name, folded] of form) {
		const index = /^spelling\.(\d+)$/.exec(name)?.[1];
		if (index === undefined) continue;
		units[String(folded)] = form.get(`unit.${index}`)?.toString();
		labels[String(folded)] = String(form.get(`unit.${index}_query`) ?? '');
	}
	return {
		units,
		labels,
		unit: form.get('unit')?.toString() ?? null,
		/** One unit for every spelling that has none. */
		rest: String(form.get('rest') ?? ''),
	};
}
