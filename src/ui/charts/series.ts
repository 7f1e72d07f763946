import type { LocalDate } from '#platform/clock/clock.ts';
import { type PlotFrame, plotOf } from './plot.ts';
import { el, picture, type Svg, spot, tenths } from './svg.ts';
import { GOLD, INDIGO, INDIGO_LIGHT, INK, LACQUER, SURFACE } from './theme.ts';

/** One step of a series: a day, a week, a month. */
export interface Step {
	from: LocalDate;
	/** Last day, inclusive. */
	to: LocalDate;
	value: number;
	/** What is said of it: «Tuần 16/5 – 22/5/2022: 136.000 lượt nộp». */
	tip: string;
}

interface SeriesFrame extends PlotFrame {
	label: string;
}

/** What came in each step, as columns; on days on which more was taken back than came in, below nothing. */
export function columns(frame: SeriesFrame, steps: readonly Step[]): Svg {
	const plot = plotOf(
		frame,
		steps.map(({ value }) => value),
	);
	const drawn = steps.map((step) => {
		const [left, right] = [plot.x(step.from), plot.xEnd(step.to)];
		const gap = Math.min(2, (right - left) * 0.2);
		const [zero, at] = [plot.y(0), plot.y(step.value)];
		const bar = el('rect', {
			x: left + gap / 2,
			y: Math.min(zero, at),
			width: Math.max(0.5, right - left - gap),
			height: step.value === 0 ? 0 : Math.max(1, Math.abs(zero - at)),
			fill: step.value < 0 ? LACQUER : INDIGO,
		});
		return el('g', {}, bar, hit(step.tip, left, right, plot));
	});
	return picture(frame, plot.ground, plot.axes, ...drawn);
}

/** A running total, with the line of the plan where there is one. */
export function cumulative(
	frame: SeriesFrame,
	steps: readonly Step[],
	plan: readonly { on: LocalDate; value: number }[] = [],
): Svg {
	const plot = plotOf(
		frame,
		[...steps, ...plan].map(({ value }) => value),
	);
	const points = steps.map(({ to, value }) => `${tenths(plot.xEnd(to))} ${tenths(plot.y(value))}`);
	const start = steps[0] && `${tenths(plot.x(steps[0].from))} ${tenths(plot.y(0))}`;
	const line = start ? `M${start}L${points.join(' ')}` : '';
	const zero = tenths(plot.y(0));
	const last = steps.at(-1);
	return picture(
		frame,
		plot.ground,
		...(last
			? [
					el('path', {
						d: `${line}L${tenths(plot.xEnd(last.to))} ${zero}z`,
						fill: INDIGO_LIGHT,
						'fill-opacity': '0.35',
					}),
				]
			: []),
		plot.axes,
		...(plan.length > 1 ? [planLine(plan.map(({ on, value }) => [plot.xEnd(on), plot.y(value)]))] : []),
		...(last
			? [
					el('path', {
						d: line,
						fill: 'none',
						stroke: INDIGO,
						'stroke-width': 2.5,
						'stroke-linejoin': 'round',
					}),
					el('circle', {
						cx: plot.xEnd(last.to),
						cy: plot.y(last.value),
						r: 4,
						fill: INDIGO,
						stroke: SURFACE,
						'stroke-width': 1.5,
					}),
				]
			: []),
		...steps.map((step) => hit(step.tip, plot.x(step.from), plot.xEnd(step.to), plot)),
	);
}

/** Dashed, in ink on gold: it is told from the result by more than its colour. */
export function planLine(points: readonly [number, number][]): Svg {
	const d = `M${points.map(([x, y]) => `${tenths(x)} ${tenths(y)}`).join('L')}`;
	return el(
		'g',
		{ fill: 'none', 'stroke-dasharray': '7 5', 'stroke-width': 2 },
		el('path', { d, stroke: GOLD, 'stroke-width': 4, 'stroke-opacity': '0.55' }),
		el('path', { d, stroke: INK, 'stroke-width': 1.5 }),
	);
}

/** The whole height over a step can be pointed at. */
const hit = (tip: string, left: number, right: number, { top, bottom }: { top: number; bottom: number }) =>
	spot(
		tip,
		el('rect', {
			x: left,
			y: top,
			width: Math.max(0.5, right - left),
			height: bottom - top,
			fill: INDIGO,
			'fill-opacity': '0',
		}),
	);
