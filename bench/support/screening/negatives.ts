import { type Document, type Generator, SHAPE, textOf } from './document.ts';
import type { Prose } from './prose.ts';
import { anyTopic, GAIT } from './walk.ts';

export const NEGATIVES = ['fresh', 'same topic', 'mostly boilerplate', 'untouched real text'] as const;
export type NegativeKind = (typeof NEGATIVES)[number];

/** A text that copies nothing. */
export interface Negative {
	kind: NegativeKind;
	text: string;
}

/** Windows of a real text as long as a body. */
const WINDOW = 300;

/** Makes texts that nobody copied, some of which look as if. */
export class NegativeMaker {
	readonly #generator: Generator;
	readonly #untouched: string[];

	constructor(generator: Generator) {
		this.#generator = generator;
		this.#untouched = windows(generator.sources.withheld);
	}

	/** How many there are of real texts; of the other kinds there is no end. */
	get untouched(): number {
		return this.#untouched.length;
	}

	negative(kind: NegativeKind, number: number): Negative {
		return { kind, text: this.#text(kind, number) };
	}

	#text(kind: NegativeKind, number: number): string {
		const { sources } = this.#generator;
		const chance = this.#generator.chance(number, `negative ${kind}`);
		switch (kind) {
			case 'fresh':
				return lines(this.#generator.compose(sources.withheld, chance));
			case 'same topic': {
				// Out of one article, of which many documents have pieces too; other sentences in another order.
				const from = anyTopic(sources.open, chance);
				const gait = { ...GAIT, home: 0.9 };
				return lines(this.#generator.compose(sources.open, chance, SHAPE, gait, from));
			}
			case 'mostly boilerplate':
				return lines(
					this.#generator.compose(sources.withheld, chance, { body: 30, spread: 0.4, stock: [8, 16] }),
				);
			case 'untouched real text':
				return this.#untouched[number % this.#untouched.length]!;
		}
	}
}

const lines = (document: Document): string => textOf(document.lines);

/** The articles as they are, in pieces. */
function windows({ text, starts, ends, articles }: Prose): string[] {
	const found: string[] = [];
	for (let article = 0; article + 1 < articles.length; article++) {
		const end = articles[article + 1]!;
		for (let from = articles[article]!; from + 40 < end; from += WINDOW) {
			found.push(text.slice(starts[from], ends[Math.min(from + WINDOW, end) - 1]));
		}
	}
	return found;
}
