import { expect, test } from 'vitest';
import { normalise } from '#features/similarity/rules/normalise.ts';
import { readLine } from './line.ts';
import type { ReadyText, ToldMatch } from './match.ts';
import { sentences, summary } from './sentences.ts';

function ready(id: string | number, text: string): ReadyText {
	const given = readLine(JSON.stringify({ id, text }));
	if ('code' in given) throw new Error(given.code);
	return { given, syllables: normalise(given.screened) };
}

const query = ready('A 1', `Máy\n\u001b[31mrải \u202eđá ${'và cát '.repeat(20)}cuối`);
const match: ToldMatch = {
	other: ready(2, 'Máy rải đá'),
	band: 'duplicate',
	score: 0.98765,
	containment: 0.934,
	bits: 1234.5,
	passages: [0, 1, 2, 3].map((at) => ({ query: [0, 20 + at], match: [at, 30], bits: 10.4 })),
};

test('what was found is said in sentences that no text can turn against the terminal', () => {
	const whole = {
		...match,
		passages: [{ ...match.passages[0]!, query: [0, query.given.text.length] as const }],
	};
	expect(sentences({ query, matches: [match, whole] })).toBe(
		[
			'A 1',
			'  duplicate of 2: score 0.99, 93 % contained, 1,235 bits',
			'    0–20 as 0–30, 10 bits: «Máy [31mrải đá và»',
			'    0–21 as 1–30, 10 bits: «Máy [31mrải đá và c»',
			'    0–22 as 2–30, 10 bits: «Máy [31mrải đá và cá»',
			'    … and 1 more',
			'  duplicate of 2: score 0.99, 93 % contained, 1,235 bits',
			'    0–161 as 0–30, 10 bits: «Máy [31mrải đá và cát và cát và cát và cát và … à cát và cát và cát và cát và cát và cát cuối»',
			'',
			'',
		].join('\n'),
	);
});

test('a text without matches is only counted', () => {
	expect(sentences({ query, matches: [] })).toBe('');
	expect(summary(12_000, 100_000, [3, 0, 1, 11_996])).toBe(
		'12,000 texts screened among 100,000: 3 duplicate, 0 suspicious, 1 similar, 11,996 clear.\n',
	);
});
