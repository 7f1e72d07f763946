import { FEATURES } from '#features/similarity/rules/bands.ts';
import type { Effort, Match, MemoryIndex } from '#features/similarity/rules/memory-index.ts';
import { normalise } from '#features/similarity/rules/normalise.ts';
import type { Comparison } from '#features/similarity/schema.ts';
import { type Generator, textOf } from './document.ts';
import type { Negative } from './negatives.ts';
import type { Detection } from './plagdet.ts';
import type { Query, Span } from './queries.ts';

/** What a comparison came to, without its passages. */
export type Outcome = Omit<Comparison, 'passages'>;

/** How a query fared with one of the documents it copies. */
export interface SourceFound {
	/** Among the candidates, best first by score, from 1; 0 if it is not among them. */
	rank: number;
	outcome: Outcome;
}

export interface QueryTrial {
	kind: string;
	number: number;
	sources: SourceFound[];
	spun?: number;
	/** What was copied, and what is shown as copied: passages with evidence, of pairs in a band. */
	truths: Detection[];
	detections: Detection[];
}

export interface NegativeTrial {
	kind: string;
	number: number;
	/** Documents that are nearest in some respect, among them all that are in a band. */
	nearest: (Outcome & { doc: number })[];
	/** What is shown of the nearest, for reading by eye. */
	shown: { doc: number; bits: number; query: string; match: string }[];
}

const NEAREST = 6;
const SHOWN = 12;

/** Screens one copy. */
export function tryQuery(
	index: MemoryIndex,
	generator: Generator,
	query: Query,
	number: number,
	effort?: Effort,
): QueryTrial {
	const syllables = normalise(query.text);
	const matches = index.screen(syllables.hashes, effort);
	const side = index.aligner.side(syllables.hashes);
	const sources = query.sources.map((source): SourceFound => {
		const rank = matches.findIndex(({ doc }) => doc === source) + 1;
		const match = matches[rank - 1];
		const { passages: _passages, ...outcome } =
			match?.comparison ?? index.aligner.compare(side, index.aligner.side(index.texts.at(source)));
		return { rank, outcome };
	});
	const marked = query.passages.length > 0;
	return {
		kind: query.kind,
		number,
		sources,
		spun: query.spun,
		truths: query.passages.map(({ query: span, source, match }) => ({ query: number, span, source, match })),
		detections: marked ? detected(matches, generator, syllables, number) : [],
	};
}

/** Passages with evidence of all pairs that somebody would be shown, in characters. */
function detected(
	matches: readonly Match[],
	generator: Generator,
	query: ReturnType<typeof normalise>,
	number: number,
): Detection[] {
	return matches
		.filter(({ comparison }) => comparison.band !== 'clear')
		.flatMap(({ doc, comparison }) => {
			const source = normalise(textOf(generator.document(doc).lines));
			return comparison.passages
				.filter(({ bits }) => bits > 0)
				.map(({ aStart, aEnd, bStart, bEnd }) => ({
					query: number,
					span: spanOf(query, aStart, aEnd),
					source: doc,
					match: spanOf(source, bStart, bEnd),
				}));
		});
}

const spanOf = ({ starts, ends }: ReturnType<typeof normalise>, from: number, to: number): Span => [
	starts[from]!,
	ends[to - 1]!,
];

/** Screens a text that copies nothing. */
export function tryNegative(
	index: MemoryIndex,
	generator: Generator,
	negative: Negative,
	number: number,
): NegativeTrial {
	const { kind, text } = negative;
	const syllables = normalise(text);
	const matches = index.screen(syllables.hashes);
	const nearest = nearestOf(matches);
	const flagged = matches.filter(({ comparison }) => comparison.band !== 'clear');
	return {
		kind,
		number,
		nearest: nearest.map(({ doc, comparison: { passages: _passages, ...outcome } }) => ({ doc, ...outcome })),
		shown: flagged.slice(0, 1).flatMap(({ doc, comparison }) => {
			const source = textOf(generator.document(doc).lines);
			const its = normalise(source);
			return comparison.passages.slice(0, SHOWN).map(({ aStart, aEnd, bStart, bEnd, bits }) => ({
				doc,
				bits,
				query: text.slice(...spanOf(syllables, aStart, aEnd)),
				match: source.slice(...spanOf(its, bStart, bEnd)),
			}));
		}),
	};
}

/** By what the library goes by, and by what another model might: thresholds are moved and models learnt on these. */
function nearestOf(matches: readonly Match[]): Match[] {
	const best = (value: (comparison: Comparison) => number) =>
		matches.toSorted((a, b) => value(b.comparison) - value(a.comparison)).slice(0, NEAREST);
	return [
		...new Set([
			...matches.filter(({ comparison }, at) => at < NEAREST || comparison.band !== 'clear'),
			...best(({ bits }) => bits),
			...best(({ containment }) => containment),
			...best(({ features }) => features[FEATURES.indexOf('shared_bits')]!),
		]),
	];
}
