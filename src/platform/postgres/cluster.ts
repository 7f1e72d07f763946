import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
	accessSync,
	chownSync,
	constants,
	existsSync,
	mkdirSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { embeddedBinaries } from './binaries.ts';
import { privateSocketDir, writeConfiguration } from './configuration.ts';
import { chooseRunner, commandLine, type Runner, spawnUser } from './runner.ts';
import { PostgresUnavailable } from './unavailable.ts';

const run = promisify(execFile);

/** Name of the one user and of the database in which the program keeps everything. */
export const USER = 'postgres';
export const DATABASE = 'portal';

/** Where one server lives and how it is started. */
export interface Cluster {
	/** Our folder inside the caller's: `cluster`, `log`, `socket`, and the operator's `settings.conf`. */
	readonly dir: string;
	/** PostgreSQL's own data directory. */
	readonly path: string;
	readonly socketDir: string;
	readonly binaries: string;
	readonly runner: Runner;
	/** Settings of this start alone, over those in the files. */
	readonly settings: Readonly<Record<string, string>>;
}

export interface ClusterOptions {
	/** The program's data folder; the server keeps to `postgres` in it. */
	readonly dataDir: string;
	/** Folder of another PostgreSQL's programs (15 or newer); the embedded 18 when absent. */
	readonly binaries?: string;
	/** Settings of this start alone: tests switch `fsync` off. */
	readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Finds the cluster of a data folder and makes it on first use. Safe when two processes do so at once: each makes
 * its own beside the place, and only one can be moved in.
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
	const dir = makeFolder(options.dataDir);
	const binaries = options.binaries ?? embeddedBinaries();
	const runner = chooseRunner(dir, binaries);
	const cluster: Cluster = {
		dir,
		path: join(dir, 'cluster'),
		socketDir: privateSocketDir(dir, runner),
		binaries,
		runner,
		settings: options.settings ?? {},
	};
	const major = await serverMajor(binaries);
	if (!existsSync(cluster.path)) await initialise(cluster, major);
	const made = Number(readFileSync(join(cluster.path, 'PG_VERSION'), 'utf8'));
	if (made !== major) {
		throw new PostgresUnavailable(
			`The database in ${dir} was made by PostgreSQL ${made}; this program brings ${major}. ` +
				'Take a backup with the program that made it and restore it into a new folder.',
		);
	}
	makeOwn(join(dir, 'log'), runner);
	writeConfiguration(cluster.path, cluster.socketDir);
	return cluster;
}

function makeFolder(dataDir: string): string {
	try {
		// Others may pass through the data folder but not look into it: the server may have to run as one of them.
		mkdirSync(dataDir, { recursive: true, mode: 0o711 });
		const dir = join(realpathSync(dataDir), 'postgres');
		mkdirSync(dir, { recursive: true, mode: 0o700 });
		accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK);
		return dir;
	} catch (error) {
		if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
		throw new PostgresUnavailable(
			`The data folder ${dataDir} belongs to another user or cannot be written. ` +
				'Start as the user who made it, or choose another with --data.',
		);
	}
}

async function serverMajor(binaries: string): Promise<number> {
	const { stdout } = await run(join(binaries, 'postgres'), ['--version']);
	return Number(/\) (\d+)/.exec(stdout)?.[1]);
}

/**
 * The default collation is code point order with Unicode's upper and lower case (`C.UTF-8`): the same on every
 * machine and version, so that no index goes wrong when a library changes. Lists that people read name their
 * own collation. The character type must be UTF-8 as well, or pg_trgm takes «ế» for a gap between words.
 */
async function initialise(cluster: Cluster, major: number): Promise<void> {
	const fresh = `${cluster.path}.new-${randomUUID()}`;
	const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
	const builtin = major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
	const checksums = major < 18 ? ['--data-checksums'] : [];
	const args = [
		'-D',
		fresh,
		'-U',
		USER,
		'-E',
		'UTF8',
		`--locale=${locale}`,
		'-A',
		'trust',
		'--no-instructions',
	];
	const program = join(cluster.binaries, 'initdb');
	const [command, ...rest] = commandLine(cluster.runner, [program, ...args, ...builtin, ...checksums]);
	try {
		await run(command, rest, { cwd: cluster.dir, ...spawnUser(cluster.runner) });
		renameSync(fresh, cluster.path);
	} catch (error) {
		rmSync(fresh, { recursive: true, force: true });
		if (!existsSync(cluster.path)) throw error;
	}
}

function makeOwn(dir: string, { user }: Runner): void {
	const made = mkdirSync(dir, { recursive: true, mode: 0o700 });
	if (made && user) chownSync(dir, user.uid, user.gid);
}
