import { describe, expect, test } from 'vitest';
import { FACT_UNITS, type FactPeriod } from '#database/facts/units.ts';
import en from '#locales/en/errors.json' with { type: 'json' };
import vi from '#locales/vi/errors.json' with { type: 'json' };
import { growTree } from '#portal/bench-data/tree/grow.ts';
import { UNIT_KINDS, type UnitKind } from '../schema.ts';
import { mayStandBelow, misplacedIssue, PLACES_THAT_ARE } from './places.ts';

describe('which kinds may stand below which', () => {
	test.each<[UnitKind, UnitKind | null, boolean]>([
		['provincial_federation', 'confederation', true],
		['provincial_federation', 'grassroots', false],
		['provincial_federation', 'provincial_federation', false],
		['central_industry', 'provincial_federation', false],
		['central_corporation', 'central_industry', false],
		['commune', 'provincial_federation', true],
		['commune', 'confederation', false],
		['commune', 'commune', false],
		['district', 'commune', false],
		['zone', 'central_industry', false],
		['corporation', 'corporation', true],
		['corporation', 'grassroots', false],
		['grassroots', 'commune', true],
		['grassroots', 'provincial_federation', true],
		['grassroots', 'confederation', true],
		['grassroots', 'grassroots', false],
		['division', 'grassroots', true],
		['division', 'division', true],
		['division', 'commune', false],
		['confederation', null, true],
		['confederation', 'confederation', false],
		['grassroots', null, false],
	])('a %s below a %s: %s', (kind, above, may) => expect(mayStandBelow(kind, above)).toBe(may));

	test('is so of every unit of the shipped tree on every day', () => {
		const periods = new Map(FACT_UNITS.map(({ code, periods }) => [code, periods]));
		const overlap = (a: FactPeriod, b: FactPeriod) => (!a.to || b.from < a.to) && (!b.to || a.from < b.to);
		const aboveOf = ({ parent, ...period }: FactPeriod): (FactPeriod | null)[] =>
			parent === null
				? [null]
				: periods.get(parent)!.filter((above) => overlap(above, { ...period, parent }));
		const wrong = FACT_UNITS.flatMap(({ code, periods: own }) =>
			own.flatMap((period) =>
				aboveOf(period)
					.filter((above) => !mayStandBelow(period.kind, above?.kind ?? null))
					.map((above) => `${code} ${period.kind} below ${above?.kind}`),
			),
		);
		expect(wrong).toEqual([]);
	});

	test('is so of the tree at its true size', () => {
		const { tree } = growTree(6_000, 1);
		const kinds = new Map(FACT_UNITS.map(({ code, periods }) => [code, periods.at(-1)!.kind]));
		for (const { code, kind } of tree.rows) kinds.set(code, kind);
		const wrong = tree.rows.filter(({ kind, parent }) => !mayStandBelow(kind, kinds.get(parent!) ?? null));
		expect(wrong).toEqual([]);
	});

	test('is said of each kind in both languages, with the unit and the one above it', () => {
		for (const kind of UNIT_KINDS) {
			const issue = misplacedIssue('parent', { code: 'A-1', kind, above: { code: 'B-1', name: 'Đơn vị B' } });
			expect(issue).toMatchObject({ field: 'parent', params: { code: 'A-1', above: 'Đơn vị B (B-1)' } });
			for (const texts of [vi, en] as Record<string, string>[])
				expect(texts[issue.code]).toMatch(/\{code\}.*\{above\}/);
			expect(PLACES_THAT_ARE.some((place) => place.kind === kind)).toBe(true);
		}
	});
});
