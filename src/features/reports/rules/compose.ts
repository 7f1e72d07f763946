import type { Programme } from '#features/programmes/schema.ts';
import { attainment, excess, percentText } from '#features/targets/rules/attainment.ts';
import { quarterParts } from '#features/targets/rules/periods.ts';
import { localDate } from '#platform/clock/clock.ts';
import { formatDate, formatNumber } from '#platform/i18n/translate.ts';
import type { Block, OfficialDocument } from '#platform/pdf/document.ts';
import { columns, cumulative } from '#ui/charts/series.ts';
import type { ReportFigures } from '../queries/figures.ts';
import { nameOf } from '../rules.ts';
import type { ReportPeriod } from '../schema.ts';
import {
	campaignsTable,
	classTable,
	dong,
	resultsTable,
	statesTable,
	unitsTable,
	type Voice,
} from './tables.ts';

/** In CSS pixels; as wide as the text of a page of A4. */
const CHART = { width: 640, height: 220 };

/** A report as a document of its unit: what page, PDF and workbook show is one and the same. */
export function composeReport(
	voice: Voice,
	programme: Programme,
	figures: ReportFigures,
	madeAt: Date,
): OfficialDocument {
	const { t, locale } = voice;
	const { unit, position } = figures;
	const [year = '', month = '', day = ''] = localDate(madeAt).split('-');
	return {
		language: locale,
		issuer: { name: unit.name, above: unit.above },
		motto: [t('reports.country'), t('reports.motto')],
		number: t('reports.number'),
		placeAndDate: t('reports.place_and_date', { day, month, year }),
		title: t('reports.report'),
		subtitle: t('reports.about', {
			programme: programme.name[locale],
			period: periodText(voice, programme, figures.period),
		}),
		blocks: blocksOf(voice, programme, figures),
		signature: { role: t('reports.signature') },
		recipients: {
			label: t('reports.recipients'),
			lines: [t('reports.recipient_above'), t('reports.recipient_files')],
		},
		source: t('reports.source', {
			date: formatDate(figures.period.to),
			position: formatNumber(position, locale),
		}),
	};
}

/** «tuần 16/5/2022 – 22/5/2022», «Giai đoạn 1, đến hết ngày 31/5/2022». */
export function periodText({ t, locale }: Voice, programme: Programme, period: ReportPeriod): string {
	const dates = { from: formatDate(period.from), to: formatDate(period.to) };
	if (period.kind === 'quarter') {
		// A quarter in which a phase ends is told in two parts.
		const [phase, quarter] = period.code.split(':') as [string, string];
		const name = programme.phases.find(({ code }) => code === phase)?.name[locale] ?? '';
		return t('reports.period_quarter', { name, ...quarterParts(quarter), ...dates });
	}
	const name = nameOf(programme, period)?.[locale] ?? '';
	return t(`reports.period_${period.kind}`, { name, ...dates });
}

function blocksOf(voice: Voice, programme: Programme, figures: ReportFigures): Block[] {
	const { t } = voice;
	let section = 0;
	const heading = (key: string): Block => ({ kind: 'heading', text: `${++section}. ${t(`reports.${key}`)}` });
	const text = (content: string): Block => ({ kind: 'text', text: content });
	return [
		heading('results_heading'),
		text(resultText(voice, figures)),
		resultsTable(voice, figures),
		statesTable(voice, figures),
		heading('targets_heading'),
		...targetTexts(voice, programme, figures).map(text),
		...charts(voice, programme, figures),
		...(figures.campaigns.length > 0
			? [heading('campaigns_heading'), campaignsTable(voice, figures, programme)]
			: []),
		heading('units_heading'),
		text(t('reports.units_note')),
		unitsTable(voice, figures),
		...(figures.groups
			? [
					heading('classes_heading'),
					classTable(voice, 'group', figures, programme),
					classTable(voice, 'field', figures, programme),
				]
			: []),
		heading('benefit_heading'),
		text(benefitText(voice, figures)),
	];
}

function resultText({ t }: Voice, { own, period, unit }: ReportFigures): string {
	return t('reports.result_text', {
		unit: unit.name,
		from: formatDate(period.from),
		to: formatDate(period.to),
		submitted: own.arrived.submitted,
		approved: own.arrived.approved,
		all_submitted: own.figures.submitted.n,
		all_approved: own.figures.approved.n,
	});
}

/** Attainment and excess of the phase and of the whole, both sides of each division named. */
function targetTexts({ t, locale }: Voice, programme: Programme, figures: ReportFigures): string[] {
	const { own, phase, wholeTarget } = figures;
	const phaseName = programme.phases.find(({ code }) => code === phase)?.name[locale];
	const targets = [
		...(own.target && phaseName ? [{ ...own.target, of: phaseName, held: own.ofPhase }] : []),
		...(wholeTarget ? [{ ...wholeTarget, of: t('reports.whole_programme'), held: own.figures }] : []),
	];
	if (targets.length === 0) return [t('reports.no_target')];
	return targets.map(({ number, kind, of, held }) => {
		const said = {
			of,
			target: number,
			kind: t(`targets.in_words_${kind}`),
			approved: held.approved.n,
			submitted: held.submitted.n,
			attained: percentText(attainment(held.approved.n, number) ?? 0, locale),
			attained_submitted: percentText(attainment(held.submitted.n, number) ?? 0, locale),
		};
		const over = excess(held.approved.n, number) ?? 0;
		const exceeded = over > 0 ? ` ${t('reports.exceeded', { percent: percentText(over, locale) })}` : '';
		return t('reports.target_text', said) + exceeded;
	});
}

function charts({ t, locale }: Voice, programme: Programme, { weeks, period }: ReportFigures): Block[] {
	if (weeks.length < 2) return [];
	const bands = programme.campaigns
		.filter(({ from }) => from <= period.to)
		.map(({ from, to, name }) => ({ from, to: to < period.to ? to : period.to, label: name[locale] }));
	const frame = { ...CHART, from: programme.submission.from, to: period.to, locale, bands };
	let sum = 0;
	const steps = weeks.map(({ from, to, submitted }) => ({ from, to, value: submitted, tip: '' }));
	const running = steps.map((step) => {
		sum += step.value;
		return { ...step, value: sum };
	});
	const data = (shape: 'column' | 'line', drawn: typeof steps, measure: string) => ({
		shape,
		label: t('reports.week'),
		measure,
		points: drawn.map(({ from, to, value }) => ({
			label: t('statistics.from_to', { from: formatDate(from), to: formatDate(to) }),
			value,
		})),
	});
	return [
		{
			kind: 'chart',
			caption: t('reports.chart_weeks'),
			svg: columns({ ...frame, label: t('reports.chart_weeks') }, steps),
			data: data('column', steps, t('statistics.measure_submitted')),
		},
		{
			kind: 'chart',
			caption: t('reports.chart_total'),
			svg: cumulative({ ...frame, label: t('reports.chart_total') }, running),
			data: data('line', running, t('reports.running_total')),
		},
	];
}

function benefitText(voice: Voice, { own, verified }: ReportFigures): string {
	const { t } = voice;
	const declared = t('reports.benefit_declared', {
		sum: dong(voice, own.figures.approved.benefit),
		count: own.figures.approved.n,
	});
	if (!verified) return declared;
	return `${declared} ${t('reports.benefit_verified', { sum: dong(voice, verified.benefit), count: verified.n })}`;
}
