import { el, type Frame, picture, type Svg, spot, text } from './svg.ts';
import { GOLD, INDIGO, INK, INK_SOFT, LINE_STRONG, SUNKEN } from './theme.ts';

export interface BarRow {
	label: string;
	/** One bar for each name of `names`, in its order. */
	bars: readonly { value: number; text: string }[];
	tip: string;
}

const COLOURS = [INDIGO, GOLD] as const;
const BAR = 14;
const LABEL = 20;
const GAP = 12;
const LEGEND = 26;
/** Room right of the longest bar for its value. */
const VALUE = 74;

const rowHeightOf = (names: number) => LABEL + names * (BAR + 3) + GAP;

/** How high so many rows of so many bars are drawn. */
export const barsHeight = (names: number, rows: number): number =>
	(names > 1 ? LEGEND : 0) + Math.max(1, rows) * rowHeightOf(names);

/**
 * Rows of one or two bars lying down, each with its name above and its value behind: for parts of which some are very
 * small, and names that are long.
 */
export function bars(frame: Omit<Frame, 'height'>, names: readonly string[], rows: readonly BarRow[]): Svg {
	const { width } = frame;
	const head = names.length > 1 ? LEGEND : 0;
	const rowHeight = rowHeightOf(names.length);
	// The longest bar fills the room there is: the end of a rounded scale would waste it.
	const longest = Math.max(...rows.flatMap((row) => row.bars.map(({ value }) => value)), 1);
	const length = (value: number) => (value / longest) * (width - VALUE);
	const drawn = rows.map((row, index) => {
		const top = head + index * rowHeight;
		const lines = row.bars.map((bar, place) => {
			const y = top + LABEL + place * (BAR + 3);
			const long = bar.value > 0 ? Math.max(2, length(bar.value)) : 0;
			return el(
				'g',
				{},
				el('rect', { x: 0, y, width: width - VALUE, height: BAR, rx: 2, fill: SUNKEN }),
				el('rect', {
					x: 0,
					y,
					width: long,
					height: BAR,
					rx: 2,
					fill: COLOURS[place % COLOURS.length]!,
					stroke: place === 1 ? LINE_STRONG : undefined,
					'stroke-width': place === 1 ? 0.5 : undefined,
				}),
				el('text', { x: width, y: y + 11.5, 'text-anchor': 'end', fill: INK }, text(bar.text)),
			);
		});
		const area = el('rect', {
			x: 0,
			y: top,
			width,
			height: rowHeight - GAP,
			fill: INDIGO,
			'fill-opacity': '0',
		});
		return el(
			'g',
			{},
			el('text', { x: 0, y: top + 14, fill: INK }, text(row.label)),
			...lines,
			spot(row.tip, area),
		);
	});
	return picture(
		{ ...frame, height: barsHeight(names.length, rows.length) },
		...(names.length > 1 ? [legend(names)] : []),
		...drawn,
	);
}

function legend(names: readonly string[]): Svg {
	let x = 0;
	return el(
		'g',
		{},
		...names.map((name, index) => {
			const at = x;
			x += 26 + name.length * 7;
			return el(
				'g',
				{},
				el('rect', { x: at, y: 4, width: 12, height: 12, rx: 2, fill: COLOURS[index % COLOURS.length]! }),
				el('text', { x: at + 17, y: 14.5, fill: INK_SOFT }, text(name)),
			);
		}),
	);
}
