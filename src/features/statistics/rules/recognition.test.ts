import { expect, test } from 'vitest';
import { judgeQuarter } from './recognition.ts';

const judge = (...cluster: [submitted: number, target: number | null][]) =>
	judgeQuarter(cluster.map(([submitted, target]) => ({ submitted, target })));

test('the one with most initiatives is recognised when they exceed its own target', () => {
	expect(judge([570, 265], [300, 100], [40, 50])).toEqual(['recognised', 'follows', 'follows']);
});

test('who leads but does not exceed its target is not recognised, and nobody moves up', () => {
	expect(judge([570, 600], [300, 100])).toEqual(['leads_below_target', 'follows']);
});

test('reaching a target is not exceeding it: 265 of 265 attains 100 % and exceeds by nothing', () => {
	expect(judge([265, 265])).toEqual(['leads_below_target']);
	expect(judge([266, 265])).toEqual(['recognised']);
});

test('without a target of its own there is none to exceed', () => {
	expect(judge([570, null], [300, 100])).toEqual(['leads_without_target', 'follows']);
});

test('several that share the lead are judged each for itself', () => {
	expect(judge([570, 265], [570, 570], [570, null])).toEqual([
		'recognised',
		'leads_below_target',
		'leads_without_target',
	]);
});

test('a quarter without submissions recognises nobody, not even over a target of 0', () => {
	expect(judge([0, 0], [0, null])).toEqual(['nothing', 'nothing']);
	expect(judge()).toEqual([]);
});

test('a target of 0 is exceeded by one', () => {
	expect(judge([1, 0])).toEqual(['recognised']);
});
