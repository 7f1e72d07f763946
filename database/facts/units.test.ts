import { describe, expect, test } from 'vitest';
import { treeProblems } from './problems.ts';
import { FACT_CLUSTERS, FACT_UNITS, type FactUnit, periodOn } from './units.ts';

const childrenOn = (parent: string, date: string) =>
	FACT_UNITS.filter((unit) => periodOn(unit, date)?.parent === parent);
const unit = (code: string) => FACT_UNITS.find((candidate) => candidate.code === code)!;
const depth = (of: FactUnit, date: string): number => {
	const { parent } = periodOn(of, date)!;
	return parent === null ? 1 : 1 + depth(unit(parent), date);
};

describe('the shipped tree', () => {
	test('is a proper tree on every date', () => {
		expect(treeProblems(FACT_UNITS, FACT_CLUSTERS)).toEqual([]);
	});

	test('has codes that a list may name', () => {
		for (const { code } of FACT_UNITS) expect(code).toMatch(/^[A-Z0-9][A-Z0-9._-]{0,39}$/);
	});

	test('has 82 top-level units in 2022, and 34 + 9 + 8 after the reform', () => {
		const kinds = (date: string) => {
			const counts: Record<string, number> = {};
			for (const child of childrenOn('TLD', date)) {
				const { kind } = periodOn(child, date)!;
				counts[kind] = (counts[kind] ?? 0) + 1;
			}
			return counts;
		};
		const corporations = { central_corporation: 8 };
		expect(kinds('2022-06-01')).toEqual({ provincial_federation: 63, central_industry: 11, ...corporations });
		expect(kinds('2025-07-01')).toEqual({ provincial_federation: 34, central_industry: 9, ...corporations });
	});

	test('puts every top-level unit in a cluster, twelve of them in 2022', () => {
		const clusters = (date: string) => childrenOn('TLD', date).map((child) => periodOn(child, date)!.cluster);
		expect(clusters('2022-06-01')).not.toContain(null);
		expect(clusters('2025-07-01')).not.toContain(null);
		expect(new Set(clusters('2022-06-01')).size).toBe(12);
	});

	test('lets the province that keeps its name go on under its own code', () => {
		expect(unit('LDLD-24')).toMatchObject({ successor: 'LDLD-27' });
		expect(periodOn(unit('LDLD-27'), '2025-06-30')).toMatchObject({ province: '27' });
		expect(periodOn(unit('LDLD-27'), '2025-07-01')).toMatchObject({
			name: 'LĐLĐ tỉnh Bắc Ninh',
			province: '24',
		});
		expect(periodOn(unit('KCN-24'), '2025-07-01')).toMatchObject({ parent: 'LDLD-27', province: '24' });
	});

	test('has neither districts after the reform nor communes before it', () => {
		const kindsOn = (date: string) => FACT_UNITS.map((each) => periodOn(each, date)?.kind);
		expect(kindsOn('2025-06-30')).not.toContain('commune');
		expect(kindsOn('2025-07-01')).not.toContain('district');
	});

	test('is big and deep enough to look real', () => {
		const open = FACT_UNITS.filter((each) => periodOn(each, '2026-01-01'));
		expect(FACT_UNITS.length).toBeGreaterThan(800);
		expect(open.filter((each) => periodOn(each, '2026-01-01')!.kind === 'grassroots').length).toBeGreaterThan(
			400,
		);
		expect(Math.max(...open.map((each) => depth(each, '2026-01-01')))).toBe(7);
	});

	test('names no two units alike below one parent', () => {
		const names = FACT_UNITS.map((each) => `${each.periods[0]!.parent} ${each.periods[0]!.name}`);
		expect(new Set(names).size).toBe(names.length);
	});
});

test('a broken tree is told', () => {
	const [root, child] = FACT_UNITS as [FactUnit, FactUnit];
	const circle = { ...child, code: 'A', periods: [{ ...child.periods[0]!, parent: 'A', cluster: null }] };
	expect(treeProblems([root, circle], [])).toContain('2018-01-01: A does not hang on the root');
	expect(treeProblems([root, root], [])).toContain('1 codes stand twice');
});
