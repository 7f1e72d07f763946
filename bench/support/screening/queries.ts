import type { Chance } from './chance.ts';
import { type Document, type Generator, type Line, textOf } from './document.ts';
import { clausesTurned, edit, oneDigitApart, renamed, sentencesOf, shuffled } from './edits.ts';
import type { Encoding } from './encodings.ts';
import { Spinner } from './spin.ts';

/** Start and end, exclusive, in UTF-16 units. */
export type Span = readonly [start: number, end: number];

/** A stretch of a query and what it was taken from. */
export interface TruePassage {
	query: Span;
	source: number;
	match: Span;
}

/** A text that is a copy, of what, and where. */
export interface Query {
	kind: string;
	text: string;
	/** Documents of the corpus that it copies. */
	sources: number[];
	/** For kinds that put stretches into other text; whole copies have none. */
	passages: TruePassage[];
	/** Share of the copied syllables that a spinner replaced. */
	spun?: number;
}

/** What a kind does to a whole document. */
type Whole = (document: Document, chance: Chance) => string | { text: string; spun: number };

/** What a kind does to a stretch before it goes into another document. */
type Change = (stretch: string, chance: Chance) => string | { text: string; spun: number };

interface Stretch {
	/** Syllables. */
	length: number;
	change: Change;
}

/** The text of a document as it is indexed and compared: its lines, of which the title is one. */
export const wholeText = (document: Document): string => textOf(document.lines);

/** Makes copies of documents of the first `size` of a corpus. */
export class QueryMaker {
	readonly #generator: Generator;
	readonly #size: number;
	readonly #spinner: Spinner;
	readonly #whole: Record<string, Whole>;
	readonly #stretches: Record<string, Stretch>;

	constructor(generator: Generator, size: number, encodings: Record<string, Encoding>) {
		this.#generator = generator;
		this.#size = size;
		this.#spinner = new Spinner(generator.sources.synonyms);
		this.#whole = { ...this.#wholeKinds(), ...encodingKinds(encodings) };
		this.#stretches = this.#stretchKinds();
	}

