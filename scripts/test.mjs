/**
 * `npm test`: makes a fresh clone ready for tests, then runs them all. `npm test -- unit db` runs some suites;
 * other words choose test files by their path: `npm test -- unit benefit`.
 */
import { join } from 'node:path';
import { ensureInstalled } from './setup/install.mjs';
import { become, environment, main, node24 } from './setup/programs.mjs';
import { root } from './setup/root.mjs';

await main(async () => {
	process.chdir(root);
	await ensureInstalled('all');
	// From here on there is Node 24 with TypeScript, and packages.
	const { DATABASE_URL: _never, ...env } = environment();
	become(node24(), [join(root, 'scripts', 'test', 'run.ts'), ...process.argv.slice(2)], env);
});
