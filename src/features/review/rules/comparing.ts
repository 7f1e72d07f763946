import type { Aligner } from '#features/similarity/rules/align.ts';
import { normalise } from '#features/similarity/rules/normalise.ts';
import type { Syllables } from '#features/similarity/schema.ts';
import { differences } from './differences.ts';
import { type Marks, type Run, runsOf } from './marking.ts';

/** A text with the places of its parts, in UTF-16 units. */
export interface Parts<Field extends string> {
	text: string;
	parts: readonly { field: Field; start: number; end: number }[];
}

/** One part of a text, cut into runs. */
export interface MarkedPart<Field extends string> {
	field: Field;
	runs: Run[];
}

/** A passage that two texts share, the first text's order. */
export interface SharedPassage<Field extends string> {
	/** 1 first. */
	n: number;
	bits: number;
	/** How long it is in the first text. */
	syllables: number;
	/** In which part of each text it begins; absent where it begins between parts. */
	field: Field | undefined;
	otherField: Field | undefined;
	/** As it stands in each text; of a closed text only what both have, the rest counted. */
	runs: Run[];
	otherRuns: Run[];
}

/** Two texts side by side. */
export interface Compared<Field extends string> {
	parts: MarkedPart<Field>[];
	otherParts: MarkedPart<Field>[];
	passages: SharedPassage<Field>[];
	/** Passages of boilerplate alone: no evidence, only greyed. */
	stockPassages: number;
}

/** Aligns two texts and marks in both what they share. */
export function compareTexts<Field extends string>(
	aligner: Aligner,
	mine: Parts<Field>,
	other: Parts<Field>,
): Compared<Field> {
	const a = markable(aligner, mine);
	const b = markable(aligner, other);
	const found = aligner.compare(a.side, b.side).passages;
	const passages = found.filter((passage) => passage.bits > 0);
	// Where passages overlap, the stronger one keeps the words.
	const numbered = passages.map((passage, index) => ({ passage, n: index + 1 }));
	for (const { passage, n } of [...numbered].sort((one, two) => two.passage.bits - one.passage.bits)) {
		const parted = differences(
			a.syllables.hashes.subarray(passage.aStart, passage.aEnd),
			b.syllables.hashes.subarray(passage.bStart, passage.bEnd),
		);
		mark(a.marks, n, passage.aStart, parted.a);
		mark(b.marks, n, passage.bStart, parted.b);
	}
	return {
		parts: markedParts(mine, a),
		otherParts: markedParts(other, b),
		passages: numbered.map(({ passage, n }) => ({
			n,
			bits: passage.bits,
			syllables: passage.aEnd - passage.aStart,
			field: fieldAt(mine, a.syllables.starts[passage.aStart]!),
			otherField: fieldAt(other, b.syllables.starts[passage.bStart]!),
			runs: excerpt(mine.text, a, passage.aStart, passage.aEnd),
			otherRuns: excerpt(other.text, b, passage.bStart, passage.bEnd),
		})),
		stockPassages: found.length - passages.length,
	};
}

interface Markable {
	syllables: Syllables;
	side: ReturnType<Aligner['side']>;
	marks: Marks;
}

function markable(aligner: Aligner, { text }: { text: string }): Markable {
	const syllables = normalise(text);
	const side = aligner.side(syllables.hashes);
	const count = syllables.hashes.length;
	return {
		syllables,
		side,
		marks: { passage: new Uint16Array(count), differs: new Uint8Array(count), stock: side.covered },
	};
}

function mark(marks: Marks, n: number, from: number, differs: Uint8Array): void {
	for (let at = 0; at < differs.length; at++) {
		if (marks.passage[from + at] !== 0) continue;
		marks.passage[from + at] = n;
		marks.differs[from + at] = differs[at]!;
	}
}

const markedParts = <Field extends string>({ text, parts }: Parts<Field>, { syllables, marks }: Markable) =>
	parts.map(({ field, start, end }) => ({ field, runs: runsOf(text, syllables, marks, start, end) }));

const fieldAt = <Field extends string>({ parts }: Parts<Field>, at: number): Field | undefined =>
	parts.find(({ start, end }) => start <= at && at < end)?.field;

function excerpt(text: string, { syllables, marks }: Markable, from: number, to: number): Run[] {
	return runsOf(text, syllables, marks, syllables.starts[from]!, syllables.ends[to - 1]!);
}

/** Signs and spaces between words that tell nothing. */
const HARMLESS = /^[\s.,;:!?()/"'«»“”–-]{1,3}$/;

/**
 * A passage of a text that the reader may not read: the words that stand in both, and how many others stand
 * between them. Nothing else of the text is left in the answer.
 */
export function closed(runs: readonly Run[]): Run[] {
	return runs.map((run) => {
		if (run.differs) return { ...run, text: '', omitted: (run.text.match(WORD) ?? []).length };
		return { ...run, text: run.text.replace(BETWEEN, (signs) => (HARMLESS.test(signs) ? signs : ' ')) };
	});
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const BETWEEN = /[^\p{L}\p{N}\p{M}]+/gu;
