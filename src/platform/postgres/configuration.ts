import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Runner } from './runner.ts';
import { PostgresUnavailable } from './unavailable.ts';

/** The shortest limit for a Unix socket's path among our platforms (macOS 104, Linux 108), its end included. */
const SOCKET_PATH_BYTES = 104;

/**
 * Settings for two cores and a machine shared with the web process. Commits are durable: PostgreSQL's
 * defaults (`fsync`, `synchronous_commit`, `full_page_writes`) are left on. An operator changes any of them in
 * `settings.conf` beside the cluster, which this program never writes.
 */
const SETTINGS = {
	listen_addresses: '',
	unix_socket_permissions: '0700',
	max_connections: 60,
	shared_buffers: '256MB',
	effective_cache_size: '2GB',
	work_mem: '16MB',
	maintenance_work_mem: '256MB',
	// Our statements are short; compiling them costs more than it saves.
	jit: 'off',
	max_parallel_workers_per_gather: 1,
	// Solid-state disks: reading at random is hardly dearer than in order.
	random_page_cost: 1.1,
	max_wal_size: '2GB',
	// Packing the pages that are logged whole after a checkpoint, with the one method that is built in, took a fifth of the
	// first merger after a start and gained nothing in submissions.
	wal_compression: 'off',
	timezone: 'UTC',
	// One file per weekday, each begun afresh a week later: the log never fills the disk.
	logging_collector: 'on',
	log_directory: '../log',
	log_filename: 'postgres-%a.log',
	log_truncate_on_rotation: 'on',
	log_rotation_age: '1d',
	log_rotation_size: 0,
	log_line_prefix: '%m [%p] %a ',
	log_lock_waits: 'on',
	log_min_duration_statement: '1s',
	// Parameters are people's names and texts: they do not belong in a log.
	log_parameter_max_length: 0,
};

/** Writes the server's settings anew, so that an upgrade of the program brings its own. */
export function writeConfiguration(cluster: string, socketDir: string): void {
	const lines = Object.entries({ ...SETTINGS, unix_socket_directories: socketDir }).map(
		([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`,
	);
	writeIfChanged(
		join(cluster, 'postgresql.conf'),
		`# Written by the program at every start; put changes into ../settings.conf\n${lines.join('\n')}\ninclude_if_exists = '../settings.conf'\n`,
	);
	// Whoever can enter the private folder of the socket is the owner or root: no password adds to that.
	writeIfChanged(join(cluster, 'pg_hba.conf'), 'local all all trust\n');
}

function writeIfChanged(file: string, text: string): void {
	if (readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

/**
 * Folder of the server's socket, closed to other users: inside our own folder, or, when that path is too long
 * for a socket, a folder in /tmp named by a digest of it. There anyone could have made it first, hence the check.
 */
export function privateSocketDir(ours: string, runner: Runner): string {
	const dir = socketDirOf(ours);
	mkdirSync(dir, { recursive: true, mode: 0o700 });
	const trusted = [process.getuid?.(), runner.user?.uid];
	const found = lstatSync(dir);
	if (!found.isDirectory() || !trusted.includes(found.uid) || (found.mode & 0o077) !== 0) {
		throw new PostgresUnavailable(
			`${dir} belongs to another user or is open to others: remove it and start again.`,
		);
	}
	if (runner.user && found.uid !== runner.user.uid) chownSync(dir, runner.user.uid, runner.user.gid);
	return dir;
}

function socketDirOf(ours: string): string {
	const inside = join(ours, 'socket');
	if (Buffer.byteLength(join(inside, '.s.PGSQL.5432')) < SOCKET_PATH_BYTES) return inside;
	return join('/tmp', `postgres-${createHash('sha256').update(ours).digest('hex').slice(0, 16)}`);
}
