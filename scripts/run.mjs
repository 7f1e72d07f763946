/**
 * `npm start` and `npm run sangkien`: makes a fresh clone ready, then becomes the `sangkien` command.
 * Plain JavaScript for any Node from 20 on, and no packages: at its first run there are none.
 */
import { join } from 'node:path';
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { become, environment, main, node24 } from './setup/programs.mjs';
import { root } from './setup/root.mjs';

await main(async () => {
	// Files that are named on the command line are where the person stands (`src/cli/output.ts`); npm says where that is.
	process.env.INIT_CWD ??= process.cwd();
	process.chdir(root);
	const args = process.argv.slice(2);
	await ensureInstalled('prod');
	// `start` may come after global options: `--data DIR start`.
	if (args.includes('start') && !args.includes('--help')) await ensureBuilt();
	become(node24(), [join(root, 'src', 'cli', 'main.ts'), ...args], environment());
});
