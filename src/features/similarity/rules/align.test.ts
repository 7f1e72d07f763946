import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { MadeTexts } from '#testing/made-texts.ts';
import type { Comparison } from '../schema.ts';
import { Aligner } from './align.ts';
import { SHIPPED_MODEL } from './model.ts';
import { normalise } from './normalise.ts';
import { sequenceAt } from './pairs.ts';
import { levelOf, SequenceSet } from './statistics.ts';

vi.setConfig({ testTimeout: 20_000 });

const MANY = 1_000_000;
const hashesOf = (text: string) => normalise(text).hashes;

/** Every pair stands in ten texts of a million; what is named is boilerplate. */
function alignerFor(boilerplate = ''): Aligner {
	const hashes = hashesOf(boilerplate);
	const sequences = Array.from({ length: Math.max(0, hashes.length - 4) }, (_, at) => sequenceAt(hashes, at));
	return new Aligner({
		version: 1,
		documents: MANY,
		level: () => levelOf(10),
		boilerplate: new SequenceSet(Uint32Array.from(sequences)),
		model: SHIPPED_MODEL,
	});
}

function compare(a: string, b: string, boilerplate?: string): Comparison {
	const aligner = alignerFor(boilerplate);
	return aligner.compare(aligner.side(hashesOf(a)), aligner.side(hashesOf(b)));
}

const made = new MadeTexts(1);
const text = made.text(200);

describe('a comparison', () => {
	test('of a text with itself is whole', () => {
		const { band, containment, rawCover, passages } = compare(text, text);
		expect([band, containment, rawCover]).toEqual(['duplicate', 1, 1]);
		expect(passages).toMatchObject([{ aStart: 0, aEnd: 200, bStart: 0, bEnd: 200 }]);
	});

	test.each(['mot hai', 'a '.repeat(10_000)])(
		'of a text that says little with itself is whole as well',
		(little) => {
			const { band, passages } = compare(little, little);
			expect([band, passages.length]).toEqual(['duplicate', 1]);
		},
	);

	test('finds a copied passage where it stands in both texts', () => {
		const passage = made.text(60);
		const { band, passages } = compare(
			`${made.text(100)} ${passage} ${made.text(80)}`,
			`${made.text(30)} ${passage} ${made.text(70)}`,
		);
		expect(band).toBe('suspicious');
		expect(passages).toMatchObject([{ aStart: 100, aEnd: 160, bStart: 30, bEnd: 90 }]);
	});

	test('finds sentences in another order', () => {
		const sentences = Array.from({ length: 6 }, () => made.text(25));
		const { band, passages } = compare(sentences.join(' '), sentences.toReversed().join(' '));
		expect([band, passages.length]).toEqual(['duplicate', 6]);
	});

	test('goes over words that were changed, left out or put in', () => {
		const words = text.split(' ');
		const changed = [
			...words.slice(0, 60),
			'mot',
			'hai',
			'ba',
			...words.slice(62, 130),
			...words.slice(134),
		].join(' ');
		expect(compare(text, changed).passages).toMatchObject([{ aStart: 0, aEnd: 200, bStart: 0, bEnd: 197 }]);
	});

	test.each(['', 'mot', '😀'])('of %j with anything says nothing', (other) => {
		expect(compare(text, other)).toMatchObject({ band: 'clear', bits: 0, passages: [] });
		expect(compare(other, other)).toMatchObject({ bits: 0, passages: [] });
	});

	test('shows shared boilerplate without evidence', () => {
		const form = made.text(40);
		const found = compare(`${made.text(80)} ${form}`, `${form} ${made.text(60)}`, form);
		expect(found).toMatchObject({ band: 'clear', bits: 0, containment: 0 });
		expect(found.passages).toEqual([{ aStart: 80, aEnd: 120, bStart: 0, bEnd: 40, bits: 0 }]);
	});

	test('is the same with the sides swapped', () => {
		const word = fc.constantFrom(...made.words(12));
		const words = fc.array(word, { maxLength: 80 });
		// Parts of one another in any order, with words that come again and again: where ties are.
		const pair = fc.tuple(words, words, fc.array(fc.nat(200), { maxLength: 6 })).map(([one, other, cuts]) => {
			const whole = [...one, ...other];
			const parts = cuts.flatMap((cut) => whole.slice(cut % (whole.length + 1)));
			return [whole.join(' '), [...parts, ...other].join(' ')] as const;
		});
		fc.assert(
			fc.property(pair, ([a, b]) => {
				const swapped = compare(b, a);
				const passages = swapped.passages
					.map(({ aStart, aEnd, bStart, bEnd, bits }) => ({
						aStart: bStart,
						aEnd: bEnd,
						bStart: aStart,
						bEnd: aEnd,
						bits,
					}))
					.sort((one, other) => one.aStart - other.aStart || one.bStart - other.bStart);
				expect({ ...swapped, passages }).toEqual(compare(a, b));
			}),
			{ numRuns: 300 },
		);
	});
});

describe('a hostile text', () => {
	test.each([
		['one syllable 10,000 times', 'a '.repeat(10_000), 'a '.repeat(9_000)],
		['two syllables by turns', 'a b '.repeat(10_000), 'b a '.repeat(10_000)],
		['a period of seven', 'a b c d e f g '.repeat(5_000), 'g f e d c b a a b c d e f g '.repeat(2_000)],
		['a megabyte of words', made.text(250_000), made.text(250_000)],
		['a megabyte and a part of it', `${text} `.repeat(1_000), text],
	])('%s is soon through', (_, a, b) => {
		const began = process.cpuUsage();
		const { score } = compare(a, b);
		expect(score).toBeGreaterThanOrEqual(0);
		expect(score).toBeLessThanOrEqual(1);
		expect(process.cpuUsage(began).user).toBeLessThan(3_000_000); // microseconds of the processor
	});

	test('of one syllable says as much as that syllable', () => {
		const { bits, band } = compare('a '.repeat(10_000), `${'a '.repeat(50)}${text}`);
		expect(bits).toBeLessThan(20);
		expect(band).toBe('clear');
	});
});
