import { BANDS } from '#features/similarity/schema.ts';
import { formatNumber } from '#platform/i18n/translate.ts';
import type { ReadyText, Span, Told, ToldMatch } from './match.ts';

const PASSAGES = 3;
const EXCERPT = 90;

/** What was found for one text, to be read in a terminal; nothing where nothing was found. */
export function sentences({ query, matches }: Told): string {
	if (matches.length === 0) return '';
	return [`${idOf(query)}`, ...matches.flatMap((match) => linesOf(query, match)), '', ''].join('\n');
}

function linesOf(query: ReadyText, match: ToldMatch): string[] {
	const { other, band, score, containment, bits, passages } = match;
	const share = Math.round(containment * 100);
	return [
		`  ${band} of ${idOf(other)}: score ${score.toFixed(2)}, ${share} % contained, ${number(bits)} bits`,
		...passages
			.slice(0, PASSAGES)
			.map(
				({ query: mine, match: its, bits: evidence }) =>
					`    ${spanText(mine)} as ${spanText(its)}, ${number(evidence)} bits: «${excerpt(query, mine)}»`,
			),
		...(passages.length > PASSAGES ? [`    … and ${passages.length - PASSAGES} more`] : []),
	];
}

const spanText = ([start, end]: Span): string => `${start}–${end}`;
const number = (value: number): string => formatNumber(value, 'en', 0);

function excerpt({ given }: ReadyText, [start, end]: Span): string {
	const text = harmless(given.text.slice(start, end));
	return text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT / 2)} … ${text.slice(-EXCERPT / 2)}`;
}

const idOf = ({ given }: ReadyText): string => harmless(String(given.id));

/** Without anything that a terminal would obey, on one line. */
const harmless = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Z}]+/gu, ' ').trim();

/** The last line: how many texts have which band for their best match. */
export function summary(screened: number, among: number, best: readonly number[]): string {
	const counts = BANDS.map((band, at) => `${number(best[at] ?? 0)} ${band}`).join(', ');
	return `${number(screened)} texts screened among ${number(among)}: ${counts}.\n`;
}
