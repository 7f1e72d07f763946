import { expect, test } from 'vitest';
import { isRefusal } from '#platform/http/refusal.ts';
import { readChange } from './request.ts';

function issuesOf(typed: Record<string, string>): [string, string][] {
	try {
		readChange('merge', typed);
	} catch (error) {
		if (isRefusal(error)) return error.issues.map(({ field, code }) => [field, code]);
		throw error;
	}
	return [];
}

test('a form is read, units by code whatever stands between them', () => {
	const typed = { codes: 'ldld-20,  LDLD-02\nLDLD-04', into: 'LDLD-19', from: '1/7/2025', why: 'Nghị quyết' };
	expect(readChange('merge', typed)).toEqual({
		kind: 'merge',
		codes: ['LDLD-20', 'LDLD-02', 'LDLD-04'],
		into: 'LDLD-19',
		from: '2025-07-01',
		why: 'Nghị quyết',
	});
});

test('everything that is wrong is said at once, a date that does not exist beside what is missing', () => {
	expect(issuesOf({ codes: 'LDLD-20', into: '', from: '31/2/2026', why: '' })).toEqual([
		['into', 'value_missing'],
		['from', 'date_impossible'],
		['why', 'value_missing'],
	]);
	expect(issuesOf({ codes: 'LDLD-20', into: 'LDLD-19', from: '31/2/2026', why: 'Vì' })).toHaveLength(1);
	expect(issuesOf({ codes: 'LDLD-20', into: 'LDLD-19', from: '', why: 'Vì' })).toHaveLength(1);
});
