import { Chance, zipf } from './chance.ts';
import { edit, renamed } from './edits.ts';
import { FORMS, STOCK, TITLE_ENDS, TITLE_STARTS } from './form.ts';
import { Inventor } from './invented.ts';
import type { Prose, Sources } from './prose.ts';
import { anyTopic, GAIT, type Gait, walk } from './walk.ts';

/** What a line of a document is. */
export type Role = 'head' | 'title' | 'people' | 'stock' | 'body';

export interface Line {
	role: Role;
	text: string;
}

/** An initiative in its form. Its text is its lines. */
export interface Document {
	title: string;
	lines: Line[];
}

export const textOf = (lines: readonly Line[]): string => lines.map(({ text }) => text).join('\n');

/** How much of what a document has. */
export interface Shape {
	/** Median number of syllables of the body. */
	body: number;
	/** Spread of their logarithm. */
	spread: number;
	/** Least and most stock sentences. */
	stock: readonly [number, number];
}

export const SHAPE: Shape = { body: 155, spread: 0.55, stock: [1, 5] };

/** This share of documents are near-copies of one of the fifty before it. */
const SERIAL = 0.02;
const SERIES_REACH = 50;

const stockRank = zipf(STOCK.length, 0.7);
const TITLE_GAIT: Gait = { jump: 0.45, home: 0, leave: 1, leap: 0.05, invent: 0.05 };

/** Makes the documents of a corpus, each for itself: the same seed and id give the same text in any order. */
export class Generator {
	readonly sources: Sources;
	readonly inventor: Inventor;
	readonly seed: number;

	constructor(sources: Sources, seed: number) {
		this.sources = sources;
		this.inventor = new Inventor(sources.names);
		this.seed = seed;
	}

	/** Document `id` (from 0) of the corpus. */
	document(id: number): Document {
		const root = this.rootOf(id);
		const chance = this.chance(root, 'document');
		const document = this.compose(this.sources.open, chance);
		return root === id ? document : this.#nearCopy(document, this.chance(id, 'document'));
	}

	/** The first document of the series to which a document belongs; itself, if it is no near-copy. */
	rootOf(id: number): number {
		const chance = this.chance(id, 'series');
		if (id === 0 || !chance.chance(SERIAL)) return id;
		return this.rootOf(id - chance.int(1, Math.min(id, SERIES_REACH)));
	}

	/** Whether no other document of the first `size` is a near-copy of it, nor it of another. */
	standsAlone(id: number, size: number): boolean {
		if (this.rootOf(id) !== id) return false;
		// A copy of a copy may stand farther off, but then the copy between them is within reach.
		for (let later = id + 1; later <= Math.min(id + SERIES_REACH, size - 1); later++)
			if (this.rootOf(later) === id) return false;
		return true;
	}

	/** Chance of its own for each purpose, so that what one draws does not change what another makes. */
	chance(id: number, purpose: string): Chance {
		return new Chance(this.seed, id, purpose);
	}

	/** A new document whose body walks through the prose, beginning at syllable `from` of it or anywhere. */
	compose(
		prose: Prose,
		chance: Chance,
		shape: Shape = SHAPE,
		gait: Gait = GAIT,
		from: number = anyTopic(prose, chance),
	): Document {
		const { inventor } = this;
		const form = chance.pick(FORMS);
		const title = this.title(prose, chance, from);
		const size = Math.round(shape.body * Math.exp(shape.spread * chance.normal()));
		const body = Math.min(4_000, Math.max(24, size));
		const stock = this.#stock(chance, chance.int(...shape.stock));
		const lines: Line[] = [];
		const add = (role: Role, text: string) => lines.push({ role, text });
		for (const line of form.head) add('head', inventor.fill(line, chance));
		add('title', title);
		for (const line of form.people) add('people', inventor.fill(line, chance));
		for (const [index, share] of [0.28, 0.5, 0.22, 0].entries()) {
			add('head', inventor.fill(form.headings[index]!, chance));
			const mine = stock.splice(0, Math.ceil(stock.length / (4 - index)));
			if (mine[0]) add('stock', mine[0]);
			const count = Math.round(body * share);
			const start = index === 0 ? from : undefined;
			if (count > 0) add('body', walk(prose, inventor, chance, count, gait, start));
			for (const sentence of mine.slice(1)) add('stock', sentence);
		}
		for (const line of form.tail) add('head', inventor.fill(line, chance));
		return { title, lines };
	}

	/** A title as initiatives have: what is done, to what, where. */
	title(prose: Prose, chance: Chance, from: number): string {
		const thing = walk(this.sources.titles, this.inventor, chance, chance.int(3, 7), TITLE_GAIT).slice(0, -1);
		const topic = chance.chance(0.7)
			? ` ${walk(prose, this.inventor, chance, chance.int(2, 4), TITLE_GAIT, from).slice(0, -1)}`
			: '';
		const end = this.inventor.fill(chance.pick(TITLE_ENDS), chance);
		return `${chance.pick(TITLE_STARTS)} ${thing.replaceAll('.', '').toLowerCase()}${topic.replaceAll('.', '')} ${end}`.trim();
	}

	#stock(chance: Chance, count: number): string[] {
		const ranks = new Set<number>();
		while (ranks.size < count) ranks.add(stockRank(chance));
		return [...ranks].map((rank) => this.inventor.fill(STOCK[rank]!, chance));
	}

	/** Other people, other numbers, a few words of the body changed. */
	#nearCopy({ title, lines }: Document, chance: Chance): Document {
		const { inventor, sources } = this;
		const share = 0.02 + 0.08 * chance.next();
		return {
			title,
			lines: lines.map(({ role, text }) => {
				if (role === 'people') return { role, text: renamed(text, chance, inventor) };
				if (role !== 'body') return { role, text };
				const numbered = chance.chance(0.5) ? renamed(text, chance, inventor) : text;
				return { role, text: edit(numbered, share, chance, sources.open) };
			}),
		};
	}
}
