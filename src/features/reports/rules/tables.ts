import type { Programme } from '#features/programmes/schema.ts';
import { readableDong } from '#features/statistics/rules.ts';
import { attainment, dailyMean, daysInclusive, percentText } from '#features/targets/rules/attainment.ts';
import { formatDate, formatNumber, type Locale, type Translate } from '#platform/i18n/translate.ts';
import type { Cell, TableBlock, TableColumn } from '#platform/pdf/document.ts';
import type { ReportFigures, ReportUnit } from '../queries/figures.ts';

/** How a report speaks. */
export interface Voice {
	t: Translate;
	locale: Locale;
}

export const words = (text: string): Cell => ({ text });
export const count = ({ locale }: Voice, number: number): Cell => ({
	text: formatNumber(number, locale),
	number,
});

/** «+12 %» of what came in before; a dash where nothing did. */
const change = ({ locale }: Voice, now: number, before: number): Cell => {
	const share = attainment(now - before, before);
	return words(share === null ? '—' : `${share > 0 ? '+' : ''}${percentText(share, locale)}`);
};

/** đồng as people read it, with its unit. */
export function dong({ t, locale }: Voice, sum: string): string {
	const { value, scale } = readableDong(sum);
	return `${formatNumber(value, locale, scale === 'dong' ? 0 : 1)} ${t(`statistics.money_${scale}`)}`;
}

const head = (label: string, numeric = true): TableColumn => ({ label, numeric });

/** What came in during the period, beside the same number of days before it, and how much there is by its end. */
export function resultsTable(voice: Voice, { own, before, period }: ReportFigures): TableBlock {
	const { t } = voice;
	const measures = ['submitted', 'approved'] as const;
	return {
		kind: 'table',
		caption: t('reports.results'),
		columns: [
			head(t('reports.measure'), false),
			head(t('reports.in_period')),
			head(t('reports.before', { from: formatDate(before.from), to: formatDate(before.to) })),
			head(t('reports.change')),
			head(t('reports.by_end', { date: formatDate(period.to) })),
		],
		rows: measures.map((measure) => [
			words(t(`statistics.measure_${measure}`)),
			count(voice, own.arrived[measure]),
			count(voice, before[measure]),
			change(voice, own.arrived[measure], before[measure]),
			count(voice, own.figures[measure].n),
		]),
	};
}

/** Where everything submitted stands at the end of the period; it sums to the submissions. */
export function statesTable(voice: Voice, { own, period }: ReportFigures): TableBlock {
	const { t } = voice;
	const states = ['approved', 'in_review', 'returned', 'rejected', 'withdrawn', 'revoked'] as const;
	return {
		kind: 'table',
		caption: t('reports.states', { date: formatDate(period.to) }),
		columns: [head(t('statistics.state'), false), head(t('statistics.count'))],
		rows: states.map((state) => [
			words(t(`statistics.measure_${state}`)),
			count(voice, own.figures[state].n),
		]),
		totals: [words(t('statistics.sum_submitted')), count(voice, own.figures.submitted.n)],
	};
}

