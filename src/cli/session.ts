import type { Command } from 'commander';
import { type Config, readConfig } from '#platform/config/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';
import { openPortal, type Portal } from '#portal/portal.ts';

/** What every command is told before its own options. */
export interface GlobalOptions {
	data: string;
	json?: boolean;
}

export const globalOptions = (command: Command): GlobalOptions => command.optsWithGlobals<GlobalOptions>();

/** Settings of PostgreSQL for this command, where the server is ours and not yet running. */
type Settings = Readonly<Record<string, string>>;

type Work<T> = (portal: Portal, options: GlobalOptions) => Promise<T>;

/**
 * Runs a command's work on the data folder, or on `DATABASE_URL`, whether the portal runs beside it or not;
 * the schema is brought up to date first.
 */
export async function withPortal<T>(command: Command, work: Work<T>, settings?: Settings): Promise<T> {
	const migrated: Work<T> = async (portal, options) => {
		await migrate(portal.db.pool);
		return work(portal, options);
	};
	return withDatabase(command, migrated, settings);
}

/** The same with the schema as it is found: for what decides by itself up to where to bring it. */
export async function withDatabase<T>(command: Command, work: Work<T>, settings: Settings = {}): Promise<T> {
	const options = globalOptions(command);
	const config: Config = readConfig({ LOG_LEVEL: 'warn', ...process.env }, { dataDir: options.data });
	const server = config.databaseUrl
		? null
		: await attachPostgres({ dataDir: config.dataDir, settings, log: createLogger(config.logLevel) });
	try {
		const portal = openPortal(config, config.databaseUrl ?? server!.url);
		try {
			return await work(portal, options);
		} finally {
			await portal.close();
		}
	} finally {
		await server?.stop();
	}
}
