import { beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '#testing/shared-data.ts';
import { Generator, textOf } from './document.ts';
import { wordsOf } from './edits.ts';
import { readEncodings } from './encodings.ts';
import { NEGATIVES, NegativeMaker } from './negatives.ts';
import { readSources } from './prose.ts';
import { QueryMaker } from './queries.ts';

const folder = sharedData('');
const SIZE = 5_000;

describe.skipIf(folder === null)('the corpus of the screening bench', () => {
	let sources: ReturnType<typeof readSources>;
	let generator: Generator;
	let queries: QueryMaker;
	// Not when tests are gathered: that happens for skipped ones too.
	beforeAll(() => {
		sources = readSources(folder!);
		generator = new Generator(sources, 7);
		queries = new QueryMaker(generator, SIZE, readEncodings(folder!));
	});
	const text = (id: number) => textOf(generator.document(id).lines);

	test('a document is the same whatever was made before it', () => {
		const again = new Generator(sources, 7);
		expect(textOf(again.document(4_321).lines)).toBe(text(4_321));
		expect(textOf(new Generator(sources, 8).document(4_321).lines)).not.toBe(text(4_321));
	});

	test('a document has some four hundred syllables, and no two are the same', () => {
		const texts = Array.from({ length: 1_000 }, (_, id) => text(id));
		const lengths = texts.map((each) => wordsOf(each).length).toSorted((a, b) => a - b);
		expect(lengths[500]).toBeGreaterThan(330);
		expect(lengths[500]).toBeLessThan(430);
		expect(new Set(texts).size).toBe(1_000);
	});

	test('one in fifty is a near-copy of one before it', () => {
		const ids = Array.from({ length: SIZE }, (_, id) => id);
		const copies = ids.filter((id) => generator.rootOf(id) !== id);
		expect(copies.length / SIZE).toBeCloseTo(0.02, 2);
		const copy = copies[3]!;
		expect(generator.standsAlone(copy, SIZE)).toBe(false);
		expect(generator.standsAlone(generator.rootOf(copy), SIZE)).toBe(false);
		expect(text(copy)).not.toBe(text(generator.rootOf(copy)));
		expect(difference(text(copy), text(generator.rootOf(copy)))).toBeLessThan(0.25);
	});

	test.each([
		['10 % edits', 0.1],
		['20 % edits', 0.2],
		['30 % edits', 0.3],
		['40 % edits', 0.4],
	])('%s change that share of the syllables', (kind, share) => {
		const shares = Array.from({ length: 20 }, (_, number) => {
			const query = queries.query(kind, number);
			return difference(text(query.sources[0]!), query.text);
		});
		const mean = shares.reduce((sum, each) => sum + each) / shares.length;
		// By chance a word is replaced by itself or a deletion and an insertion are taken for one replacement.
		expect(mean).toBeLessThanOrEqual(share + 0.001);
		expect(mean).toBeGreaterThan(share - 0.025);
	});

	test('a verbatim passage is the same text on both sides', () => {
		for (const [kind, length] of [
			['passage of 58, 0 % edits', 58],
			['passage of 116, 0 % edits', 116],
		] as const)
			for (let number = 0; number < 20; number++) {
				const query = queries.query(kind, number);
				const [passage] = query.passages;
				const copied = query.text.slice(...passage!.query);
				expect(copied).toBe(text(passage!.source).slice(...passage!.match));
				expect(wordsOf(copied)).toHaveLength(length);
			}
	});

	test('a merged text holds three passages of three documents', () => {
		const query = queries.query('merged from 3', 5);
		expect(new Set(query.sources).size).toBe(3);
		for (const { query: span, source, match } of query.passages)
			expect(query.text.slice(...span)).toBe(text(source).slice(...match));
	});

	test('every kind makes the same query again, unlike its source, and says what it copied', () => {
		expect(new Set(queries.kinds).size).toBe(queries.kinds.length);
		for (const kind of queries.kinds) {
			expect(queries.query(kind, 3)).toEqual(queries.query(kind, 3));
			const made = Array.from({ length: 5 }, (_, number) => queries.query(kind, number));
			const sources = made.flatMap((query) => query.sources);
			expect(sources.length).toBeGreaterThanOrEqual(5);
			for (const source of sources) expect(source).toBeLessThan(SIZE);
			const same = made.filter((query) => query.text === text(query.sources[0]!));
			if (kind === 'exact') expect(same).toHaveLength(5);
			else expect(same.length, kind).toBeLessThan(5);
		}
	});

	test('a spinner says how much it replaced', () => {
		const share = (kind: string) =>
			Array.from({ length: 10 }, (_, number) => queries.query(kind, number).spun!).reduce(
				(sum, each) => sum + each / 10,
				0,
			);
		expect(share('spinner, half')).toBeGreaterThan(0.1);
		expect(share('spinner, all')).toBeGreaterThan(1.6 * share('spinner, half'));
	});

	test('negatives are many and of their kind', () => {
		const maker = new NegativeMaker(generator);
		expect(maker.untouched).toBeGreaterThan(400);
		for (const kind of NEGATIVES) expect(maker.negative(kind, 11)).toEqual(maker.negative(kind, 11));
		const own = (number: number) => wordsOf(maker.negative('mostly boilerplate', number).text).length;
		expect(own(1)).toBeGreaterThan(200);
	});
});

/** Edits from one text to the other, by syllables, as a share of the first. */
function difference(from: string, to: string): number {
	const [a, b] = [wordsOf(from), wordsOf(to)];
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
		}
		row = next;
	}
	return row[b.length]! / a.length;
}