/** Each unit directly below, the best attained first; with what stands at the unit itself it sums to the whole. */
export function unitsTable(voice: Voice, figures: ReportFigures): TableBlock {
	const { t, locale } = voice;
	const { own, units, direct } = figures;
	const targets = units.some(({ target }) => target !== null);
	// In the first phase it is the same number twice.
	const apart =
		targets && [own, ...units].some((each) => each.ofPhase.approved.n !== each.figures.approved.n);
	const share = ({ ofPhase: held, target }: ReportUnit) =>
		target ? attainment(held.approved.n, target.number) : null;
	const row = (unit: ReportUnit): Cell[] => [
		words(unit.ended ? `${unit.name} (${t('statistics.ended')})` : unit.name),
		count(voice, unit.arrived.submitted),
		count(voice, unit.figures.submitted.n),
		count(voice, unit.figures.approved.n),
		count(voice, unit.figures.in_review.n),
		...(apart ? [count(voice, unit.ofPhase.approved.n)] : []),
		...(targets
			? [
					unit.target ? count(voice, unit.target.number) : words('—'),
					words(share(unit) === null ? '—' : percentText(share(unit)!, locale)),
				]
			: []),
	];
	const itself: Cell[] = [
		words(t('statistics.directly', { unit: figures.unit.name })),
		count(voice, direct.arrived.submitted),
		count(voice, direct.submitted),
		count(voice, direct.approved),
		words('—'),
		...(apart ? [words('—')] : []),
		...(targets ? [words('—'), words('—')] : []),
	];
	const ordered = units.toSorted(
		(a, b) => (share(b) ?? -1) - (share(a) ?? -1) || b.figures.approved.n - a.figures.approved.n,
	);
	return {
		kind: 'table',
		caption: t('reports.units'),
		columns: [
			head(t('statistics.unit'), false),
			head(t('reports.submitted_in')),
			head(t('statistics.measure_submitted')),
			head(t('statistics.measure_approved')),
			head(t('statistics.measure_in_review')),
			...(apart ? [head(t('reports.approved_of_phase'))] : []),
			...(targets ? [head(t('reports.target')), head(t('reports.attained'))] : []),
		],
		rows: [...ordered.map(row), ...(direct.submitted > 0 ? [itself] : [])],
		totals: row({ ...own, name: t('statistics.sum') }),
		empty: t('reports.no_units'),
	};
}

/** Campaigns with start, end, increase, days and daily mean, each counted as it is named. */
export function campaignsTable(voice: Voice, figures: ReportFigures, programme: Programme): TableBlock {
	const { t, locale } = voice;
	return {
		kind: 'table',
		caption: t('reports.campaigns'),
		columns: [
			head(t('reports.campaign'), false),
			head(t('reports.dates'), false),
			head(t('reports.days')),
			head(t('reports.at_start')),
			head(t('reports.at_end')),
			head(t('reports.increase')),
			head(t('reports.daily_mean')),
		],
		rows: figures.campaigns.map(({ code, from, to, ends, atStart, atEnd }) => {
			const days = daysInclusive(from, to);
			const dates = { from: formatDate(from), to: formatDate(ends), last: formatDate(to) };
			return [
				words(programme.campaigns.find((campaign) => campaign.code === code)!.name[locale]),
				words(t(to < ends ? 'reports.dates_running' : 'reports.dates_ended', dates)),
				count(voice, days),
				count(voice, atStart),
				count(voice, atEnd),
				count(voice, atEnd - atStart),
				count(voice, dailyMean(atEnd - atStart, days) ?? 0),
			];
		}),
	};
}

/** Submissions and approvals of each group or field; they sum to the unit's. */
export function classTable(
	voice: Voice,
	by: 'group' | 'field',
	{ own, groups, fields }: ReportFigures,
	programme: Programme,
): TableBlock {
	const { t, locale } = voice;
	const cuts = (by === 'group' ? groups : fields) ?? [];
	const choices = by === 'group' ? programme.groups : programme.fields;
	const held = new Map(cuts.map(({ id, figures }) => [id, figures]));
	const rows = [
		...choices.map(({ id, name }) => ({ id, name: name[locale] })),
		...(held.has(0) ? [{ id: 0, name: t('statistics.none_given') }] : []),
	];
	return {
		kind: 'table',
		caption: t(`reports.by_${by}`),
		columns: [
			head(t(`statistics.${by}`), false),
			head(t('statistics.measure_submitted')),
			head(t('statistics.measure_approved')),
		],
		rows: rows.map(({ id, name }) => [
			words(name),
			count(voice, held.get(id)?.submitted.n ?? 0),
			count(voice, held.get(id)?.approved.n ?? 0),
		]),
		totals: [
			words(t('statistics.sum')),
			count(voice, own.figures.submitted.n),
			count(voice, own.figures.approved.n),
		],
	};
}
