import { searchApproved } from '#features/initiatives/queries/search.ts';
import { namedProgramme } from '#features/programmes/rules.ts';
import { findUnits } from '#features/units/queries.ts';
import type { PageServerLoad } from './$types';
import { askedOf, neighbours, resolveSearch } from './request.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals.portal;
	const asked = askedOf(url.searchParams);
	const { search, programmes, programme, unit } = await resolveSearch(db, asked);
	const found = await searchApproved(db, search);
	const units = asked.unitQuery && !unit ? await findUnits(db, asked.unitQuery, { limit: 10 }) : [];
	const names = new Map(programmes.flatMap(({ fields }) => fields.map(({ id, name }) => [id, name])));
	return {
		asked,
		rows: found.rows.map(({ fieldId, id, code, title, unitName, stateOn, authors }) => ({
			id,
			code,
			title,
			unitName,
			stateOn,
			authors,
			field: names.get(fieldId ?? 0) ?? null,
		})),
		count: found.count,
		more: found.more,
		...neighbours(asked, found),
		programmes: programmes.map(namedProgramme),
		fields: programme?.fields.map(({ code, name }) => ({ code, name })) ?? [],
		unitsFound: units.map(({ code, name, above }) => ({ id: code, label: name, detail: above.join(' · ') })),
		unit: unit && { code: unit.code, name: unit.name },
	};
};
