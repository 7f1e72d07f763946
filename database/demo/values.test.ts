import { expect, test } from 'vitest';
import type { DemoInitiative } from './initiatives.ts';
import { createRandom } from './random.ts';
import { verifySome } from './values.ts';

const made = (count: number): DemoInitiative[] =>
	Array.from(
		{ length: count },
		(_, index) =>
			({
				benefitAmount: index % 10 === 9 ? null : (index + 1) * 1_000_000,
				history: [
					{ action: 'submit', daysAgo: 90 },
					{ action: index % 7 === 0 ? 'reject' : 'approve', daysAgo: 60 },
				],
			}) as unknown as DemoInitiative,
	);

test('some of what stands approved with a sum is verified, mostly as declared, the largest far below', () => {
	const initiatives = made(1_000);
	verifySome(createRandom(7), initiatives);
	const verified = initiatives.filter(({ history }) => history.length > 2);
	expect(verified.length).toBeGreaterThan(100);
	for (const { benefitAmount, history } of verified) {
		expect(history[1]!.action).toBe('approve');
		for (const [index, step] of history.entries()) {
			if (index < 2) continue;
			expect(step.daysAgo).toBeLessThan(history[index - 1]!.daysAgo);
			if (step.amount !== benefitAmount) expect(step.note).toMatch(/\S/);
		}
	}
	const same = verified.filter(({ benefitAmount, history }) => history[2]!.amount === benefitAmount);
	expect(same.length).toBeGreaterThan(verified.length / 2);
	const largest = initiatives.findLast(
		({ benefitAmount, history }) => benefitAmount && history[1]!.action === 'approve',
	)!;
	expect(largest.history.slice(2).map(({ action }) => action)).toEqual([
		'verify_benefit',
		'verify_centrally',
	]);
	expect(largest.history[2]!.amount).toBeLessThan(largest.benefitAmount! / 10);
});
