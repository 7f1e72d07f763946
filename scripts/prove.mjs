/**
 * `npm run prove NAME`: runs whole the proofs of which `npm test` runs a little, without a limit of time.
 * NAME is part of a test file's name; without one the proofs are listed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { become, environment, main, node24, SetupError } from './setup/programs.mjs';
import { root } from './setup/root.mjs';

/** A proof asks `testing/proof.ts` how much of itself to run. */
const ASKS = /testing\/proof\.ts'/;
const TEST = /\.(?:db\.test|test|e2e)\.ts$/;
const TITLE = /^test(?:\.\w+\(.*\))?\(\s*(['"`])(.+?)\1/ms;

/** Test files that are proofs, with the title of their first test. */
function proofs() {
	return ['src', 'database', 'testing', 'e2e']
		.flatMap((folder) =>
			readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`),
		)
		.filter((path) => TEST.test(path))
		.sort()
		.flatMap((path) => {
			const text = readFileSync(join(root, path), 'utf8');
			const title = TITLE.exec(text)?.[2]
				?.replace(/ \(seed .*?\)/, '')
				.replace(/\$\{.*?\}/g, '…');
			return ASKS.test(text) ? [{ path, name: basename(path).replace(TEST, ''), title: title ?? path }] : [];
		});
}

await main(async () => {
	process.chdir(root);
	const [name, ...options] = process.argv.slice(2);
	if (!name) {
		for (const proof of proofs()) console.log(`npm run prove ${proof.name.padEnd(12)} ${proof.title}`);
		return;
	}
	const paths = proofs().flatMap(({ path }) => (basename(path).includes(name) ? [path] : []));
	if (paths.length === 0) throw new SetupError(`No proof is called ${name}; npm run prove lists them.`);
	await ensureInstalled('all');
	// Some proofs run the built portal, and all of them need the settings that building writes down.
	await ensureBuilt();
	const { DATABASE_URL: _never, ...env } = environment({ PROVE: '1' });
	const limits = ['--testTimeout=0', '--hookTimeout=0', '--disable-console-intercept', '--reporter=verbose'];
	become(
		node24(),
		[join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...limits, ...paths, ...options],
		env,
	);
});
