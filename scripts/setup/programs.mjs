import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './root.mjs';

/** A line about set-up: on standard error, for standard output belongs to what a command answers. */
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

/** The environment with Node 24 and the clone's own commands first on the PATH. */
export function environment(extra = {}) {
	const first = [join(node24(), '..'), join(root, 'node_modules', '.bin')];
	return { ...process.env, PATH: [...first, process.env.PATH].join(delimiter), ...extra };
}

/**
 * Runs a program in the clone; resolves to `{ code, output }`. What it prints is kept, and shown only by
 * whoever asks for it.
 */
export function run(command, args, options = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
		let output = '';
		const keep = (text) => {
			output += text;
		};
		child.stdout?.setEncoding('utf8').on('data', keep);
		child.stderr?.setEncoding('utf8').on('data', keep);
		child.on('error', reject);
		child.on('close', (code, signal) => resolve({ code: code ?? 128 + constants.signals[signal], output }));
	});
}

/** Like `run`, but a failure is an error that shows what the program printed. */
export async function mustRun(what, command, args, options = {}) {
	const { code, output } = await run(command, args, options);
	if (code !== 0) throw new SetupError(`${what} failed:\n${output.trim()}`);
}

/**
 * Ends this program by becoming another: in place where Node can do that, so that signals, the terminal and the
 * exit code need no go-between; else as a child, whose end is ours.
 */
export function become(command, args, env) {
	if (process.execve && process.platform !== 'win32') process.execve(command, [command, ...args], env);

	const child = spawn(command, args, { stdio: 'inherit', env });
	// Ctrl-C reaches the whole foreground group by itself; passed on it would arrive twice.
	process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
	for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('error', (error) => {
		say(error.message);
		process.exit(1);
	});
	child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/** Runs a script's main function; what a person can mend is printed plainly. */
export async function main(work) {
	try {
		await work();
	} catch (error) {
		say(error instanceof SetupError ? error.message : error.stack);
		process.exit(1);
	}
}
