import { expect, test } from 'vitest';
import { planOf, planOn } from './plan.ts';

const whole = { from: '2022-01-08', to: '2023-08-31', phaseId: null, quarter: null };
const first = { from: '2022-01-08', to: '2022-05-31', phaseId: 1, quarter: null };
const second = { from: '2022-06-01', to: '2023-08-31', phaseId: 2, quarter: null };

test('the plan of a programme passes through the targets of its phases', () => {
	const plan = planOf({ period: whole, number: 1_000_000 }, [
		{ period: first, number: 300_000 },
		{ period: second, number: null },
	]);
	expect(plan).toEqual([
		{ on: '2022-01-07', value: 0 },
		{ on: '2022-05-31', value: 300_000 },
		{ on: '2023-08-31', value: 1_000_000 },
	]);
	expect(planOn(plan, '2022-01-06')).toBe(null);
	expect(planOn(plan, '2022-01-07')).toBe(0);
	expect(planOn(plan, '2022-03-20')).toBe(150_000);
	expect(planOn(plan, '2022-05-31')).toBe(300_000);
	expect(planOn(plan, '2023-08-31')).toBe(1_000_000);
	expect(planOn(plan, '2023-09-01')).toBe(null);
});

test('without a target for the whole, phases that have one add up', () => {
	const phases = [
		{ period: first, number: 300 },
		{ period: second, number: 700 },
	];
	expect(planOf({ period: whole, number: null }, phases).at(-1)).toEqual({ on: '2023-08-31', value: 1000 });
});

test('phases that promise more than the whole make no corner above it', () => {
	const plan = planOf({ period: whole, number: 200 }, [{ period: first, number: 300 }]);
	expect(plan.map(({ value }) => value)).toEqual([0, 200]);
});

test('a phase has a straight line, and no target no line', () => {
	expect(planOf({ period: first, number: 300 }, [{ period: first, number: 300 }])).toEqual([
		{ on: '2022-01-07', value: 0 },
		{ on: '2022-05-31', value: 300 },
	]);
	expect(planOf({ period: whole, number: null }, [{ period: first, number: null }])).toEqual([]);
});
