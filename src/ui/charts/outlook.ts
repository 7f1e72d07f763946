import type { LocalDate } from '#platform/clock/clock.ts';
import { type Plot, type PlotFrame, plotOf } from './plot.ts';
import { planLine } from './series.ts';
import { el, picture, type Svg, tenths } from './svg.ts';
import { INDIGO, INDIGO_LIGHT, SURFACE } from './theme.ts';

interface OutlookFrame extends PlotFrame {
	label: string;
}

/** A running total at the end of a day. */
export interface Reached {
	on: LocalDate;
	value: number;
}

/** Where it may stand at the end of a day to come. */
export interface Fan {
	on: LocalDate;
	low: number;
	middle: number;
	high: number;
}

/** A running total so far, the line of the plan, and the fan of where it may lead. */
export function outlook(
	frame: OutlookFrame,
	reached: readonly Reached[],
	plan: readonly Reached[],
	fan: readonly Fan[],
): Svg {
	const plot = plotOf(frame, [
		...reached.map(standing),
		...plan.map(standing),
		...fan.map(({ high }) => high),
	]);
	const last = reached.at(-1);
	return picture(
		frame,
		plot.ground,
		...(last && fan.length > 0 ? fanOf(plot, last, fan) : []),
		plot.axes,
		...(plan.length > 1 ? [planLine(plan.map(({ on, value }) => [plot.xEnd(on), plot.y(value)]))] : []),
		...(last
			? [
					el('path', {
						d: `M${tenths(plot.x(frame.from))} ${tenths(plot.y(0))}L${points(plot, reached)}`,
						fill: 'none',
						stroke: INDIGO,
						'stroke-width': 2.5,
						'stroke-linejoin': 'round',
					}),
					el('circle', {
						cx: plot.xEnd(last.on),
						cy: plot.y(last.value),
						r: 4,
						fill: INDIGO,
						stroke: SURFACE,
						'stroke-width': 1.5,
					}),
				]
			: []),
	);
}

const standing = ({ value }: Reached) => value;

const points = (plot: Plot, list: readonly Reached[]) =>
	list.map(({ on, value }) => `${tenths(plot.xEnd(on))} ${tenths(plot.y(value))}`).join('L');

/** The fan begins where the total stands now; dotted, the middle of it. */
function fanOf(plot: Plot, last: Reached, fan: readonly Fan[]): Svg[] {
	const side = (end: 'low' | 'middle' | 'high') => fan.map((each) => ({ on: each.on, value: each[end] }));
	const outline = [last, ...side('high'), ...side('low').reverse()];
	return [
		el('path', { d: `M${points(plot, outline)}z`, fill: INDIGO_LIGHT, 'fill-opacity': '0.35' }),
		el('path', {
			d: `M${points(plot, [last, ...side('middle')])}`,
			fill: 'none',
			stroke: INDIGO,
			'stroke-width': 1.5,
			'stroke-dasharray': '2 4',
		}),
	];
}
