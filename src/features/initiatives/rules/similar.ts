import { bucketOf } from '#features/similarity/rules/pairs.ts';
import type { Comparison, Syllables } from '#features/similarity/schema.ts';
import type { ScreenedField, ScreenedPart } from './screened-text.ts';

/** Syllables from which a text says enough for the band «similar»; a title has 8 to 25. */
const ENOUGH_SYLLABLES = 60;
/**
 * Where a title shares so much of itself, it is shown whatever else is written. Tried on 94 published titles
 * among 3,000 of the demonstration: two were shown, both right. A third of a title is «at the company …», half
 * of it «some measures to improve the quality of …».
 */
const TITLE_SHARE = 0.6;
/** Evidence in the title, as a multiple of log2 of the number of texts: three syllable pairs that stand nowhere else. */
const TITLE_EVIDENCE = 3;
/** Longest quotation, in UTF-16 units. */
const QUOTED = 120;

/** What of a typed text stands in another one. */
export interface Likeness {
	/** Share of the typed syllables, 0 to 1. */
	share: number;
	/** The fields in which passages in common lie, in their order. */
	fields: ScreenedField[];
	/** The longest stretch in common as it was typed, beyond the title where there is one; its beginning. */
	quote: string;
}

/**
 * What to tell of another text to who is typing, or null when it is not like enough to be worth their time.
 * @param its syllables of the other text
 * @param documents how many texts evidence is measured by
 */
export function likenessOf(
	typed: { text: string; parts: readonly ScreenedPart[]; syllables: Syllables },
	its: Uint16Array,
	comparison: Comparison,
	documents: number,
): Likeness | null {
	const { syllables, parts } = typed;
	const passages = comparison.passages.filter(({ bits }) => bits > 0);
	const shared = sharedSyllables(syllables.hashes, its, passages);
	const within = ({ start, end }: { start: number; end: number }) =>
		shareOf(shared, (at) => syllables.starts[at]! >= start && syllables.ends[at]! <= end);
	const inTitle = passages.filter(({ aStart }) => syllables.starts[aStart]! < parts[0]!.end);
	const titleBits = inTitle.reduce((sum, { bits }) => sum + bits, 0);
	const titles =
		within(parts[0]!) >= TITLE_SHARE && titleBits >= TITLE_EVIDENCE * Math.log2(Math.max(documents, 2));
	const { band } = comparison;
	const texts = band === 'similar' ? shared.length >= ENOUGH_SYLLABLES : band !== 'clear';
	if (passages.length === 0 || !(titles || texts)) return null;
	return {
		share: shareOf(shared, () => true),
		fields: parts.filter((part) => within(part) > 0).map(({ field }) => field),
		quote: quoteOf(typed.text, syllables, longestRun(shared, syllables, parts[0]!.end)),
	};
}

type Span = Comparison['passages'][number];

/** 1 for each typed syllable in a pair that stands in the same passage of the other text: gaps do not count. */
function sharedSyllables(typed: Uint16Array, its: Uint16Array, passages: readonly Span[]): Uint8Array {
	const shared = new Uint8Array(typed.length);
	for (const { aStart, aEnd, bStart, bEnd } of passages) {
		const pairs = new Set<number>();
		for (let at = bStart; at + 1 < bEnd; at++) pairs.add(bucketOf(its[at]!, its[at + 1]!));
		for (let at = aStart; at + 1 < aEnd; at++)
			if (pairs.has(bucketOf(typed[at]!, typed[at + 1]!))) shared.fill(1, at, at + 2);
	}
	return shared;
}

function shareOf(shared: Uint8Array, counts: (at: number) => boolean): number {
	let [all, common] = [0, 0];
	for (let at = 0; at < shared.length; at++) {
		if (!counts(at)) continue;
		all++;
		common += shared[at]!;
	}
	return all === 0 ? 0 : common / all;
}

/** First and last syllable of the longest run that is shared, after the title if any is there. */
function longestRun(shared: Uint8Array, { starts }: Syllables, titleEnd: number): [number, number] {
	let best: [number, number] = [0, 0];
	let inBody = false;
	for (let at = 0; at < shared.length; at++) {
		if (shared[at] === 0) continue;
		const first = at;
		const body = starts[first]! >= titleEnd;
		while (at + 1 < shared.length && shared[at + 1] === 1 && (body || starts[at + 1]! < titleEnd)) at++;
		if ((body && !inBody) || (body === inBody && at - first > best[1] - best[0])) best = [first, at];
		inBody ||= body;
	}
	return best;
}

/** Syllables as they were typed, on one line, cut between words. */
function quoteOf(text: string, { starts, ends }: Syllables, [first, end]: [number, number]): string {
	let last = end;
	while (last > first && ends[last]! - starts[first]! > QUOTED) last--;
	const quote = text.slice(starts[first], ends[last]).slice(0, QUOTED).replace(/\s+/g, ' ').trim();
	return last < end ? `${quote} …` : quote;
}
