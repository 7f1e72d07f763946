import { describe, expect, test } from 'vitest';
import { reconcile } from '#features/statistics/rules/reconcile.ts';
import { PUBLISHED_FIGURES } from './published-figures.ts';

const figures = PUBLISHED_FIGURES.topics.flatMap((topic) => topic.figures);
const held = new Map(reconcile(figures).map((each) => [each.figure.code, each]));
const verdictOf = (code: string) => held.get(code)!.verdict;
const derivedOf = (code: string) => held.get(code)!.derived;

test('every figure has a code of its own, a source by name, and says in both languages what it counts', () => {
	expect(new Set(figures.map(({ code }) => code)).size).toBe(figures.length);
	for (const { says, source, note } of figures)
		for (const text of [says, source, note ?? says]) expect(text.vi && text.en).toBeTruthy();
});

test('what cannot be true says why', () => {
	for (const { figure, verdict } of held.values())
		if (verdict === 'impossible') expect(figure.note, figure.code).toBeDefined();
});

describe('of what was printed, without any data of the portal', () => {
	test.each([
		['approved-as-sent', 2_409_104],
		['groups-whole', 2_033_667],
		['campaign-days', 41],
		['campaign-mean', 13_285],
		['phase-1-76', 2323],
		['day-332', 269],
		['lang-son-attained', 1539],
		['trang-dinh-exceeds', 1151],
	])('%s cannot be true: %d follows', (code, follows) => {
		expect(verdictOf(code)).toBe('impossible');
		expect(derivedOf(code)).toBe(follows);
	});

	test('nothing else is impossible', () =>
		expect([...held.values()].filter(({ verdict }) => verdict === 'impossible')).toHaveLength(8));

	test.each([
		['attained', 2034],
		['share-officials', 470],
		['share-workers', 360],
		['share-union', 170],
		['campaign-added', 531_407],
		['phase-1-attained', 2323],
		['phase-1-days', 144],
		['days-early', 332],
	])('%s agrees: %d follows', (code, follows) => {
		expect(verdictOf(code)).toBe('agrees');
		expect(derivedOf(code)).toBe(follows);
	});

	test.each(['submitted', 'approved', 'benefit', 'thanh-hoa', 'units-over', 'millionth', 'last-days'])(
		'%s cannot be checked',
		(code) => expect(verdictOf(code)).toBe('unchecked'),
	);
});
