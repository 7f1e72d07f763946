import { percentText } from '#features/targets/rules/attainment.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { formatNumber } from '#platform/i18n/translate.ts';
import { bars, barsHeight } from '#ui/charts/bars.ts';
import { choropleth, mapHeight, type Outlines } from '#ui/charts/map.ts';
import { classesOf } from '#ui/charts/scale.ts';
import { columns, cumulative } from '#ui/charts/series.ts';
import type { Frame, Svg } from '#ui/charts/svg.ts';
import type { Window } from '#ui/charts/windows.ts';
import { comparedBy } from '../rules/compared.ts';
import type { Dashboard } from '../schema/dashboard.ts';
import { unitHref } from './addresses.ts';
import { stepText, valueTable } from './tables/cuts.ts';
import { comparedColumn, isProvince } from './tables/units.ts';
import type { Words } from './tables/words.ts';
import { bandText, comparedText } from './words.ts';

/** Every chart, as addresses name it. */
export const CHARTS = ['luy-ke', 'theo-ky', 'ban-do', 'gia-tri'] as const;
export type ChartName = (typeof CHARTS)[number];

const TEXTS: Record<ChartName, string> = {
	'luy-ke': 'running',
	'theo-ky': 'arrived',
	'ban-do': 'map',
	'gia-tri': 'values',
};

/** Every map of provinces is drawn this large. */
export const MAP_SIZE = { width: 460, height: 633 } as const;
/** The provinces of a local date, as they are drawn (`database/facts/maps.ts`). */
export type MapOn = (date: LocalDate) => Outlines;

/** What a chart shows, in a sentence: its name for those who do not see it. */
export function chartLabel(name: ChartName, data: Dashboard, words: Words): string {
	const { t, view } = words;
	return t(`dashboard.chart_${TEXTS[name]}`, {
		measure: t(`statistics.measure_${view.measure}`),
		what: comparedColumn(words, view.map).label,
		unit: data.unit.name,
		step: t(`dashboard.step_${data.series.step}`),
	});
}

const SERIES = { narrow: 328, middle: 680, wide: 1040 } as const;
const MAP = { narrow: 328, middle: 520, wide: 520 } as const;
const VALUES = { narrow: 328, middle: 620, wide: 620 } as const;

/** How large a chart is drawn for a window, in CSS pixels. */
export function chartSize(name: ChartName, data: Dashboard, window: Window) {
	if (name === 'ban-do') return { width: MAP[window], height: mapHeight(MAP_SIZE, MAP[window]) };
	if (name === 'gia-tri') return { width: VALUES[window], height: barsHeight(2, shownBands(data).length) };
	return { width: SERIES[window], height: window === 'narrow' ? 220 : 300 };
}

/**
 * A chart of figures as one SVG, for the page, a file or a report; null where what was asked for has none.
 * @param mapOn where the map is taken from
 */
export function chartOf(
	name: ChartName,
	data: Dashboard,
	words: Words,
	window: Window,
	mapOn: MapOn,
): Svg | null {
	const label = chartLabel(name, data, words);
	const { width, height } = chartSize(name, data, window);
	switch (name) {
		case 'luy-ke':
		case 'theo-ky':
			return seriesChart(name, data, words, { width, height, label });
		case 'ban-do':
			return data.unit.isRoot ? mapChart(data, words, mapOn, width, label) : null;
		case 'gia-tri':
			return valueChart(data, words, width, label);
	}
}

function seriesChart(name: 'luy-ke' | 'theo-ky', data: Dashboard, words: Words, size: Frame): Svg {
	const { t, locale, view } = words;
	const { measure } = view;
	const { steps, plan } = data.series;
	const running = name === 'luy-ke';
	const total = measure === 'approved' ? ('approvedTotal' as const) : ('submittedTotal' as const);
	const counted = t(`dashboard.counted_${measure}`);
	const frame = {
		...size,
		locale,
		from: steps[0]?.from ?? data.period.from,
		to: later(steps.at(-1)?.to ?? data.period.from, running ? plan.at(-1)?.on : undefined),
		bands: data.campaigns.map((each) => ({ from: each.from, to: each.to, label: each.name[locale] })),
	};
	const drawn = steps.map((step) => {
		const value = running ? step[total] : step[measure];
		const values = { value, counted };
		const said =
			running && step.plan !== null
				? t('dashboard.tip_total_plan', { ...values, plan: step.plan })
				: t(running ? 'dashboard.tip_total' : 'dashboard.tip_step', values);
		return { from: step.from, to: step.to, value, tip: `${stepText(words, step)}: ${said}` };
	});
	return running ? cumulative(frame, drawn, plan) : columns(frame, drawn);
}

const later = (date: string, other: string | undefined) => (other && other > date ? other : date);

function mapChart(data: Dashboard, words: Words, mapOn: MapOn, width: number, label: string): Svg {
	const { t, locale, view } = words;
	const unknown = t('dashboard.unknown');
	const lines = data.units.filter((line) => isProvince(line) && !line.ended);
	const values = lines.map((line) => comparedBy(line, view.map, view.measure));
	const write = (value: number) => comparedText(t, locale, view.map, value);
	return choropleth(
		{
			width,
			label,
			locale,
			title: t(`dashboard.legend_${view.map === 'count' ? view.measure : view.map}`).split('\n'),
			starts: classesOf(values.filter((value) => value !== null)),
			write,
			insets: {
				hoang_sa: t('dashboard.hoang_sa').split('\n'),
				truong_sa: t('dashboard.truong_sa').split('\n'),
			},
			unknown,
		},
		// Today's provinces are those of after the merger.
		mapOn(data.tree ?? '9999-12-31'),
		new Map(
			lines.map((line, index) => [
				line.province!,
				{
					value: values[index] ?? null,
					tip: `${line.name}: ${values[index] == null ? unknown : write(values[index])}`,
					href: unitHref(line.code, data.programme.code),
				},
			]),
		),
	);
}

/** Every size of value, and those that state none where there are any. */
const shownBands = (data: Dashboard) =>
	(data.values?.declared ?? []).filter(({ n, band }) => n > 0 || band > 0);

function valueChart(data: Dashboard, words: Words, width: number, label: string): Svg | null {
	const { t, locale } = words;
	if (!data.values) return null;
	const bands = shownBands(data);
	const rows = new Map(valueTable(data, words).rows.map(({ key, cells }) => [key, cells]));
	return bars(
		{ width, label },
		[t('dashboard.share_of_number'), t('dashboard.share_of_sum')],
		[...bands].reverse().map((band) => {
			const cells = rows.get(String(band.band));
			const number = Number(cells?.declared_n_share ?? 0);
			const sum = Number(cells?.declared_sum_share ?? 0);
			const name = bandText(t, locale, band.band);
			return {
				label: `${name} · ${t('dashboard.band_count', { count: band.n })}`,
				bars: [number, sum].map((value) => ({ value, text: percentText(value, locale) })),
				tip: `${name}: ${t('dashboard.tip_band', {
					n: formatNumber(band.n, locale),
					number: percentText(number, locale),
					sum: percentText(sum, locale),
				})}`,
			};
		}),
	);
}
