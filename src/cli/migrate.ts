import type { Command } from 'commander';
import { migrate } from '#platform/db/migrate.ts';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import { writeLine } from './output.ts';
import { withPortal } from './session.ts';

export function registerMigrate(program: Command): void {
	program
		.command('migrate')
		.description('bring the database up to date')
		.action((_options, command: Command) =>
			withPortal(command, async (portal, { json }) => {
				const applied = await migrate(portal.db.pool);
				await migrateJobs(portal.db.pool);
				if (json) writeLine({ applied });
				else
					process.stdout.write(
						applied.length > 0 ? `${applied.join('\n')}\n` : 'The database is up to date.\n',
					);
			}),
		);
}
