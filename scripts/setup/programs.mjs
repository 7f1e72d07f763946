import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { constants as system } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './root.mjs';

/**
 * A line about set-up: on standard error, for standard output belongs to what a command answers.
 * @param {string | undefined} line
 */
export const say = (line) => process.stderr.write(`${line}\n`);

/** What a person can mend: printed without a stack. */
export class SetupError extends Error {}

/** Node 24 from the registry where there is one for this platform, else the Node that runs this, if new enough. */
export function node24() {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const file = process.platform === 'win32' ? 'node.exe' : 'node';
	const own = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file);
	if (existsSync(own)) return own;
	if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
	throw new SetupError(
		`There is no packaged Node.js for ${process.platform}-${process.arch}; please install Node.js 24 or newer (this is ${process.version}).`,
	);
}

/**
 * @param {string} deed What has to be done in the clone, as the end of a sentence.
 */
export function requireWritable(deed) {
	try {
		accessSync(root, constants.W_OK);
	} catch {
		throw new SetupError(`${deed}, but ${root} belongs to another user: run this once as its owner.`);
	}
}

/** Asks glibc for large pages: screening looks things up all over arrays of hundreds of megabytes. */
const LARGE_PAGES = 'glibc.malloc.hugetlb=1';

/**
 * The environment with Node 24 and the clone's own commands first on the PATH.
 *
 * @param {Record<string, string>} extra
 * @returns {NodeJS.ProcessEnv}
 */
export function environment(extra = {}) {
	const first = [join(node24(), '..'), join(root, 'node_modules', '.bin')];
	const GLIBC_TUNABLES = process.env.GLIBC_TUNABLES ?? LARGE_PAGES;
	return { ...process.env, GLIBC_TUNABLES, PATH: [...first, process.env.PATH].join(delimiter), ...extra };
}

/**
 * Runs a program in the clone; resolves to `{ code, output }`. What it prints is kept, and shown only by
 * whoever asks for it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, options = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
		let output = '';
		const keep = (/** @type {string} */ text) => {
			output += text;
		};
		child.stdout?.setEncoding('utf8').on('data', keep);
		child.stderr?.setEncoding('utf8').on('data', keep);
		child.on('error', reject);
		child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), output }));
	});
}

/**
 * As a shell counts: what a signal ended answers 128 and the signal's number.
 *
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
const exitCode = (code, signal) => code ?? 128 + (signal ? system.signals[signal] : 0);

/**
 * Like `run`, but a failure is an error that shows what the program printed.
 *
 * @param {string} what
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export async function mustRun(what, command, args, options = {}) {
	const { code, output } = await run(command, args, options);
	if (code !== 0) throw new SetupError(`${what} failed:\n${output.trim()}`);
}

/**
 * Ends this program by becoming another: in place where Node can do that, so that signals, the terminal and the
 * exit code need no go-between; else as a child, whose end is ours.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export function become(command, args, env) {
	if (process.execve && process.platform !== 'win32') process.execve(command, [command, ...args], env);

	// In a session of its own, so that Ctrl-C does not reach it twice: from the terminal, and from us.
	const child = spawn(command, args, { stdio: 'inherit', env, detached: true });
	process.on('SIGINT', () => child.kill('SIGINT'));
	process.on('SIGTERM', () => child.kill('SIGTERM'));
	process.on('SIGHUP', () => child.kill('SIGHUP'));
	child.on('error', (error) => {
		say(error.message);
		process.exit(1);
	});
	child.on('exit', (code, signal) => process.exit(exitCode(code, signal)));
}

/**
 * Runs a script's main function; what a person can mend is printed plainly.
 * @param {() => Promise<void>} work
 */
export async function main(work) {
	try {
		await work();
	} catch (error) {
		say(error instanceof SetupError ? error.message : /** @type {Error} */ (error).stack);
		process.exit(1);
	}
}
