import type { Window } from '#ui/charts/windows.ts';
import type { Dashboard } from '../../schema/dashboard.ts';
import { DEFAULT_RULE, type RankMeasure } from '../../schema/ranking.ts';
import type { TableName } from '../../schema/tables.ts';
import type { ChartName } from '../charts.ts';
import { rankingHref } from '../ranking-address.ts';
import { type View, viewQuery } from '../view.ts';

/** Where figures can be had in other forms, with everything that they follow from in the address. */
export const DASHBOARD = '/bang-so-lieu';
export const DEFINITIONS = `${DASHBOARD}/dinh-nghia`;
export const FILE_KINDS = ['csv', 'xlsx'] as const;
export type FileKind = (typeof FILE_KINDS)[number];
export const WINDOW_WORDS: Record<Window, string> = { narrow: 'nho', middle: 'vua', wide: 'lon' };

type Shown = Pick<Dashboard, 'unit' | 'programme'> & { asOf: Pick<Dashboard['asOf'], 'position'> };

function query(data: Shown, view: View): URLSearchParams {
	const written = viewQuery(data.programme.code, view);
	written.set('don-vi', data.unit.code);
	return written;
}

/** The position stands in it so that newer figures have a picture of their own. */
export function chartHref(name: ChartName, window: Window, data: Shown, view: View): string {
	const written = query(data, { ...view, sort: 'count', all: false });
	written.set('co', WINDOW_WORDS[window]);
	written.set('moc', String(data.asOf.position));
	return `${DASHBOARD}/hinh/${name}?${written}`;
}

export const fileHref = (name: TableName, kind: FileKind, data: Shown, view: View): string =>
	`${DASHBOARD}/tai-ve/${name}.${kind}?${query(data, { ...view, all: false })}`;

/** The same table from the API, whose words are English. */
export function jsonHref(name: TableName, data: Shown, view: View): string {
	const asked: Record<string, string | null> = {
		programme: data.programme.code,
		unit: data.unit.code,
		measure: view.measure,
		tree: view.tree,
		period: view.period,
		upTo: view.upTo,
		step: view.step,
		compare: name === 'ban-do' ? view.map : null,
		sort: name === 'don-vi' ? view.sort : null,
	};
	const given = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]));
	return `/api/v1/figures/tables/${name}?${new URLSearchParams(given)}`;
}

/** The same page, with some of its view changed. */
export function pageHref(
	path: string,
	programme: string,
	view: View,
	change: Partial<View> = {},
	anchor = '',
): string {
	return `${path}?${viewQuery(programme, { ...view, ...change })}${anchor && `#${anchor}`}`;
}

/** What the form of choices leaves as it is. */
export function keptInputs(programme: string, view: View): [string, string][] {
	const kept = { ...view, tree: null, period: '', upTo: null, step: null };
	return [...viewQuery(programme, kept)];
}

const RANKED_BY: Record<View['sort'], RankMeasure> = {
	name: 'attainment',
	count: 'count',
	attained: 'attainment',
	per_members: 'per_members',
	approved_share: 'approved_share',
	verified: 'benefit',
};

/** The ranking of the same units by what they are sorted by. */
export const rankedHref = (data: Shown, view: View): string =>
	rankingHref({
		programme: data.programme.code,
		unit: data.unit.code,
		kind: '',
		cluster: '',
		period: view.period,
		rule: { ...DEFAULT_RULE, measure: RANKED_BY[view.sort], result: view.measure },
		trial: null,
		on: view.upTo ?? '',
		treeOfDay: view.tree !== null && view.tree === view.upTo,
		find: '',
		page: 1,
	});
