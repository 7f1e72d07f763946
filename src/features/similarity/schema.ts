/** Bands from the strongest; evidence for a person, never a judgement. */
export const BANDS = ['duplicate', 'suspicious', 'similar', 'clear'] as const;
export type Band = (typeof BANDS)[number];

/** A text as folded syllables. */
export interface Syllables {
	/** A 16-bit hash of each syllable's base letters in lower case. */
	readonly hashes: Uint16Array;
	/** Where each begins and ends (exclusive) in the text, in UTF-16 units. */
	readonly starts: Uint32Array;
	readonly ends: Uint32Array;
}

/** A stretch that two texts have in common, in syllables, ends exclusive. */
export interface Passage {
	aStart: number;
	aEnd: number;
	bStart: number;
	bEnd: number;
	/** Evidence that this is no chance: the rarer the shared pairs, the more bits; boilerplate gives none. */
	bits: number;
}

/** What two texts have in common. Swapping the texts swaps the passages' sides and changes nothing else. */
export interface Comparison {
	band: Band;
	/** 0 to 1; orders pairs within a band as across them. */
	score: number;
	/** Share of the one text's own words (boilerplate apart) that stand in the other, whichever is greater. */
	containment: number;
	/** Share of all words of the text that is covered less. */
	rawCover: number;
	bits: number;
	/** What the model of the band «similar» looks at, in the order of `FEATURES`. */
	features: number[];
	/** In the order of the first text; those of boilerplate alone have 0 bits. */
	passages: Passage[];
}
