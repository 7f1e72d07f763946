/**
 * `npm run check`: everything that can be known without running the program. `npm run check -- lint locales`
 * runs some of it.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './setup/install.mjs';
import { environment, main, node24, run, say } from './setup/programs.mjs';
import { root } from './setup/root.mjs';
import { prepareTypes } from './setup/types.mjs';

const package_ = (/** @type {string} */ path) => [node24(), join(root, 'node_modules', path)];
const own = (/** @type {string} */ name) => [node24(), join(root, 'scripts', `${name}.ts`)];

/**
 * By name; the slowest first, so that the others fit beside it.
 * @type {Record<string, () => string[][]>}
 */
const CHECKS = {
	types: () => [[...package_('svelte-check/bin/svelte-check'), '--fail-on-warnings', '--output', 'human']],
	unused: () => [[...package_('knip/bin/knip.js'), '--no-progress']],
	lint: () => [
		[...package_('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '--max-diagnostics=10', '.'],
	],
	layers: () => [own('check-layers')],
	locales: () => [own('check-locales')],
	documents: () => [own('check-docs')],
};

/** Checks that read the types of routes: made before, since they run side by side. */
const READS_TYPES = new Set(['types', 'unused']);

/** Runs the named checks, or all, some at a time; answers how many passed and failed. */
export async function runChecks(names = Object.keys(CHECKS)) {
	const unknown = names.filter((name) => !(name in CHECKS));
	if (unknown.length > 0)
		throw new Error(`No such check: ${unknown}. There are: ${Object.keys(CHECKS).join(', ')}.`);
	if (names.some((name) => READS_TYPES.has(name))) await prepareTypes();
	const waiting = [...names];
	const count = { passed: 0, failed: 0, skipped: 0 };
	const worker = async () => {
		for (let name = waiting.shift(); name; name = waiting.shift()) {
			count[(await check(name)) ? 'passed' : 'failed']++;
		}
	};
	await Promise.all(Array.from({ length: Math.min(2, cpus().length) }, worker));
	return count;
}

/** @param {string} name */
async function check(name) {
	const started = Date.now();
	/** @type {string | null} */
	let failure = null;
	for (const [command = '', ...args] of CHECKS[name]?.() ?? []) {
		const { code, output } = await run(command, args, { env: environment({ NO_COLOR: '1' }) });
		if (code !== 0) failure = output.trim();
		if (failure !== null) break;
	}
	const time = `${((Date.now() - started) / 1000).toFixed(1)} s`;
	say(`${failure === null ? '✓' : '✗'} ${name.padEnd(10)} ${time}`);
	if (failure !== null) say(failure.replace(/^/gm, '    '));
	return failure === null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	await main(async () => {
		await ensureInstalled('all');
		const names = process.argv.slice(2);
		const { failed } = await runChecks(names.length > 0 ? names : undefined);
		process.exitCode = failed > 0 ? 1 : 0;
	});
}
