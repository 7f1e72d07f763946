import { isLocalDate, type LocalDate } from '#platform/clock/clock.ts';
import type { Result } from '../rules/compared.ts';
import { COMPARED, type Compared } from '../schema/tables.ts';
import { PERIODS, type PeriodName } from '../schema.ts';

/** How figures are looked at: all of it stands in the address, so that a link shows the same to everyone. */
export interface View {
	measure: Result;
	/** Local date whose tree sums the units; null is today's. */
	tree: LocalDate | null;
	/** Code of a period of the programme; '' is all of it. */
	period: string;
	/** Last local date that is counted; null is now. */
	upTo: LocalDate | null;
	/** Null: as fits the length. */
	step: PeriodName | null;
	map: Compared;
	sort: Compared | 'name';
	/** Every unit, not only the first ones. */
	all: boolean;
}

export const PLAIN_VIEW: View = {
	measure: 'approved',
	tree: null,
	period: '',
	upTo: null,
	step: null,
	map: 'count',
	sort: 'count',
	all: false,
};

const STEP_WORDS: Record<PeriodName, string> = { day: 'ngay', week: 'tuan', month: 'thang', quarter: 'quy' };
export const COMPARED_WORDS: Record<Compared | 'name', string> = {
	name: 'ten',
	count: 'so-luong',
	attained: 'dat',
	per_members: 'nghin-doan-vien',
	approved_share: 'ty-le-duyet',
	verified: 'gia-tri',
};

const named = <Key extends string>(words: Record<Key, string>, keys: readonly Key[], word: string | null) =>
	keys.find((key) => words[key] === word);

/**
 * Reads a view from an address; null when it names a date that does not exist: figures of another day than was asked
 * for would be worse than none. Other words that mean nothing are passed over.
 */
export function readView(query: Pick<URLSearchParams, 'get'>): View | null {
	const [tree, upTo] = [query.get('cay') || null, query.get('den-ngay') || null];
	if ((tree && !isLocalDate(tree)) || (upTo && !isLocalDate(upTo))) return null;
	return {
		measure: query.get('dem') === 'luot-nop' ? 'submitted' : 'approved',
		tree,
		period: query.get('ky') ?? '',
		upTo,
		step: named(STEP_WORDS, PERIODS, query.get('buoc')) ?? null,
		map: named(COMPARED_WORDS, COMPARED, query.get('ban-do')) ?? 'count',
		sort: named(COMPARED_WORDS, ['name', ...COMPARED], query.get('xep')) ?? 'count',
		all: query.get('tat-ca') === '1',
	};
}

/** A view as the query of an address, without what is plain. */
export function viewQuery(programme: string, view: View): URLSearchParams {
	const query = new URLSearchParams({ 'chuong-trinh': programme });
	if (view.measure === 'submitted') query.set('dem', 'luot-nop');
	if (view.tree) query.set('cay', view.tree);
	if (view.period) query.set('ky', view.period);
	if (view.upTo) query.set('den-ngay', view.upTo);
	if (view.step) query.set('buoc', STEP_WORDS[view.step]);
	if (view.map !== 'count') query.set('ban-do', COMPARED_WORDS[view.map]);
	if (view.sort !== 'count') query.set('xep', COMPARED_WORDS[view.sort]);
	if (view.all) query.set('tat-ca', '1');
	return query;
}
