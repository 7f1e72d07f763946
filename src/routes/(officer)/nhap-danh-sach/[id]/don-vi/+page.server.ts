import { redirect } from '@sveltejs/kit';
import { chooseForList } from '#features/initiatives/commands/import/choices.ts';
import {
	type Import,
	type Spelling,
	spellingsOf,
	unnamedRows,
} from '#features/initiatives/queries/imports.ts';
import { type FoundUnit, findUnits, unitsById } from '#features/units/queries.ts';
import type { Db } from '#platform/db/db.ts';
import { tryAction } from '#portal/web/form.ts';
import { unitOption } from '../../../../unit-option.ts';
import { listOfRequest } from '../../list-of-request.ts';
import type { Actions, PageServerLoad } from './$types';

/** Spellings on one page: those without a unit come first. */
const PAGE = 40;
const PROPOSED = 6;

export const load: PageServerLoad = async (event) => {
	const { db, list } = await listOfRequest(event);
	const { spellings, page, pages } = await spellingsOfPage(db, list, event.url);
	const chosen = await unitsById(db, [
		...spellings.flatMap(({ folded }) => list.choices.units[folded] ?? []),
		...(list.choices.unit === null ? [] : [list.choices.unit]),
	]);
	const byId = new Map(chosen.map((unit) => [unit.id, unitOption(unit)]));
	const option = (id: number | null | undefined) => (id ? (byId.get(id) ?? null) : null);
	return {
		scope: list.unitId,
		page,
		pages,
		unnamed: (await unnamedRows(db, list.id)).unit,
		unit: option(list.choices.unit),
		spellings: await Promise.all(
			spellings.map(async (spelling) => {
				const value = option(list.choices.units[spelling.folded]);
				const proposed = value ? [] : await proposals(db, list, spelling.text);
				return { ...spelling, value, options: proposed.map(unitOption) };
			}),
		),
	};
};

async function spellingsOfPage(db: Db, list: Import, url: URL) {
	const all = await spellingsOf(db, list.id, 'unit');
	const open = (spelling: Spelling) => list.choices.units[spelling.folded] === undefined;
	const ordered = [...all.filter(open), ...all.filter((spelling) => !open(spelling))];
	const pages = Math.max(1, Math.ceil(ordered.length / PAGE));
	const page = Math.min(pages, Math.max(1, Number(url.searchParams.get('trang')) || 1));
	return { spellings: ordered.slice((page - 1) * PAGE, page * PAGE), page, pages };
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
			const { spellings, page, pages } = await spellingsOfPage(db, list, event.url);
			const units = Object.fromEntries(
				spellings.flatMap(({ folded }) => {
					const id = typed.units[folded];
					return id === undefined ? [] : [[folded, id === '' ? null : Number(id)]];
				}),
			);
			const change = { units, ...(typed.unit !== null && { unit: typed.unit ? Number(typed.unit) : null }) };
			await db.transaction((tx) => chooseForList(tx, actor, programme, list.id, change, now));
			const next = page < pages ? `don-vi?trang=${page + 1}` : 'thong-tin';
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

/** What stands in the form, by folded spelling. */
function typedUnits(form: FormData) {
	const spelt = [...form].filter(([name]) => name.startsWith('spelling.'));
	const units = spelt.map(([name, folded]) => {
		const chosen = form.get(`unit.${name.slice('spelling.'.length)}`);
		return [String(folded), chosen === null ? undefined : String(chosen)] as const;
	});
	const unit = form.get('unit');
	return {
		units: Object.fromEntries(units) as Record<string, string | undefined>,
		unit: unit === null ? null : String(unit),
	};
}
