/**
 * `npm run bench NAME`: measures one published figure (`bench/NAME.ts`, words after it are its own); without a
 * name the benches are listed. Speed depends on the machine, so nothing of it is asserted in `npm test`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { become, environment, main, node24, SetupError } from './setup/programs.mjs';
import { root } from './setup/root.mjs';

/** Benches with the first sentence of what each says of itself. */
function benches() {
	return readdirSync(join(root, 'bench'))
		.filter((file) => file.endsWith('.ts'))
		.sort()
		.map((file) => {
			const text = readFileSync(join(root, 'bench', file), 'utf8');
			const said =
				/^\/\*\*(.*?)\*\//s
					.exec(text)?.[1]
					?.replace(/\s*\n \*\s*/g, ' ')
					.trim() ?? '';
			return { name: file.replace(/\.ts$/, ''), said: said.replace(/\. .*/s, '.') };
		});
}

await main(async () => {
	process.chdir(root);
	const [name, ...options] = process.argv.slice(2);
	if (!name) {
		for (const bench of benches()) console.log(`npm run bench ${bench.name.padEnd(12)} ${bench.said}`);
		return;
	}
	const file = join(root, 'bench', `${name}.ts`);
	if (!existsSync(file)) throw new SetupError(`No bench is called ${name}; npm run bench lists them.`);
	await ensureInstalled('all');
	await ensureBuilt();
	const { DATABASE_URL: _never, ...env } = environment({ NODE_ENV: 'production' });
	become(node24(), [file, ...options], env);
});
