import { existsSync, readdirSync } from 'node:fs';
import { findBrowser } from '#testing/chromium.ts';
import { run, say } from '../setup/programs.mjs';

/** Debian's chromium where it can be had, for it is the one that people use; else the one from the registry. */
export async function installBrowser(): Promise<void> {
	if (!existsSync('/usr/bin/chromium') && !existsSync('/usr/bin/google-chrome')) await aptInstall('chromium');
	say(`Browser: ${await findBrowser()}`);
}

/** The oldest PostgreSQL that the portal promises to run on. Without it those tests are left out, and say so. */
export async function installOlderPostgres(): Promise<void> {
	if (olderPostgres() === null) await aptInstall('postgresql-15');
}

/** Folder with the programs of Debian's PostgreSQL 15 to 17, the oldest first, or null. */
export function olderPostgres(): string | null {
	const folder = '/usr/lib/postgresql';
	const versions = existsSync(folder) ? readdirSync(folder).filter((name) => /^1[567]$/.test(name)) : [];
	const found = versions.sort().map((version) => `${folder}/${version}/bin`);
	return found.find((path) => existsSync(`${path}/initdb`)) ?? null;
}

/** Tries only: not every machine has apt, lets us use it, or has this package. */
async function aptInstall(name: string): Promise<void> {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
	say(`Installing Debian's ${name} …`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', name], { env });
	if ((await install()).code === 0) return;
	await run('apt-get', ['update'], { env });
	const { code, output } = await install();
	if (code !== 0) say(`apt could not install ${name}: ${output.trim().split('\n').at(-1)}`);
}
