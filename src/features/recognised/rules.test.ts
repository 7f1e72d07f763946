import { expect, it } from 'vitest';
import { isLikely, statusOf } from './rules.ts';

it.each([
	[true, 0.5, true],
	[true, 0.49, false],
	[false, 0.8, true],
	[false, 0.79, false],
])('the same name %s and titles alike by %d: proposed %s', (sameName, alike, proposed) =>
	expect(isLikely({ sameName, alike })).toBe(proposed),
);

it.each([
	[null, false, 'not_posted'],
	[null, true, 'draft'],
	['in_review', false, 'submitted'],
	['returned', true, 'submitted'],
	['rejected', false, 'submitted'],
	['approved', false, 'approved'],
	['withdrawn', false, 'not_posted'],
	['withdrawn', true, 'draft'],
] as const)('an initiative %s and a draft %s: %s', (state, draft, status) =>
	expect(statusOf(state, draft)).toBe(status),
);
