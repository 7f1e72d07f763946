import { chooseForList } from '#features/initiatives/commands/import/choices.ts';
import { unitIdsByCode } from '#features/units/queries.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { fold } from '#platform/text/fold.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { afterwards, choices, importAnswer, namedList } from '../../shape.ts';

export const PUT = endpoint({
	summary: 'Choose units, groups and fields for the spellings of a list, and what stands for missing columns',
	body: choices,
	answer: importAnswer,
	refusals: ['not_found', 'invalid', 'import_running', 'import_done', 'unit_unknown'],
	handle: async (request) => {
		const { db, actor, list, programme, now } = await namedList(request);
		const { units = {}, unit, ...rest } = request.body;
		const ids = await unitIdsByCode(
			db,
			[...Object.values(units), unit].filter((code) => typeof code === 'string'),
		);
		const idOf = (code: string | null) => {
			const id = code === null ? null : ids.get(code);
			if (id === undefined) throw new Refusal('unit_unknown', { params: { code: code! } });
			return id;
		};
		const change = {
			...rest,
			...(rest.groups && { groups: folded(rest.groups) }),
			...(rest.fields && { fields: folded(rest.fields) }),
			units: Object.fromEntries(Object.entries(units).map(([text, code]) => [fold(text), idOf(code)])),
			...(unit !== undefined && { unit: idOf(unit) }),
		};
		await db.transaction((tx) => chooseForList(tx, actor, programme, list.id, change, now));
		return afterwards(request);
	},
});

/** A script may send spellings as the list writes them. */
const folded = (map: Record<string, string>) =>
	Object.fromEntries(Object.entries(map).map(([text, code]) => [fold(text), code]));
