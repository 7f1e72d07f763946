import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneAtATime } from './once.mjs';
import { environment, mustRun, node24, requireWritable, say } from './programs.mjs';
import { root } from './root.mjs';

/** All that the web bundle is made of. */
const SOURCES = [
	'src',
	'locales',
	'static',
	'database',
	'vite.config.ts',
	'package.json',
	'package-lock.json',
];
const stampFile = join(root, 'build', '.sangkien-build');

/** Builds the web pages when their sources are not those of the last build. */
export async function ensureBuilt() {
	if (lastBuild() === fingerprint()) return;
	await oneAtATime(async () => {
		const sources = fingerprint();
		if (lastBuild() === sources) return;
		requireWritable('The web pages have to be built');
		say('Building the web pages …');
		const started = Date.now();
		const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
		const env = environment({ NODE_ENV: 'production' });
		await mustRun('The build', node24(), [vite, 'build', '--logLevel', 'warn'], { env });
		writeFileSync(stampFile, sources);
		say(`Web pages built in ${Math.round((Date.now() - started) / 1000)} s.`);
	});
}

/**
 * Names, sizes and times of change rather than contents: some milliseconds at every start, and the worst that
 * a touched file costs is a build too many.
 */
function fingerprint() {
	const hash = createHash('sha256');
	for (const source of SOURCES) add(hash, source);
	return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} path */
function add(hash, path) {
	const found = statSync(join(root, path), { throwIfNoEntry: false });
	if (!found || /\.test\.ts$/.test(path)) return;
	if (!found.isDirectory()) {
		hash.update(`${path}\0${found.size}\0${found.mtimeMs}\n`);
		return;
	}
	for (const name of readdirSync(join(root, path)).sort()) add(hash, `${path}/${name}`);
}

function lastBuild() {
	try {
		return readFileSync(stampFile, 'utf8');
	} catch {
		return null;
	}
}
