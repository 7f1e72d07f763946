import { screenedText } from '#features/initiatives/rules/screened-text.ts';
import { compareTexts } from '#features/review/rules/comparing.ts';
import type { Aligner } from '#features/similarity/rules/align.ts';
import { hashesIn } from '#features/similarity/rules/normalise.ts';
import type { Translate } from '#platform/i18n/translate.ts';

/** Two texts of our own, compared as any two are, under the statistics of today. */
export function comparedExample(aligner: Aligner, t: Translate) {
	const [first, second] = (['first', 'second'] as const).map((which) =>
		screenedText({
			title: t(`screening_public.example_${which}_title`),
			problem: '',
			solution: t(`screening_public.example_${which}_solution`),
			result: '',
		}),
	);
	const texts = [first!, second!].map(({ text, parts }) => ({
		text,
		parts: parts.filter(({ start, end }) => end > start),
	}));
	const [a, b] = texts.map(({ text }) => aligner.side(hashesIn(text)));
	const { band, containment, bits } = aligner.compare(a!, b!);
	const { parts, otherParts, passages } = compareTexts(aligner, texts[0]!, texts[1]!);
	return { parts, otherParts, passages: passages.length, band, containment, bits };
}
