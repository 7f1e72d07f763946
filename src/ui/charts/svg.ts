/*
 * Charts are drawn on the server by pure functions: figures in, one SVG as text out. The same text stands in a page,
 * is a picture of its own, and goes into a report. So colours stand in attributes, not in style sheets, and every text
 * passes through `text` below: nothing that somebody wrote becomes markup.
 */

/** Markup made here, and not just any text. */
export type Svg = string & { readonly svg: true };

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; attributes without a value are left out, numbers are written to a tenth. */
export function el(name: string, attributes: Attributes = {}, ...children: readonly Svg[]): Svg {
	const written = Object.entries(attributes)
		.filter((entry): entry is [string, string | number] => entry[1] !== undefined)
		.map(([key, value]) => ` ${key}="${typeof value === 'number' ? tenths(value) : escaped(value)}"`)
		.join('');
	const content = children.join('');
	return (content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`) as Svg;
}

/** What somebody may have written, as text and nothing else. */
export const text = (content: string): Svg => escaped(content) as Svg;

/** Finer than any screen shows; and «-0» is nothing. */
export const tenths = (value: number): number => Math.round(value * 10) / 10 || 0;

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Characters that no XML document may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu;

const escaped = (content: string) =>
	content.replace(FORBIDDEN, '').replace(/[&<>"']/g, (sign) => SIGNS[sign]!);

export interface Frame {
	/** In CSS pixels: a chart is drawn for the width it is shown at, so that its letters keep their size. */
	width: number;
	height: number;
	/** What the chart shows, in a sentence: its name for those who do not see it. */
	label: string;
}

/** The picture as a whole; it scales with its place. */
export function picture({ width, height, label }: Frame, ...children: readonly Svg[]): Svg {
	return el(
		'svg',
		{
			xmlns: 'http://www.w3.org/2000/svg',
			viewBox: `0 0 ${width} ${height}`,
			width,
			height,
			role: 'img',
			'aria-label': label,
			'font-family': "'Be Vietnam Pro', Arial, 'Liberation Sans', sans-serif",
			'font-size': 12,
		},
		...children,
	);
}

/**
 * Something that can be pointed at: the script of the page shows `tip` for it, a browser without it the title.
 * @param href where it leads
 */
export function spot(tip: string, shape: Svg, href?: string): Svg {
	const titled = `${shape.replace(/\/>$/, '>')}${el('title', {}, text(tip))}</${/^<(\w+)/.exec(shape)![1]}>`;
	const marked = titled.replace(/^<\w+/, (opening) => `${opening} data-tip="${escaped(tip)}"`) as Svg;
	return href ? el('a', { href, 'aria-label': tip }, marked) : marked;
}
