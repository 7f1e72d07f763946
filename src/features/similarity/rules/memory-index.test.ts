import { describe, expect, test, vi } from 'vitest';
import { MadeTexts } from '#testing/made-texts.ts';
import { buildIndex, FAST, MemoryIndex } from './memory-index.ts';
import { normalise } from './normalise.ts';
import { TextStore } from './text-store.ts';

// Each index takes half a gigabyte, however few texts there are.
vi.setConfig({ testTimeout: 30_000 });

const hashesOf = (text: string) => normalise(text).hashes;

function indexOf(texts: readonly string[]): MemoryIndex {
	const store = new TextStore();
	for (const text of texts) store.add(hashesOf(text));
	return new MemoryIndex(buildIndex(store));
}

/** Bands of what is found for a text, by document; what is clear is left out. */
function bandsOf(index: MemoryIndex, text: string, effort?: { budget: number; top: number }) {
	const found = index.screen(hashesOf(text), effort).filter(({ comparison }) => comparison.band !== 'clear');
	return Object.fromEntries(found.map(({ doc, comparison }) => [doc, comparison.band]));
}

describe('among a handful of texts', () => {
	const texts = [
		'Cải tiến máy rải đá cho tổ cầu đường, giảm thời gian từ ba giờ xuống một giờ',
		'Nuôi lợn bằng bã đậu nành thay cám giúp chị em có thêm thu nhập lúc nông nhàn',
		'Cải tiến máy rải đá cho tổ cầu đường, giảm thời gian từ ba giờ xuống một giờ.',
		'',
		'😀',
	];
	const index = indexOf(texts);

	test('a copy is a duplicate, another text is clear', () => {
		expect(bandsOf(index, texts[0]!)).toEqual({ 0: 'duplicate', 2: 'duplicate' });
		expect(bandsOf(index, texts[1]!)).toEqual({ 1: 'duplicate' });
	});

	test('nothing is like a text without words', () => {
		for (const text of ['', '😀', '\u200f\ud800\0', 'một']) expect(index.screen(hashesOf(text))).toEqual([]);
	});
});

describe('a text that 500 of 2,000 hand in', () => {
	const made = new MadeTexts(1);
	const others = Array.from({ length: 1_500 }, () => made.text(120));
	const copied = made.text(120);

	test.each([0, 0.05, 0.1])(
		'with a share of %d of its words changed is found as a copy, and is no boilerplate',
		(share) => {
			const copies = Array.from({ length: 500 }, () => made.edited(copied, share));
			const index = indexOf([...others, ...copies]);
			for (const copy of copies.slice(0, 20)) {
				const found = index.screen(hashesOf(copy));
				expect(found).toHaveLength(50);
				expect(found.filter(({ comparison }) => comparison.band !== 'duplicate')).toEqual([]);
			}
			expect(bandsOf(index, others[0]!)).toEqual({ 0: 'duplicate' });
		},
	);
});

describe('the same form', () => {
	const made = new MadeTexts(2);
	const headings = Array.from({ length: 6 }, () => made.text(20));
	const filled = (words: number) => headings.map((heading) => `${heading} ${made.text(words)}`).join('\n');
	const texts = [
		...Array.from({ length: 300 }, () => filled(20)),
		...Array.from({ length: 20 }, () => filled(1)),
	];
	const index = indexOf(texts);

	test('makes no copies of texts that have only its headings in common', () => {
		for (const doc of [0, 1, 2, 300, 301, 319])
			expect([doc, bandsOf(index, texts[doc]!)]).toEqual([doc, { [doc]: 'duplicate' }]);
	});

	test('does not hide a copied answer', () => {
		const [first, second] = [texts[0]!.split('\n'), texts[1]!.split('\n')];
		const pasted = [...first.slice(0, 3), ...second.slice(3)].join('\n');
		expect(Object.keys(bandsOf(index, pasted))).toEqual(['0', '1']);
	});

	test('is told as boilerplate, without evidence', () => {
		const [a, b] = [index.aligner.side(hashesOf(texts[3]!)), index.aligner.side(hashesOf(texts[4]!))];
		const { passages, bits } = index.aligner.compare(a, b);
		expect(passages.length).toBeGreaterThanOrEqual(5);
		expect(passages.every((passage) => passage.bits === 0)).toBe(true);
		expect(bits).toBe(0);
	});
});

test('one digit apart is found, and is not the same', () => {
	const made = new MadeTexts(3);
	const [before, after] = [made.text(60), made.text(60)];
	const [four, five] = [`${before} lớp 4 ${after}`, `${before} lớp 5 ${after}`];
	const index = indexOf([four, ...Array.from({ length: 100 }, () => made.text(120))]);
	const [found] = index.screen(hashesOf(five));
	const { passages, band, rawCover } = found!.comparison;
	expect([found!.doc, band]).toEqual([0, 'duplicate']);
	expect(passages).toMatchObject([{ aStart: 0, aEnd: 122, bStart: 0, bEnd: 122 }]);
	expect(rawCover).toBe(121 / 122);
});

test('a search within a small budget finds the nearest', () => {
	const made = new MadeTexts(4);
	const texts = Array.from({ length: 1_000 }, () => made.text(100));
	const index = indexOf(texts);
	for (const doc of [3, 500, 999])
		expect(index.screen(hashesOf(made.edited(texts[doc]!, 0.1)), FAST)[0]!.doc).toBe(doc);
});
