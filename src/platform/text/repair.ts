import { type Encoding, recogniseEncoding, toUnicode } from './legacy.ts';

/** How a text was written that is no Unicode. */
export type LegacyEncoding = Exclude<Encoding, 'unicode'>;

export const LEGACY_ENCODINGS = ['tcvn3', 'vni', 'telex', 'vni_keys'] as const satisfies LegacyEncoding[];

export interface Repair {
	encoding: LegacyEncoding;
	/** NFC. */
	unicode: string;
}

/**
 * What a text would be in Unicode, or null where it is so already. A text that holds lines of both, as when an
 * old file is pasted below something typed, is read line by line; short lines then follow the longer ones.
 * @param expected what other texts of the same person are written in: one syllable is enough then
 */
export function repairText(text: string, expected: Encoding = 'unicode'): Repair | null {
	const whole = recogniseEncoding(text, expected);
	if (whole !== 'unicode') return repaired(text, whole, toUnicode(text, whole));
	if (!text.includes('\n')) return null;
	const lines = text.split('\n');
	const encodings = lines.map((line) => recogniseEncoding(line, expected));
	const main = mostFrequent(encodings);
	if (!main) return null;
	const unicode = lines.map((line, at) => {
		const own = encodings[at]!;
		return toUnicode(line, own === 'unicode' ? recogniseEncoding(line, main) : own);
	});
	return repaired(text, main, unicode.join('\n'));
}

function repaired(text: string, encoding: LegacyEncoding, unicode: string): Repair | null {
	return unicode === text ? null : { encoding, unicode };
}

/** The encoding that most of these texts are written in; null where all are Unicode. */
export function mostFrequent(encodings: readonly Encoding[]): LegacyEncoding | null {
	const counts = LEGACY_ENCODINGS.map((each) => encodings.filter((encoding) => encoding === each).length);
	const most = Math.max(...counts);
	return most === 0 ? null : LEGACY_ENCODINGS[counts.indexOf(most)]!;
}
