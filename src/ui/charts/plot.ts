import { daysBetween, type LocalDate } from '#platform/clock/clock.ts';
import { formatNumber, type Locale } from '#platform/i18n/translate.ts';
import { linear, type Scale } from './scale.ts';
import { el, type Svg, text } from './svg.ts';
import { GOLD_SOFT, INK, INK_SOFT, LINE, LINE_STRONG, SURFACE, WAITING } from './theme.ts';
import { dateTicks } from './time-axis.ts';

/** Days to set apart: a peak campaign. */
export interface Band {
	from: LocalDate;
	/** Inclusive. */
	to: LocalDate;
	label: string;
}

export interface PlotFrame {
	width: number;
	height: number;
	from: LocalDate;
	/** Last day, inclusive. */
	to: LocalDate;
	locale: Locale;
	bands: readonly Band[];
}

const TOP = 24;
const BOTTOM = 24;
/** What a date takes, with room to its neighbour. */
const TICK_WIDTH = 62;
/** About the width of a letter of this size; names of campaigns that stick out are cut. */
const LETTER = 6.4;

/** The ground on which a series over days is drawn: scales, grid, dates and campaigns. */
export interface Plot {
	/** Where the beginning of a day stands; that of the day after the last one is the right edge. */
	x: (date: LocalDate) => number;
	/** Where the end of a day stands. */
	xEnd: (date: LocalDate) => number;
	y: Scale;
	/** Campaigns, to be drawn first. */
	ground: Svg;
	/** Lines of the grid, their values and the dates, to be drawn last. */
	axes: Svg;
	top: number;
	bottom: number;
}

export function plotOf(frame: PlotFrame, values: readonly number[]): Plot {
	const { width, height, from, to, bands } = frame;
	const days = Math.max(1, daysBetween(from, to) + 1);
	const x = (date: LocalDate) => (daysBetween(from, date) / days) * width;
	const xEnd = (date: LocalDate) => ((daysBetween(from, date) + 1) / days) * width;
	const y = linear(values, [height - BOTTOM, TOP]);
	const inside = bands.filter((band) => band.from <= to && band.to >= from);
	return {
		x,
		xEnd,
		y,
		ground: el(
			'g',
			{},
			...inside.map((band) =>
				bandOf(band, Math.max(0, x(band.from)), Math.min(width, xEnd(band.to)), { width, height }),
			),
		),
		axes: axesOf(frame, y, x),
		top: TOP,
		bottom: height - BOTTOM,
	};
}

function bandOf(band: Band, left: number, right: number, size: { width: number; height: number }): Svg {
	// The name begins where the campaign does, or ends where it does when it would stick out.
	const [roomAfter, roomBefore] = [size.width - left, right];
	const after = roomAfter >= band.label.length * LETTER || roomAfter >= roomBefore;
	const room = Math.floor((after ? roomAfter : roomBefore) / LETTER);
	const name = band.label.length > room ? `${band.label.slice(0, Math.max(1, room - 1))}…` : band.label;
	return el(
		'g',
		{},
		el('rect', {
			x: left,
			y: 0,
			width: Math.max(1.5, right - left),
			height: size.height - BOTTOM,
			fill: GOLD_SOFT,
		}),
		el(
			'text',
			{ x: after ? left + 4 : right - 4, y: 15, 'text-anchor': after ? undefined : 'end', fill: WAITING },
			text(name),
		),
	);
}

function axesOf({ width, from, to, locale }: PlotFrame, y: Scale, x: Plot['x']): Svg {
	const base = y(0);
	const lines = y.ticks.flatMap((value) => [
		el('line', {
			x1: 0,
			x2: width,
			y1: y(value),
			y2: y(value),
			stroke: value === 0 ? LINE_STRONG : LINE,
			'stroke-width': value === 0 ? 1.5 : 1,
		}),
	]);
	// Values stand on their lines inside the plot, so that on a phone no width is lost to them.
	const labels = y.ticks
		.filter((value) => value !== 0)
		.map((value) =>
			el(
				'text',
				{
					x: 2,
					y: y(value) - 4,
					fill: INK_SOFT,
					stroke: SURFACE,
					'stroke-width': 3,
					'paint-order': 'stroke',
					'stroke-linejoin': 'round',
				},
				text(formatNumber(value, locale)),
			),
		);
	const foot = y(y.low);
	const dates = dateTicks(from, to, Math.max(2, Math.floor(width / TICK_WIDTH))).map((tick) => {
		const at = x(tick.date);
		const anchor = at < 4 ? 'start' : at > width - TICK_WIDTH / 2 ? 'end' : 'middle';
		return el(
			'g',
			{},
			el('line', { x1: at, x2: at, y1: foot, y2: foot + 5, stroke: LINE_STRONG }),
			el(
				'text',
				{ x: anchor === 'end' ? width : at, y: foot + 18, 'text-anchor': anchor, fill: INK },
				text(tick.text),
			),
		);
	});
	const zero = el('line', { x1: 0, x2: width, y1: base, y2: base, stroke: LINE_STRONG, 'stroke-width': 1.5 });
	return el('g', { 'aria-hidden': 'true' }, ...lines, ...labels, zero, ...dates);
}
