import type { Syllables } from '#features/similarity/schema.ts';

/** A stretch of text in which nothing changes: what it is part of, and how it compares. */
export interface Run {
	text: string;
	/** Number of the shared passage it belongs to, 1 first; 0 for none. */
	passage: number;
	/** Stands in this text only, within a shared passage. */
	differs: boolean;
	/** Of a form or a stock sentence: no evidence. */
	stock: boolean;
	/** Instead of its text: how many words are kept from the reader. */
	omitted?: number;
}

/** For each syllable of a text, what a `Run` says of it. */
export interface Marks {
	passage: Uint16Array;
	differs: Uint8Array;
	stock: Uint8Array;
}

/**
 * Cuts a stretch of a text into runs. What stands between two syllables (spaces, signs) goes with them where
 * both are marked alike, and is plain where they are not.
 * @param from, to of the stretch, in UTF-16 units
 */
export function runsOf(text: string, syllables: Syllables, marks: Marks, from: number, to: number): Run[] {
	const runs: Run[] = [];
	const add = (start: number, end: number, mark: Mark) => {
		if (end <= start) return;
		const last = runs.at(-1);
		if (last && alike(last, mark)) last.text += text.slice(start, end);
		else runs.push({ text: text.slice(start, end), ...mark });
	};
	let at = from;
	let before = PLAIN;
	for (let index = firstFrom(syllables.starts, from); index < syllables.starts.length; index++) {
		const [start, end] = [syllables.starts[index]!, Math.min(to, syllables.ends[index]!)];
		if (start >= to) break;
		const mark = {
			passage: marks.passage[index]!,
			differs: marks.differs[index] === 1,
			stock: marks.stock[index] === 1,
		};
		add(at, start, between(before, mark));
		add(start, end, mark);
		at = end;
		before = mark;
	}
	add(at, to, PLAIN);
	return runs;
}

type Mark = Omit<Run, 'text' | 'omitted'>;

const PLAIN: Mark = { passage: 0, differs: false, stock: false };

const alike = (one: Mark, other: Mark) =>
	one.passage === other.passage && one.differs === other.differs && one.stock === other.stock;

const between = (one: Mark, other: Mark) => ({
	passage: one.passage === other.passage ? one.passage : 0,
	differs: one.passage === other.passage && one.differs && other.differs,
	stock: one.stock && other.stock,
});

/** The first index whose value is not below `from`; values ascend. */
function firstFrom(values: Uint32Array, from: number): number {
	let [low, high] = [0, values.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (values[middle]! < from) low = middle + 1;
		else high = middle;
	}
	return low;
}
