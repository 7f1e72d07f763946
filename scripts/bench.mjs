/** `npm run bench NAME`: measures one published figure, by `bench/NAME.ts`; without a name it lists them. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { become, environment, main, node24, SetupError } from './setup/programs.mjs';
import { root } from './setup/root.mjs';

await main(async () => {
	process.chdir(root);
	const [name, ...args] = process.argv.slice(2);
	const file = join(root, 'bench', `${name}.ts`);
	if (!name || !existsSync(file)) {
		const names = readdirSync(join(root, 'bench')).filter((one) => /^[^.]+\.ts$/.test(one));
		const list = names.map((one) => `  npm run bench ${one.replace('.ts', '')}`).join('\n');
		throw new SetupError(`Which figure?\n${list || '  (there are none yet)'}`);
	}
	await ensureInstalled('all');
	await ensureBuilt();
	become(node24(), [file, ...args], environment({ NODE_ENV: 'production' }));
});
