import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A first start makes a database; on a busy machine that takes a while. */
const START_MS = 120_000;

/** The portal as people run it: `sangkien start` in a process of its own, with its own database server. */
export interface ChildPortal {
	readonly url: string;
	readonly pid: number;
	/** Resolves once it says where it is; rejects with its words when it ends before. */
	ready(): Promise<void>;
	/** Its last words when it ended without being told to; null while it runs. */
	lastWords(): string | null;
	/** Sends a signal to it and everything that its terminal would reach; answers its exit code at its end. */
	signal(name: NodeJS.Signals): Promise<number | null>;
}

/** Starts the portal on a data folder, without demo data, and answers once it is ready. */
export async function startPortal(...how: Parameters<typeof spawnPortal>): Promise<ChildPortal> {
	const portal = spawnPortal(...how);
	await portal.ready();
	return portal;
}

/** The same without waiting. `node` are options of Node itself, such as those of its profiler. */
export function spawnPortal(dataDir: string, port: number, node: readonly string[] = []): ChildPortal {
	const { DATABASE_URL: _external, ...env } = process.env;
	const child = spawn(
		process.execPath,
		[...node, 'src/cli/main.ts', '--data', dataDir, 'start', '--port', String(port), '--empty'],
		// A group of its own, so that a signal to the group is what Ctrl-C in a terminal is.
		{ env: { ...env, HOST: '127.0.0.1' }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	let words = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => {
			words += text;
		});
	const over = () => child.exitCode !== null || child.signalCode !== null;
	const ended = new Promise<number | null>((done) => child.once('close', done));
	return {
		url: `http://127.0.0.1:${port}`,
		pid: child.pid!,
		async ready() {
			const began = Date.now();
			while (!words.includes(`:${port}`)) {
				if (over()) throw new Error(`the portal did not start:\n${words}`);
				if (Date.now() - began > START_MS) throw new Error(`the portal did not start in time:\n${words}`);
				await sleep(5);
			}
		},
		lastWords: () => (over() ? words : null),
		signal(name) {
			if (!over()) process.kill(-child.pid!, name);
			return ended;
		},
	};
}

const clusterOf = (dataDir: string) => join(resolve(dataDir), 'postgres', 'cluster');

/** Address of the server of a data folder, while it runs. */
export function databaseUrlOf(dataDir: string): string {
	const socketDir = pidFile(dataDir)[4]!;
	return `postgresql://postgres@/portal?host=${encodeURIComponent(socketDir)}`;
}

/** Process id of the database server of a data folder, by its own file; null when there is none. */
export function postmasterOf(dataDir: string): number | null {
	return Number(pidFile(dataDir)[0]) || null;
}

/** Every process of the database server, the main one among them, by the folder in which they all stand (Linux). */
export function serverProcesses(dataDir: string): number[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name) && standsIn(name) === clusterOf(dataDir))
		.map(Number);
}

function standsIn(pid: string): string | null {
	try {
		return readlinkSync(`/proc/${pid}/cwd`);
	} catch {
		return null;
	}
}

function pidFile(dataDir: string): string[] {
	try {
		return readFileSync(join(clusterOf(dataDir), 'postmaster.pid'), 'utf8').split('\n');
	} catch {
		return [];
	}
}

/** A port that nobody listens on at the moment. */
export function freePort(): Promise<number> {
	return new Promise((done, fail) => {
		const server = createServer().once('error', fail);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as { port: number };
			server.close(() => done(port));
		});
	});
}
