import { expect, test } from 'vitest';
import { amount } from '#testing/proof.ts';
import { sharedData } from '#testing/shared-data.ts';
import { setUp, tryAll } from './support/screening/protocol.ts';
import { tablesOf } from './support/screening/tables.ts';

const folder = sharedData('');

// `npm run bench screening` prints the figures; this only says whether one misses its target.
test.skipIf(folder === null)(
	'screening reaches its targets of accuracy among 20,000 initiatives',
	{ timeout: 300_000 },
	async () => {
		const laboratory = await setUp({
			folder: folder!,
			size: 20_000,
			seed: 1,
			queries: amount(100, 250),
			negatives: amount(1_000, 3_750),
			threads: 2,
		});
		try {
			expect(tablesOf(laboratory, await tryAll(laboratory)).misses).toEqual([]);
		} finally {
			await laboratory.pool.close();
		}
	},
);
