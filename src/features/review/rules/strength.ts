import { suspiciousFrom } from '#features/similarity/rules/bands.ts';
import { bitsOf } from '#features/similarity/rules/statistics.ts';
import type { Band } from '#features/similarity/schema.ts';

/** How much weight a piece of evidence has; names on screen: locales `screening.strength_<strength>`. */
export type Strength = 'very_strong' | 'strong' | 'fair' | 'weak';

/**
 * Evidence in a measure that people can picture: bits as so many pairs of words that stand in no other text but
 * these two. Whole, at least 1.
 * @param documents how many texts the bits were counted among
 */
export const rarePairs = (bits: number, documents: number): number =>
	Math.max(1, Math.round(bits / Math.max(1, bitsOf(documents, 0))));

/** Strong is what would make two texts suspicious by itself (`suspiciousFrom`). */
export function strengthOf(bits: number, documents: number): Strength {
	const share = bits / suspiciousFrom(documents);
	if (share >= 2) return 'very_strong';
	if (share >= 1) return 'strong';
	return share >= 1 / 3 ? 'fair' : 'weak';
}

/** Which rule put a pair into its band; told by locales `screening.rule_<rule>`. */
export type BandRule = 'whole' | 'half_evidence' | 'half_cover' | 'evidence' | 'third' | 'model';

/** The rule behind a band, in the order in which `judge` of similarity tries them. */
export function bandRule(
	{ band, bits, containment }: { band: Band; bits: number; containment: number },
	documents: number,
): BandRule {
	const evidence = bits >= suspiciousFrom(documents);
	if (band === 'duplicate') {
		if (containment < 0.5) return 'whole';
		return evidence ? 'half_evidence' : 'half_cover';
	}
	if (band === 'suspicious') return evidence ? 'evidence' : 'third';
	return 'model';
}
