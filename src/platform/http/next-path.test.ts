import { expect, test } from 'vitest';
import { nextPath } from './next-path.ts';

test.each([
	['/nop', '/nop'],
	['/cua-toi/SK-100001?x=1#f-title', '/cua-toi/SK-100001?x=1#f-title'],
	['/a/../nop', '/nop'],
	['//evil.example', '/'],
	['/\\evil.example', '/'],
	['/\t/evil.example', '/'],
	['/..//evil.example', '/'],
	['/.//evil.example', '/'],
	['https://evil.example/', '/'],
	['javascript:alert(1)', '/'],
	['nop', '/'],
	['', '/'],
	[null, '/'],
])('goes on from %j to %j', (text, path) => {
	expect(nextPath(text, '/')).toBe(path);
});
