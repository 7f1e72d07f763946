import type { PublishedUnit } from '../queries/published.ts';

/** How a page of figures is looked at; stands in its address. */
export interface View {
	measure: 'approved' | 'submitted';
	sort: 'count' | 'name';
	/** Every unit, not only the first ones. */
	all: boolean;
}

/** Units shown before «all» is asked for. */
const FEW = 15;

/** Reads a view from an address; what is not known is left out. */
export function readView(query: Pick<URLSearchParams, 'get'>): View {
	return {
		measure: query.get('dem') === 'luot-nop' ? 'submitted' : 'approved',
		sort: query.get('xep') === 'ten' ? 'name' : 'count',
		all: query.get('tat-ca') === '1',
	};
}

/** The address of a page with some of its view changed. */
export function viewHref(path: string, programme: string, view: View, change: Partial<View>): string {
	const next = { ...view, ...change };
	const query = new URLSearchParams({ 'chuong-trinh': programme });
	if (next.measure === 'submitted') query.set('dem', 'luot-nop');
	if (next.sort === 'name') query.set('xep', 'ten');
	if (next.all) query.set('tat-ca', '1');
	return `${path}?${query}`;
}

/** The units in the order of a view, and how many of them it leaves out. They come ordered by name. */
export function unitsIn(units: readonly PublishedUnit[], { measure, sort, all }: View) {
	const sorted =
		sort === 'name' ? units : [...units].sort((a, b) => b.figures[measure].n - a.figures[measure].n);
	const shown = all ? sorted : sorted.slice(0, FEW);
	return { shown, hidden: sorted.length - shown.length };
}
