import { toUnicode } from '#platform/text/legacy.ts';
import { type LegacyEncoding, mostFrequent, type Repair, repairText } from '#platform/text/repair.ts';
import { type Content, type Original, REPAIRED_FIELDS } from '../schema.ts';

/** A text input of the form as it is named there: `title`, `authors.1.name`. */
type Input = string;

export interface Offer extends Repair {
	input: Input;
}

/** What is written in an old encoding or as typed keys, with its Unicode; nothing is changed by asking. */
export function offersOf(content: Content): Offer[] {
	const expected = expectedIn(content) ?? undefined;
	return inputsOf(content).flatMap((input) => {
		const repair = repairText(read(content, input), expected);
		return repair ? [{ input, ...repair }] : [];
	});
}

/** The offer for one input, or null. */
export function offerFor(content: Content, input: Input): Repair | null {
	return repairText(read(content, input), expectedIn(content) ?? undefined);
}

/** Content with one input in Unicode and what stood there kept; as it was where there is nothing to change. */
export function acceptOffer(content: Content, input: Input): Content {
	const offer = offerFor(content, input);
	if (!offer) return content;
	const kept: Original = { field: fieldOf(input), encoding: offer.encoding, text: read(content, input) };
	const others = content.originals.filter(
		({ field, encoding, text }) => field !== kept.field || inUnicode(text, encoding) !== offer.unicode,
	);
	return { ...write(content, input, offer.unicode), originals: [...others, kept] };
}

/** Content with every offer taken: what a list is entered as, and an interface that asked for it. */
export const acceptAll = (content: Content): Content =>
	offersOf(content).reduce((taken, { input }) => acceptOffer(taken, input), content);

/** The original of an input whose Unicode was taken and not changed since: only that can be undone. */
export function undoable(content: Content, input: Input): Original | undefined {
	const now = read(content, input);
	return content.originals.findLast(
		({ field, encoding, text }) => field === fieldOf(input) && inUnicode(text, encoding) === now,
	);
}

/** Content with one input as it was before its Unicode was taken. */
export function undoOffer(content: Content, input: Input): Content {
	const original = undoable(content, input);
	if (!original) return content;
	const originals = content.originals.filter((each) => each !== original);
	return { ...write(content, input, original.text), originals };
}

/** Originals of what is still there: an emptied text has none, nor has an author who was taken out. */
export const keptOriginals = (content: Content): Original[] =>
	content.originals.filter(({ field, encoding, text }) => {
		if (field !== 'author') return content[field] !== '';
		const names = inUnicode(text, encoding);
		// In a list one cell may name several authors
		return content.authors.some(({ name }) => name !== '' && names.includes(name));
	});

/** As typed one by one, and else as read line by line. */
const inUnicode = (text: string, encoding: LegacyEncoding): string =>
	repairText(text, encoding)?.unicode ?? toUnicode(text, encoding);

/** Names are short: what the longer texts are written in tells how to read them. */
const expectedIn = (content: Content): LegacyEncoding | null =>
	mostFrequent(
		inputsOf(content).flatMap((input) => {
			const repair = repairText(read(content, input));
			return repair ? [repair.encoding] : [];
		}),
	);

const inputsOf = (content: Content): Input[] => [
	...REPAIRED_FIELDS.filter((field) => field !== 'author'),
	...content.authors.map((_, index) => `authors.${index}.name`),
];

const indexOf = (input: Input): number => Number(/^authors\.(\d+)\.name$/.exec(input)?.[1] ?? Number.NaN);

function fieldOf(input: Input): Original['field'] {
	return Number.isNaN(indexOf(input)) ? (input as Original['field']) : 'author';
}

function read(content: Content, input: Input): string {
	const field = fieldOf(input);
	return field === 'author' ? (content.authors[indexOf(input)]?.name ?? '') : (content[field] ?? '');
}

function write(content: Content, input: Input, text: string): Content {
	const field = fieldOf(input);
	if (field !== 'author') return { ...content, [field]: text };
	const at = indexOf(input);
	return {
		...content,
		authors: content.authors.map((author, index) => (index === at ? { ...author, name: text } : author)),
	};
}
