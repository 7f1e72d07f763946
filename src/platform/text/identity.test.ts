import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { identityIssue, restoreIdentity } from './identity.ts';

const TODAY = '2023-08-31';
const VECTORS = '../shared/data/units/cccd_vectors.json';

describe('identityIssue', () => {
	it.each([
		['015304400180', null],
		['003099001234', 'identity_province'],
		['097099001234', 'identity_province'],
		['001', 'identity_length'],
		['0010990012345', 'identity_length'],
		['00109900123A', 'identity_letters'],
		['001-099-001234', 'identity_letters'],
		['１２３４５６７８９０１２', 'identity_letters'],
		['001999001234', 'identity_birth_year'],
		['001209999999', 'identity_too_young'],
		['123456789', 'identity_old_card'],
		['1.09001E+11', 'identity_scientific'],
	])('%s → %s', (text, issue) => expect(identityIssue(text, TODAY)).toBe(issue));

	it.skipIf(!existsSync(VECTORS))('agrees with the shared vectors', () => {
		const { vectors } = JSON.parse(readFileSync(VECTORS, 'utf8'));
		for (const { value, valid } of vectors)
			expect([value, identityIssue(value, TODAY) === null]).toEqual([value, valid]);
	});
});

describe('restoreIdentity', () => {
	it.each([
		[1099001234, '001099001234'],
		[70077702850, '070077702850'],
		['70077702850.0', '070077702850'],
		['093 300 483598', '093300483598'],
		["'030177494382", '030177494382'],
		['001-099-001234', '001099001234'],
		['1.09001E+11', '1.09001E+11'],
		['123456789', '123456789'],
	])('%s → %s', (value, restored) => expect(restoreIdentity(value)).toBe(restored));
});
