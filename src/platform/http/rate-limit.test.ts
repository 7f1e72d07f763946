import { expect, test } from 'vitest';
import { takeTurnHere } from './rate-limit.ts';

test('turns in this process end at the limit, for each key and each limit on its own', async () => {
	const limit = { name: 'thu', turns: 3, seconds: 60 };
	for (let turn = 0; turn < 3; turn++) await takeTurnHere(limit, 'an');
	await expect(takeTurnHere(limit, 'an')).rejects.toMatchObject({
		code: 'too_many_requests',
		status: 429,
		params: { seconds: expect.any(Number) },
	});
	await takeTurnHere(limit, 'binh');
	await takeTurnHere({ ...limit, name: 'khac' }, 'an');
});