	get kinds(): string[] {
		return [...Object.keys(this.#whole), ...Object.keys(this.#stretches), 'merged from 3'];
	}

	/** Query `number` (from 0) of a kind. */
	query(kind: string, number: number): Query {
		const chance = this.#generator.chance(number, `query ${kind}`);
		const whole = this.#whole[kind];
		if (whole) {
			const source = this.#anySource(chance);
			const made = whole(this.#generator.document(source), chance);
			return { kind, sources: [source], passages: [], ...(typeof made === 'string' ? { text: made } : made) };
		}
		const stretch = this.#stretches[kind];
		if (stretch) return { kind, ...this.#inserted([stretch], chance) };
		const third = { length: 70, change: (text: string) => text };
		return { kind, ...this.#inserted([third, third, third], chance) };
	}

	#wholeKinds(): Record<string, Whole> {
		const { sources, inventor } = this.#generator;
		const kinds: Record<string, Whole> = {
			exact: wholeText,
			'co-author': ({ lines }, chance) =>
				textOf(
					lines.map((line) =>
						line.role === 'people' ? { ...line, text: renamed(line.text, chance, inventor) } : line,
					),
				),
			'names and numbers changed': (document, chance) => renamed(wholeText(document), chance, inventor),
			'one digit apart': (document, chance) => oneDigitApart(wholeText(document), chance),
			'sentences shuffled': (document, chance) => shuffled(wholeText(document), chance),
			'spinner, half': (document, chance) => this.#spin(wholeText(document), 0.5, chance),
			'spinner, all': (document, chance) => this.#spin(wholeText(document), 1, chance),
			'heavy: spinner, shuffle, 20 % edits': (document, chance) => {
				const { text, spun } = this.#spin(wholeText(document), 1, chance);
				return { text: edit(shuffled(text, chance), 0.2, chance, sources.open), spun };
			},
			'very heavy: and clauses turned, dropped': (document, chance) => {
				const { text, spun } = this.#spin(wholeText(document), 1, chance);
				const turned = clausesTurned(shuffled(text, chance), chance, 0.15);
				return { text: edit(turned, 0.2, chance, sources.open), spun };
			},
		};
		for (const percent of [10, 20, 30, 40]) {
			kinds[`${percent} % edits`] = (document, chance) =>
				edit(wholeText(document), percent / 100, chance, sources.open);
		}
		return kinds;
	}

	#stretchKinds(): Record<string, Stretch> {
		const { sources } = this.#generator;
		const kinds: Record<string, Stretch> = {};
		for (const length of [58, 80, 116]) {
			for (const percent of [0, 10, 30]) {
				const change: Change = (text, chance) =>
					percent === 0 ? text : edit(text, percent / 100, chance, sources.withheld);
				kinds[`passage of ${length}, ${percent} % edits`] = { length, change };
			}
		}
		kinds['passage of 116, spinner half'] = {
			length: 116,
			change: (text, chance) => this.#spin(text, 0.5, chance),
		};
		kinds['passage of 116, spinner all'] = {
			length: 116,
			change: (text, chance) => this.#spin(text, 1, chance),
		};
		return kinds;
	}

	#spin(text: string, probability: number, chance: Chance): { text: string; spun: number } {
		const { text: made, replaced } = this.#spinner.spin(text, probability, chance);
		return { text: made, spun: replaced };
	}

	/** A document that is alone in the corpus, so that the truth is just it. */
	#anySource(chance: Chance): number {
		for (;;) {
			const id = chance.below(this.#size);
			if (this.#generator.standsAlone(id, this.#size)) return id;
		}
	}

	/** Stretches of so many other documents, each put between two sentences of a document of withheld text. */
	#inserted(stretches: readonly Stretch[], chance: Chance): Omit<Query, 'kind'> {
		const generator = this.#generator;
		const lines = generator.compose(generator.sources.withheld, chance).lines;
		const taken = new Map<Line, { source: number; match: Span }>();
		let spun: number | undefined;
		for (const { length, change } of stretches) {
			const { text, source, match } = this.#cut(length, chance);
			const made = change(text, chance);
			if (typeof made !== 'string') spun = made.spun;
			const stretch: Line = { role: 'body', text: typeof made === 'string' ? made : made.text };
			taken.set(stretch, { source, match });
			const hosts = lines.filter((line) => line.role === 'body' && !taken.has(line));
			split(lines, chance.pick(hosts), stretch, chance);
		}
		const starts = lineStarts(lines);
		const passages = lines.flatMap((line, index): TruePassage[] => {
			const from = taken.get(line);
			return from ? [{ query: [starts[index]!, starts[index]! + line.text.length], ...from }] : [];
		});
		const sources = passages.map(({ source }) => source);
		return { text: textOf(lines), sources, passages, spun };
	}

	/** So many syllables in a row out of the body of some document. */
	#cut(length: number, chance: Chance): { source: number; match: Span; text: string } {
		for (;;) {
			const source = this.#anySource(chance);
			const { lines } = this.#generator.document(source);
			const starts = lineStarts(lines);
			for (const [index, line] of lines.entries()) {
				if (line.role !== 'body') continue;
				const found = [...line.text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)];
				if (found.length < length) continue;
				const first = chance.below(found.length - length + 1);
				const last = found[first + length - 1]!;
				const span: Span = [found[first]!.index, last.index + last[0].length];
				const start = starts[index]!;
				return {
					source,
					match: [start + span[0], start + span[1]],
					text: line.text.slice(...span),
				};
			}
		}
	}
}

function encodingKinds(encodings: Record<string, Encoding>): Record<string, Whole> {
	return Object.fromEntries(
		Object.entries(encodings).map(([name, encode]) => [
			name,
			(document: Document, chance: Chance) => encode(wholeText(document), chance),
		]),
	);
}

/** Puts a line between two sentences of another. */
function split(lines: Line[], host: Line, line: Line, chance: Chance): void {
	const sentences = sentencesOf(host.text);
	const keep = chance.below(sentences.length + 1);
	const parts = [sentences.slice(0, keep), sentences.slice(keep)].map((part) => part.join(' '));
	const [before = '', after = ''] = parts;
	const body = (text: string): Line[] => (text === '' ? [] : [{ role: 'body', text }]);
	lines.splice(lines.indexOf(host), 1, ...body(before), line, ...body(after));
}

/** Where each line starts in the text of all. */
function lineStarts(lines: readonly Line[]): number[] {
	let at = 0;
	return lines.map(({ text }) => {
		const start = at;
		at += text.length + 1;
		return start;
	});
}
