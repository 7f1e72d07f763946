import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PostgresUnavailable } from './unavailable.ts';

/** As whom the server's programs run: what stands before the command, and the user to become. */
export interface Runner {
	readonly prefix: readonly string[];
	readonly user?: { readonly uid: number; readonly gid: number };
}

const NOBODY = 65534;

/**
 * PostgreSQL refuses to run as root, yet containers and small servers often have nothing else.
 * As root the server runs as whoever owns its folder; in a folder of root's own, in this order:
 *
 * 1. in a user namespace where root is called nobody: it can do no more than root's files allow;
 * 2. as the nearest other owner above the folder: `sudo npm start` in somebody's private home;
 * 3. as nobody, where every folder on the way lets others pass;
 * 4. as nobody with leave to pass closed folders: `/root` in a container without user namespaces.
 *
 * The first that can reach both the programs and the folder is taken, and the folder becomes its own.
 */
export function chooseRunner(dir: string, binaries: string): Runner {
	if (process.getuid?.() !== 0) return { prefix: [] };
	const owner = statSync(dir);
	const candidates = owner.uid === 0 ? rootsCandidates(dir) : asUser(owner.uid, owner.gid);
	const runner = candidates.find((candidate) => canReach(candidate, dirname(dir), binaries));
	if (!runner) {
		throw new PostgresUnavailable(
			`PostgreSQL does not run as root, and no other user can reach ${dir} and ${binaries}. ` +
				'Start as an ordinary user, or move the folder to where others may enter (such as /srv), ' +
				'or set DATABASE_URL to a PostgreSQL of your own.',
		);
	}
	if (runner.user && runner.user.uid !== owner.uid) {
		spawnSync('chown', ['-R', `${runner.user.uid}:${runner.user.gid}`, dir]);
	}
	return runner;
}

function rootsCandidates(dir: string): Runner[] {
	const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];
	const neighbour = nearestOtherOwner(dir);
	return [
		{ prefix: namespace },
		...(neighbour ? [{ prefix: [], user: neighbour }] : []),
		...asUser(NOBODY, NOBODY),
	];
}

function asUser(uid: number, gid: number): Runner[] {
	const capability = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
	const withLeave = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...capability, '--'];
	return [
		{ prefix: [], user: { uid, gid } },
		{ prefix: withLeave, user: { uid, gid } },
	];
}

function nearestOtherOwner(path: string): { uid: number; gid: number } | null {
	const { uid, gid } = statSync(path);
	if (uid !== 0) return { uid, gid };
	return dirname(path) === path ? null : nearestOtherOwner(dirname(path));
}

function canReach(runner: Runner, parent: string, binaries: string): boolean {
	const script = 'cd "$0" && exec "$1" --version';
	const [command, ...args] = commandLine(runner, ['sh', '-c', script, parent, join(binaries, 'postgres')]);
	return spawnSync(command, args, { ...spawnUser(runner), stdio: 'ignore', cwd: '/' }).status === 0;
}

/** The words that run `command` as this runner. */
export function commandLine(runner: Runner, command: readonly string[]): [string, ...string[]] {
	return [...runner.prefix, ...command] as [string, ...string[]];
}

/** Options of `spawn` that go with `commandLine`: setpriv changes the user by itself, and must be root until then. */
export function spawnUser(runner: Runner): { uid?: number; gid?: number } {
	return runner.prefix.length === 0 ? { ...runner.user } : {};
}
