import type { Issue } from '#platform/http/refusal.ts';
import { UNIT_KINDS, type UnitKind } from '../schema.ts';

/**
 * Below which kinds a unit of each kind may stand (docs/glossary.md, «Units and people»), and the code of the
 * sentence that says so. Communes stand right below provinces since 1/7/2025; unions of education stood below
 * districts before.
 */
const PLACES: Record<UnitKind, { below: readonly (UnitKind | null)[]; otherwise: string }> = {
	confederation: { below: [null], otherwise: 'unit_misplaced_confederation' },
	provincial_federation: { below: ['confederation'], otherwise: 'unit_misplaced_provincial_federation' },
	central_industry: { below: ['confederation'], otherwise: 'unit_misplaced_central_industry' },
	central_corporation: { below: ['confederation'], otherwise: 'unit_misplaced_central_corporation' },
	district: { below: ['provincial_federation'], otherwise: 'unit_misplaced_district' },
	commune: { below: ['provincial_federation'], otherwise: 'unit_misplaced_commune' },
	zone: { below: ['provincial_federation'], otherwise: 'unit_misplaced_zone' },
	sector: { below: ['provincial_federation', 'district'], otherwise: 'unit_misplaced_sector' },
	corporation: {
		below: [
			'provincial_federation',
			'central_industry',
			'central_corporation',
			'zone',
			'sector',
			'corporation',
		],
		otherwise: 'unit_misplaced_corporation',
	},
	// Below all but themselves and their parts; the offices of the confederation are a workplace too.
	grassroots: {
		below: UNIT_KINDS.filter((kind) => kind !== 'grassroots' && kind !== 'division'),
		otherwise: 'unit_misplaced_grassroots',
	},
	division: { below: ['grassroots', 'division'], otherwise: 'unit_misplaced_division' },
};

/** Whether a unit of a kind may stand below one of another; null: below none, as the root does. */
export const mayStandBelow = (kind: UnitKind, above: UnitKind | null): boolean =>
	PLACES[kind].below.includes(above);

/** Every pair that may be, for a query to hold against. */
export const PLACES_THAT_ARE: readonly { kind: UnitKind; above: UnitKind | null }[] = (
	Object.keys(PLACES) as UnitKind[]
).flatMap((kind) => PLACES[kind].below.map((above) => ({ kind, above })));

/** A unit that stands, or would, below one of a kind that has none of its kind below it. */
export interface Misplaced {
	code: string;
	kind: UnitKind;
	/** The unit above it; null: none. */
	above: { code: string; name: string } | null;
}

/** What is wrong with it, at a field: which unit, below which one, and where its kind may stand. */
export function misplacedIssue(field: string, { code, kind, above }: Misplaced): Issue {
	return {
		field,
		code: PLACES[kind].otherwise,
		params: { code, above: above ? `${above.name} (${above.code})` : '—' },
	};
}

/** Those that a change misplaces: what a tree had wrong before does not stand in the way of other changes. */
export function newlyMisplaced(before: readonly Misplaced[], now: readonly Misplaced[]): Misplaced[] {
	const keyOf = ({ code, kind, above }: Misplaced) => `${code} ${kind} ${above?.code}`;
	const known = new Set(before.map(keyOf));
	return now.filter((each) => !known.has(keyOf(each)));
}
