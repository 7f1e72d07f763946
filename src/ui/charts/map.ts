import { formatNumber, type Locale } from '#platform/i18n/translate.ts';
import { classOf } from './scale.ts';
import { el, type Frame, picture, type Svg, spot, text } from './svg.ts';
import { CLASSES, INK, INK_SOFT, LINE_STRONG, SUNKEN } from './theme.ts';

/** Outlines of areas in one drawing, some of them in frames of their own beside it. */
export interface Outlines {
	size: { width: number; height: number };
	insets: readonly { name: string; x: number; y: number; width: number; height: number }[];
	provinces: readonly { code: string; name: string; d: string; at: readonly number[] }[];
}

export interface Area {
	/** Null where nothing is known of it. */
	value: number | null;
	tip: string;
	href?: string;
}

interface MapFrame extends Omit<Frame, 'height'> {
	locale: Locale;
	/** What is shown, over the legend; several lines. */
	title: readonly string[];
	/** Where classes begin, ascending (`classesOf`). */
	starts: readonly number[];
	/** A value as the legend writes it; a whole number unless said. */
	write?: (value: number) => string;
	/** Names of the frames beside the map, in lines. */
	insets: Readonly<Record<string, readonly string[]>>;
	unknown: string;
}

/** How high a map is drawn at a width. */
export const mapHeight = (size: Outlines['size'], width: number): number =>
	Math.ceil((size.height * width) / size.width) + 4;

/** Areas coloured by class. An area that no value is given for is drawn as unknown, never left out. */
export function choropleth(frame: MapFrame, outlines: Outlines, areas: ReadonlyMap<string, Area>): Svg {
	const { width, starts } = frame;
	const scale = width / outlines.size.width;
	const colours = coloursOf(starts.length);
	const provinces = outlines.provinces.map(({ code, name, d }) => {
		const area = areas.get(code);
		const value = area?.value ?? null;
		const shape = el('path', {
			d,
			fill: value === null ? SUNKEN : colours[classOf(value, starts)]!,
			// A line that is seen on the lightest class too: small islands are little more than their outline.
			stroke: LINE_STRONG,
			'stroke-width': 0.5,
			'stroke-linejoin': 'round',
		});
		return spot(area?.tip ?? `${name}: ${frame.unknown}`, shape, area?.href);
	});
	const insets = outlines.insets.map((inset) =>
		el('rect', {
			x: inset.x,
			y: inset.y,
			width: inset.width,
			height: inset.height,
			rx: 3,
			fill: 'none',
			stroke: LINE_STRONG,
			'stroke-width': 0.8,
			'stroke-dasharray': '3 2',
		}),
	);
	const height = mapHeight(outlines.size, width);
	return picture(
		{ ...frame, height },
		el('g', { transform: `scale(${Math.round(scale * 1000) / 1000})` }, ...insets, ...provinces),
		...outlines.insets.map((inset) => insetName(frame.insets[inset.name] ?? [], inset, scale)),
		legend(frame, colours, height * 0.47),
	);
}

/** The darkest class is always the highest. */
const coloursOf = (count: number): readonly string[] => CLASSES.slice(CLASSES.length - Math.max(1, count));

function insetName(
	lines: readonly string[],
	{ x, y, width }: Outlines['insets'][number],
	scale: number,
): Svg {
	return el(
		'g',
		{ 'font-size': 11, fill: INK_SOFT, 'text-anchor': 'end' },
		...lines.map((line, index) =>
			el('text', { x: (x + width) * scale, y: y * scale - 5 - (lines.length - 1 - index) * 14 }, text(line)),
		),
	);
}

function legend(frame: MapFrame, colours: readonly string[], top: number): Svg {
	const { starts, title, locale, write = (value) => formatNumber(value, locale) } = frame;
	const words = starts.map((start, index) => {
		const next = starts[index + 1];
		if (next === undefined) return `≥ ${write(start)}`;
		return index === 0 ? `< ${write(next)}` : `${write(start)} – < ${write(next)}`;
	});
	const entries = [
		...words.map((entry, index) => ({ entry, fill: colours[index]! })).reverse(),
		{ entry: frame.unknown, fill: SUNKEN },
	];
	const first = top + title.length * 16;
	return el(
		'g',
		{ fill: INK },
		...title.map((line, index) => el('text', { x: 0, y: top + index * 16, 'font-weight': 600 }, text(line))),
		...entries.map(({ entry, fill }, index) =>
			el(
				'g',
				{},
				el('rect', {
					x: 0,
					y: first + index * 20 - 6,
					width: 20,
					height: 14,
					rx: 2,
					fill,
					stroke: LINE_STRONG,
					'stroke-width': 0.5,
				}),
				el('text', { x: 26, y: first + index * 20 + 5 }, text(entry)),
			),
		),
	);
}
