import { findUnits, rootUnit, unitsBelow } from '#features/units/queries.ts';
import type { Unit } from '#features/units/schema.ts';
import type { PageServerLoad } from './$types';

const MOST = 50;
/** The database sorts by code points, which puts Đ after Z. */
const byName = new Intl.Collator('vi');

const shown = ({ code, name, kind, endedOn, sample }: Unit) => ({ code, name, kind, endedOn, sample });

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals.portal;
	const query = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
	if (query) {
		const found = await findUnits(db, query, { ended: true, limit: MOST });
		return {
			query,
			found: found.map((unit) => ({ ...shown(unit), above: unit.above })),
			root: null,
			top: [],
		};
	}
	const root = await rootUnit(db);
	return {
		query,
		found: null,
		root: root ? shown(root) : null,
		top: root
			? (await unitsBelow(db, root.id)).map(shown).sort((a, b) => byName.compare(a.name, b.name))
			: [],
	};
};
