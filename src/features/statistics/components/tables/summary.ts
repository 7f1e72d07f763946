import { attainment, excess } from '#features/targets/rules/attainment.ts';
import type { Dashboard } from '../../schema/dashboard.ts';
import type { FigureRow, FigureTable } from '../../schema/tables.ts';
import { behind, column, membersNote, proven, type Words } from './words.ts';

/** Rows that name both their result and the ratio. */
const RATIOS = new Set([
	'attainment_approved',
	'excess_approved',
	'attainment_submitted',
	'excess_submitted',
]);

/** The figures that are quoted most, each with its unit and what it is over. */
export function summaryTable(data: Dashboard, words: Words): FigureTable {
	const { t } = words;
	const row = (
		key: string,
		value: string | number | null,
		unit: string,
		note = '',
		href?: string,
	): FigureRow => ({
		key,
		href,
		cells: {
			figure: t(RATIOS.has(key) ? `dashboard.${key}` : `definitions.${key}`),
			value,
			value_unit: unit,
			note,
		},
	});
	const initiatives = t('statistics.initiatives');
	const { counts, target, people, members } = data;
	const ratio = (measure: 'approved' | 'submitted') =>
		target
			? t(`targets.ratio_${measure}`, {
					n: counts[measure].n,
					target: target.number,
					kind: t(`targets.in_words_${target.kind}`),
				})
			: '';
	const percent = (value: number | null) => (value === null ? null : value / 10);
	return {
		name: 'tong-hop',
		title: t('dashboard.table_summary'),
		definitions: [
			'members',
			'registrants',
			'authors',
			'submitted',
			'approved',
			'target',
			'attainment',
			'excess',
		],
		columns: [
			column(words, 'figure', 'text'),
			column(words, 'value', 'value'),
			column(words, 'value_unit', 'text'),
			column(words, 'note', 'text'),
		],
		rows: [
			row(
				'members',
				members?.members ?? null,
				t('dashboard.unit_members'),
				membersNote(t, members),
				proven(data, 'members'),
			),
			...(people
				? [
						row(
							'registrants',
							people.registrants,
							t('dashboard.unit_accounts'),
							'',
							proven(data, 'registrants'),
						),
						row('authors', people.authors, t('dashboard.unit_people'), '', proven(data, 'authors')),
						row(
							'approved_authors',
							people.approvedAuthors,
							t('dashboard.unit_people'),
							'',
							proven(data, 'approved_authors'),
						),
					]
				: []),
			row('submitted', counts.submitted.n, initiatives, '', behind(data, { measure: 'submitted' })),
			row('approved', counts.approved.n, initiatives, '', behind(data, { measure: 'approved' })),
			...(target
				? [
						row(
							'target',
							target.number,
							initiatives,
							t(`targets.kind_${target.kind}`),
							proven(data, 'target'),
						),
						row(
							'attainment_approved',
							percent(attainment(counts.approved.n, target.number)),
							'%',
							ratio('approved'),
							proven(data, 'attainment', { measure: 'approved' }),
						),
						row(
							'excess_approved',
							percent(excess(counts.approved.n, target.number)),
							'%',
							ratio('approved'),
							proven(data, 'excess', { measure: 'approved' }),
						),
						row(
							'attainment_submitted',
							percent(attainment(counts.submitted.n, target.number)),
							'%',
							ratio('submitted'),
							proven(data, 'attainment', { measure: 'submitted' }),
						),
						row(
							'excess_submitted',
							percent(excess(counts.submitted.n, target.number)),
							'%',
							ratio('submitted'),
							proven(data, 'excess', { measure: 'submitted' }),
						),
					]
				: []),
			row(
				'declared',
				counts.approved.benefit,
				t('statistics.money_dong'),
				'',
				behind(data, { measure: 'approved' }),
			),
			row(
				'verified',
				data.verified.benefit,
				t('statistics.money_dong'),
				t('dashboard.verified_of', { count: data.verified.n }),
				behind(data, { measure: 'approved', source: 'verified' }),
			),
		],
	};
}
