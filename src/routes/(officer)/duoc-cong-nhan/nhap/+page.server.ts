import { scopeOf } from '#features/people/rules.ts';
import { namedProgramme } from '#features/programmes/rules.ts';
import { addRecognised } from '#features/recognised/commands/list.ts';
import { pastedWorkbook, readRecognisedList, unitCodesIn } from '#features/recognised/excel.ts';
import { unitIdsByCode, unitsWithin } from '#features/units/queries.ts';
import { readWorkbookInWorker } from '#platform/excel/in-worker.ts';
import type { Workbook } from '#platform/excel/workbook.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import { placeOf } from '../place.ts';
import type { Actions, PageServerLoad } from './$types';

const FILE_MAX = 5_000_000;
/** What is pasted goes along with the form, as every form does. */
const PASTE_MAX = 200_000;
/** Rows that a page shows; wrong ones first. */
const SHOWN = 100;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { programme, unit } = await placeOf(locals.portal.db, signedIn(locals.actor), url.searchParams);
	return {
		programme: namedProgramme(programme),
		unit: { code: unit.code, name: unit.name },
		max: FILE_MAX,
	};
};

async function read(locals: App.Locals, url: URL, workbook: Workbook) {
	const { db } = locals.portal;
	const actor = signedIn(locals.actor);
	const { programme, unit } = await placeOf(db, actor, url.searchParams);
	const codes = await unitIdsByCode(db, [...new Set(unitCodesIn(workbook))]);
	// What is out of reach answers as what does not exist.
	const reach = await unitsWithin(db, scopeOf(actor, 'submit_for_others'), [...codes.values()]);
	const units = new Map([...codes].filter(([, id]) => reach.has(id)));
	return { actor, programme, listed: readRecognisedList(workbook, programme, unit.id, units) };
}

export const actions: Actions = {
	check: async ({ request, locals, url }) => {
		const form = await request.formData();
		const paste = String(form.get('paste') ?? '').slice(0, PASTE_MAX);
		return tryAction({ paste }, async () => {
			const file = form.get('file');
			const given = file instanceof File && file.size > 0 ? file : null;
			if (!given && paste.trim() === '')
				throw new Refusal('invalid', { issues: [{ field: 'paste', code: 'recognised_nothing' }] });
			if (given && given.size > FILE_MAX) throw new Refusal('excel_too_large');
			const bytes = given && new Uint8Array(await given.arrayBuffer());
			const workbook = bytes
				? await readWorkbookInWorker(bytes, given!.name, { timeMs: 20_000 })
				: pastedWorkbook(paste);
			const { listed } = await read(locals, url, workbook);
			const rank = ({ person }: (typeof listed)[number]) => (person ? 1 : 0);
			return {
				values: { paste },
				checked: {
					right: listed.filter(({ person }) => person).length,
					wrong: listed.filter(({ person }) => !person).length,
					rows: listed
						.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line)
						.slice(0, SHOWN)
						.map(({ line, name, title, issues }) => ({ line, name, title, issues })),
				},
				/** Goes along with the page: nothing is kept of what is not added. */
				people: JSON.stringify(listed.flatMap(({ person }) => person ?? [])),
			};
		});
	},

	apply: async ({ request, locals, url }) => {
		const form = await request.formData();
		return tryAction({ paste: '' }, async () => {
			const { db, clock } = locals.portal;
			const actor = signedIn(locals.actor);
			const { programme } = await placeOf(db, actor, url.searchParams);
			const people = listOf(String(form.get('people') ?? ''));
			const applied = await db.transaction((tx) => addRecognised(tx, actor, programme, people, clock.now()));
			return { values: { paste: '' }, applied };
		});
	},
};

/** What the page carried; `addRecognised` reads every row again. */
function listOf(text: string) {
	try {
		const people: unknown = JSON.parse(text);
		if (Array.isArray(people) && people.length > 0) return people;
	} catch {
		// Below.
	}
	throw new Refusal('recognised_no_header');
}
