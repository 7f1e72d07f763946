import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { commandLine, spawnUser } from './runner.ts';
import { PostgresUnavailable } from './unavailable.ts';

/** Backends outlive a killed postmaster while their statement runs; longer than this, they are ended. */
const ORPHAN_PATIENCE_MS = 1_000;
/** A fast shutdown writes a checkpoint; longer than this, it is cut short and the log replayed at next start. */
const SHUTDOWN_PATIENCE_MS = 60_000;

/**
 * The process id of the cluster's running postmaster, or null. A pid file alone proves nothing: after a crash
 * or a restart of the machine its number may be another program's. The process must have been started on this
 * very folder.
 */
export function findPostmaster(cluster: Cluster): number | null {
	const pid = Number(readPidFile(cluster)?.[0]);
	return pid > 0 && serves(pid, cluster) ? pid : null;
}

const serves = (pid: number, cluster: Cluster) => commandOf(pid).includes(` -D ${cluster.path} `);

/** Starts the server, in a session of its own: Ctrl-C in the terminal must reach the program, not its database. */
export async function launchPostmaster(cluster: Cluster): Promise<void> {
	const started = Date.now();
	for (;;) {
		removeForeignLocks(cluster);
		const said = await launchOnce(cluster);
		// Another process may have been quicker: its server is as good as ours.
		if (said === null || said.includes('"postmaster.pid" already exists')) return;
		if (!said.includes('pre-existing shared memory block')) {
			throw new PostgresUnavailable(
				`PostgreSQL did not start (log in ${join(cluster.dir, 'log')}):\n${said.trim()}`,
			);
		}
		if (Date.now() - started > ORPHAN_PATIENCE_MS) endOrphans(cluster);
		await sleep(100);
	}
}

/** Null once the server is up; what it said when it ended instead. Later its own log has the word. */
async function launchOnce(cluster: Cluster): Promise<string | null> {
	const settings = Object.entries(cluster.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const server = [join(cluster.binaries, 'postgres'), '-D', cluster.path, ...settings];
	const [command, ...args] = commandLine(cluster.runner, server);
	const child = spawn(command, args, {
		...spawnUser(cluster.runner),
		cwd: cluster.dir,
		// Nothing of the caller's environment: PG… variables would change the server behind our back.
		env: { PATH: process.env.PATH, LANG: 'C.UTF-8' },
		detached: true,
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let said = '';
	let ended = false;
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		said += text;
	});
	child.once('error', (error) => {
		said += error.message;
		ended = true;
	});
	child.once('close', () => {
		ended = true;
	});
	while (!ended) {
		// The pid file alone is too early: it is written before the server looks for remains of an earlier one.
		if (findPostmaster(cluster) === child.pid && isReady(cluster)) {
			child.stderr.destroy();
			child.unref();
			return null;
		}
		await sleep(5);
	}
	return said;
}

/** Waits until the server accepts connections, however long its recovery takes; false when it went away. */
export async function postmasterReady(cluster: Cluster): Promise<boolean> {
	while (findPostmaster(cluster) !== null) {
		if (isReady(cluster)) return true;
		await sleep(10);
	}
	return false;
}

const isReady = (cluster: Cluster) => readPidFile(cluster)?.[7]?.trim() === 'ready';

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
export async function shutDownPostmaster(cluster: Cluster): Promise<void> {
	const pid = findPostmaster(cluster);
	if (pid === null) return;
	process.kill(pid, 'SIGINT');
	const started = Date.now();
	while (findPostmaster(cluster) === pid) {
		if (Date.now() - started > SHUTDOWN_PATIENCE_MS) process.kill(pid, 'SIGQUIT');
		await sleep(10);
	}
}

/**
 * PostgreSQL clears a dead server's lock files by itself, but refuses one whose number another program now has,
 * or a process that has ended and whom nobody has buried yet (a container without an init).
 */
function removeForeignLocks(cluster: Cluster): void {
	for (const file of [pidFile(cluster), join(cluster.socketDir, '.s.PGSQL.5432.lock')]) {
		const pid = Number(readText(file).split('\n')[0]);
		if (pid > 0 && isAlive(pid) && !serves(pid, cluster)) rmSync(file, { force: true });
	}
}

/** Ends backends whose postmaster was killed: they stand in the cluster's folder. Linux only; elsewhere we wait. */
function endOrphans(cluster: Cluster): void {
	if (process.platform !== 'linux') return;
	for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
		try {
			if (readlinkSync(`/proc/${pid}/cwd`) === cluster.path) process.kill(Number(pid), 'SIGQUIT');
		} catch {
			// Another user's process, or one that has just ended.
		}
	}
}

/** Its lines: process id, data directory, start time, port, socket folder, address, shared memory, status. */
function readPidFile(cluster: Cluster): string[] | null {
	const text = readText(pidFile(cluster));
	return text === '' ? null : text.split('\n');
}

const pidFile = (cluster: Cluster) => join(cluster.path, 'postmaster.pid');

function readText(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

/** The words a process was started with; '' for one that has ended, even if nobody has buried it yet. */
function commandOf(pid: number): string {
	if (process.platform === 'linux') return readText(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
	return `${spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()} `;
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
