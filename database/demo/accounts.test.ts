import { expect, test } from 'vitest';
import { FACT_UNITS, periodOn } from '../facts/units.ts';
import { DEMO_ACCOUNTS } from './accounts.ts';

const kindOf = (code: string) => {
	const unit = FACT_UNITS.find((each) => each.code === code);
	return unit && periodOn(unit, '2026-11-21')?.kind;
};

test('every role has a sign-in, in a unit that stands', () => {
	const roles = DEMO_ACCOUNTS.map(({ role, unitCode }) => [role, kindOf(unitCode)]);
	expect(roles).toEqual([
		['member', 'grassroots'],
		['officer', 'grassroots'],
		['reviewer', 'zone'],
		['manager', 'confederation'],
		['administrator', 'confederation'],
		['officer', 'grassroots'],
	]);
});

test('nobody real can be reached', () => {
	for (const { email, phone } of DEMO_ACCOUNTS) {
		expect(email ?? phone).toBeTruthy();
		expect(email ?? '@demo.sangkien.invalid').toMatch(/@demo\.sangkien\.invalid$/);
		expect(phone ?? '0000').toMatch(/^0000/);
	}
});
