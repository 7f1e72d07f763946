/**
 * `npm run prove NAME`: the long proofs whole, of which `npm test` runs a little. NAME chooses test files by
 * their path: `npm run prove histories`. SEED=… repeats one run.
 */
import { join } from 'node:path';
import { ensureInstalled } from './setup/install.mjs';
import { become, environment, main, node24, SetupError } from './setup/programs.mjs';
import { root } from './setup/root.mjs';

await main(async () => {
	process.chdir(root);
	const names = process.argv.slice(2);
	if (names.length === 0) throw new SetupError('Which proof? For example: npm run prove histories');
	await ensureInstalled('all');
	const { DATABASE_URL: _never, ...env } = environment({ PROVE: '1' });
	const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
	// A proof takes as long as it takes.
	become(node24(), [vitest, 'run', ...names, '--testTimeout=0', '--hookTimeout=0'], env);
});
