import { defineConfig } from 'vitest/config';

/** `unit` needs nothing, `db` a PostgreSQL, `e2e` also a browser. `npm test -- unit` runs one of them. */
export default defineConfig({
	test: {
		// Two workers for two cores; more only wait for each other and for the one database.
		maxWorkers: 2,
		projects: [
			{
				test: {
					name: 'unit',
					include: ['{src,database,locales,scripts,testing,bench}/**/*.test.ts'],
					exclude: ['**/*.db.test.ts'],
					// Far above what any takes: a busy machine is no failure.
					testTimeout: 30_000,
				},
			},
			{
				test: {
					name: 'db',
					include: ['{src,database,testing}/**/*.db.test.ts'],
					globalSetup: ['testing/database-server.ts'],
					// As above; what may take longer says so itself.
					testTimeout: 60_000,
					hookTimeout: 120_000,
				},
			},
			{
				test: {
					name: 'e2e',
					include: ['e2e/**/*.e2e.ts'],
					// A browser on a busy machine may be too slow once. What passes at the second try is named in the summary.
					retry: 1,
					globalSetup: ['testing/database-server.ts'],
					testTimeout: 120_000,
					hookTimeout: 120_000,
				},
			},
		],
	},
});
