import type { Command } from 'commander';
import { type Config, readConfig } from '#platform/config/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';
import { openPortal, type Portal } from '#portal/portal.ts';

/** What every command is told before its own options. */
export interface GlobalOptions {
	data: string;
	json?: boolean;
}

export const globalOptions = (command: Command): GlobalOptions => command.optsWithGlobals<GlobalOptions>();

/**
 * Runs a command's work on the data folder, or on `DATABASE_URL`, whether the portal runs beside it or not;
 * the schema is brought up to date first.
 */
export async function withPortal<T>(
	command: Command,
	work: (portal: Portal, options: GlobalOptions) => Promise<T>,
): Promise<T> {
	const options = globalOptions(command);
	const config: Config = readConfig({ LOG_LEVEL: 'warn', ...process.env }, { dataDir: options.data });
	const server = config.databaseUrl ? null : await attachPostgres({ dataDir: config.dataDir });
	try {
		const portal = openPortal(config, config.databaseUrl ?? server!.url);
		try {
			await migrate(portal.db.pool);
			return await work(portal, options);
		} finally {
			await portal.close();
		}
	} finally {
		await server?.stop();
	}
}
