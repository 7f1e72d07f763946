import type { UnitKind } from '#features/units/schema.ts';

/** Kinds in the order in which people look for them. */
export const UNIT_ORDER: readonly UnitKind[] = [
	'provincial_federation',
	'central_industry',
	'central_corporation',
	'corporation',
	'sector',
	'zone',
	'district',
	'commune',
	'grassroots',
	'division',
	'confederation',
];
