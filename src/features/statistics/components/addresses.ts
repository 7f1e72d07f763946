import { ROOT_CODE } from '#features/units/schema.ts';
import type { FigureCut } from '../rules.ts';
import type { ProofAsk } from '../schema/proof.ts';
import type { Measure } from '../schema.ts';

/** Which figure's proof is linked to; what is left out is plain. */
export type ProofLink = Pick<ProofAsk, 'figure' | 'programme' | 'unit'> & {
	tree?: string | null;
	period?: string;
	to?: string | null;
	measure?: ProofAsk['measure'];
	target?: ProofAsk['target'];
	by?: ProofAsk['by'];
	part?: string;
	weighed?: ProofAsk['weighed'];
	day?: string;
};

/** The page of the rows that a figure counts. */
export function rowsHref(cut: FigureCut): string {
	const given = Object.entries(cut).filter(([, value]) => value !== undefined);
	return `/so-lieu?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** Figures beside those that divide by a target or by members, that count a period. */
const DATED: ReadonlySet<ProofAsk['figure']> = new Set(['approved_share', 'share', 'target', 'plan']);

/** The proof of a figure that is no count of initiatives, on the same page; what is plain is left out. */
export function proofHref({ figure, programme, unit, ...more }: ProofLink): string {
	const { tree, period, to, measure = 'approved', target = 'in_force', by, part, weighed, day } = more;
	const query = new URLSearchParams({ figure, programme, unit });
	const divided = figure === 'attainment' || figure === 'excess' || figure === 'per_members';
	const measured = divided || (figure === 'share' && by !== 'state' && by !== 'band');
	if (by && part) for (const [name, value] of Object.entries({ by, part })) query.set(name, value);
	if (weighed) query.set('weighed', weighed);
	if (day) query.set('day', day);
	if (measured && measure !== 'approved') query.set('measure', measure);
	if (period && (divided || DATED.has(figure))) query.set('period', period);
	if ((divided || figure === 'target') && target !== 'in_force') query.set('target', target);
	if (tree) query.set('tree', tree);
	if (to) query.set('to', to);
	return `/so-lieu?${query}`;
}

/** The public page of a unit, in a programme. */
export function unitHref(code: string, programme?: string): string {
	const query = programme ? `?${new URLSearchParams({ 'chuong-trinh': programme })}` : '';
	return `/don-vi/${encodeURIComponent(code)}${query}`;
}

/** What a snapshot froze of a unit. */
export interface Frozen {
	id: number;
	programme: string;
	/** Code of the unit. */
	unit: string;
	/** The last local date that it counts. */
	upto: string;
}

/** The page of a snapshot, as it shows a unit and those directly below it. */
export function snapshotHref({ id, unit }: Pick<Frozen, 'id' | 'unit'>, all = false): string {
	const query = new URLSearchParams({
		...(unit !== ROOT_CODE && { 'don-vi': unit }),
		...(all && { 'tat-ca': '1' }),
	});
	return `/so-lieu-chot/${id}${query.size > 0 ? `?${query}` : ''}`;
}

/** The rows of a frozen count: what stood at the end of its day, under the tree of that day. */
export function frozenRowsHref(
	{ programme, unit, upto }: Omit<Frozen, 'id'>,
	measure: Measure,
	phase?: string,
): string {
	// Everything stands below the root in every tree.
	return rowsHref({ programme, unit, tree: unit === ROOT_CODE ? undefined : upto, measure, phase, to: upto });
}

/** The proof of a frozen attainment: of the period, as of the end of its day, under the tree of that day. */
export const frozenShareHref = ({ programme, unit, upto }: Omit<Frozen, 'id'>, period: string): string =>
	proofHref({
		figure: 'attainment',
		programme,
		unit,
		tree: unit === ROOT_CODE ? null : upto,
		period,
		to: upto,
	});
