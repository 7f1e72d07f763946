import { expect, test } from 'vitest';
import type { Actor, Role } from '#features/people/rules.ts';
import { doorsOfPortal } from '#testing/routes.ts';
import { ACCESS, accessOf, mayCall } from './access.ts';

const ROUTES = [...new Set(doorsOfPortal().map((door) => door.routeId))];

const person = (role: Role): Actor => ({
	accountId: 1,
	name: 'Người Thử',
	locale: 'vi',
	grants: [{ role, unitId: 1, unitCode: 'A', unitName: 'A', isRoot: false }],
});

test('every route is covered by a line of the table, and every line by a route', () => {
	expect(ROUTES.filter((route) => accessOf(route) === null)).toEqual([]);
	const unused = Object.keys(ACCESS).filter(
		(prefix) => !ROUTES.some((route) => route === prefix || route.startsWith(`${prefix}/`)),
	);
	expect(unused).toEqual([]);
});

test('a route that no line covers is open to nobody', () => {
	for (const actor of [null, person('member'), person('administrator')])
		expect(mayCall('/(elsewhere)/page', actor)).not.toBe('allowed');
	expect(accessOf('/')).toBeNull();
});

test('a prefix ends where a name ends', () => {
	expect(accessOf('/api/v1/unitsx')).toBe('signed_in');
	expect(accessOf('/(publicly)/page')).toBeNull();
});

test('who is not signed in is sent to sign in, and who lacks the role is refused', () => {
	expect(mayCall('/(officer)/duyet', null)).toBe('sign_in');
	expect(mayCall('/(officer)/duyet', person('member'))).toBe('forbidden');
	expect(mayCall('/(officer)/duyet', person('reviewer'))).toBe('allowed');
	expect(mayCall('/(officer)/nop-ho', person('reviewer'))).toBe('forbidden');
	expect(mayCall('/(member)/toi', person('administrator'))).toBe('allowed');
});
