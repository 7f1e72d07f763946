import { beforeAll, describe, expect, test } from 'vitest';
import { screenedText } from '#features/initiatives/rules/screened-text.ts';
import { buildIndex, MemoryIndex } from '#features/similarity/rules/memory-index.ts';
import { normalise } from '#features/similarity/rules/normalise.ts';
import { TextStore } from '#features/similarity/rules/text-store.ts';
import type { Band, Comparison } from '#features/similarity/schema.ts';
import { FACT_UNITS } from '../facts/units.ts';
import { type DemoInitiative, generateDemo } from './initiatives.ts';

const COUNT = 3000;
const UNITS = FACT_UNITS.flatMap(({ code, periods }) => {
	const { name, kind, to } = periods.at(-1)!;
	return to === null && (kind === 'grassroots' || kind === 'division') ? [{ code, name, kind }] : [];
});

describe('screening the demo', () => {
	let demo: DemoInitiative[];
	let found: { doc: number; comparison: Comparison }[][];

	beforeAll(() => {
		demo = [...generateDemo({ seed: 1, count: COUNT, units: UNITS, today: '2026-11-21' })];
		const texts = new TextStore(COUNT);
		for (const each of demo) texts.add(normalise(screenedText(each).text).hashes);
		const index = new MemoryIndex(buildIndex(texts));
		found = demo.map((_, at) => index.screen(texts.at(at), undefined, (doc) => doc === at));
	}, 60_000);

	test('finds the picture a newcomer should see: nearly all clear, a few of each other band', () => {
		const shares: Record<Band, number> = { clear: 0, similar: 0, suspicious: 0, duplicate: 0 };
		for (const [best] of found) shares[best?.comparison.band ?? 'clear'] += 1 / COUNT;
		expect(shares.clear).toBeGreaterThanOrEqual(0.9);
		expect(shares.similar).toBeGreaterThan(0.03);
		expect(shares.similar).toBeLessThan(0.07);
		for (const band of ['suspicious', 'duplicate'] as const) {
			expect(shares[band]).toBeGreaterThan(0.012);
			expect(shares[band]).toBeLessThan(0.03);
		}
	});

	test('finds every copy that was planted, and what it was made from', () => {
		const kinds = new Set<string>();
		for (const [at, { copy }] of demo.entries()) {
			if (!copy) continue;
			kinds.add(copy.kind);
			for (const source of copy.of) {
				const band = found[at]!.find(({ doc }) => doc === source)?.comparison.band;
				expect(['duplicate', 'suspicious'], `${copy.kind} ${at} of ${source}`).toContain(band);
			}
		}
		expect([...kinds].sort()).toEqual(['edited', 'exact', 'later', 'merged', 'passage', 'renamed', 'series']);
	});

	test('flags hardly anything else as more than similar', () => {
		const planted = new Set(demo.flatMap(({ copy }, at) => (copy ? [at, ...copy.of] : [])));
		const others = found.filter(
			([best], at) =>
				!planted.has(at) && (best?.comparison.band === 'suspicious' || best?.comparison.band === 'duplicate'),
		);
		expect(others.length / COUNT).toBeLessThan(0.005);
	});
});
