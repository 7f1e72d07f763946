import type { Command } from 'commander';
import { readConfig } from '#platform/config/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import { createLogger } from '#platform/log/log.ts';
import { startPostgres } from '#platform/postgres/postgres.ts';
import { fillDemo } from '#portal/demo.ts';
import { fillFacts } from '#portal/facts.ts';
import { startJobs } from '#portal/jobs.ts';
import { openPortal } from '#portal/portal.ts';
import { serve } from '#portal/web/serve.ts';
import { progressBar } from './output.ts';
import { globalOptions } from './session.ts';

export function registerStart(program: Command): void {
	program
		.command('start')
		.description('start the portal: database, web pages and jobs in one process')
		.option('--port <number>', 'port to listen on (default: 3000, or PORT)', Number)
		.option('--empty', 'do not fill the demonstration programme on first start')
		.action(start);
}

async function start(options: { port?: number; empty?: boolean }, command: Command): Promise<void> {
	const { data } = globalOptions(command);
	const config = readConfig({ LOG_LEVEL: 'warn', ...process.env }, { dataDir: data, port: options.port });
	const log = createLogger(config.logLevel);
	const stops: (() => Promise<void>)[] = [];
	const stopAll = async () => {
		for (const stop of stops.splice(0).reverse()) await stop();
	};
	const stopping = stopOnSignal(stopAll);
	try {
		let url = config.databaseUrl;
		if (!url) {
			const server = await startPostgres({ dataDir: config.dataDir, log });
			stops.push(() => server.stop());
			url = server.url;
		}
		const portal = openPortal(config, url);
		stops.push(() => portal.close());
		await migrate(portal.db.pool);
		await migrateJobs(portal.db.pool);
		await fillFacts(portal);
		const accounts = options.empty ? [] : await fillDemo(portal, progressBar);
		const jobs = await startJobs(portal);
		stops.push(() => jobs.stop());
		const web = await serve(portal);
		stops.push(() => web.stop());
		greet(web.port, accounts);
	} catch (error) {
		// Asked to stop while starting: what was under way fails because its database is gone.
		if (stopping()) return;
		await stopAll();
		throw error;
	}
}

function greet(port: number, accounts: readonly { role: string; login: string; password: string }[]): void {
	const lines = ['', `  Cổng sáng kiến: http://localhost:${port}`, ''];
	for (const { role, login, password } of accounts) lines.push(`  ${role.padEnd(14)} ${login}   ${password}`);
	if (accounts.length > 0) lines.push('');
	lines.push('  Ctrl-C stops it.', '');
	process.stdout.write(`${lines.join('\n')}\n`);
}

/** npm may pass one Ctrl-C on twice; a person who asks again does so later than this. */
const SAME_PRESS_MS = 1_000;

/** Stops everything when the process is asked to; answers whether it has been. */
function stopOnSignal(stopAll: () => Promise<void>): () => boolean {
	let asked = 0;
	const stop = () => {
		if (asked > 0) {
			// Asked again: the person does not want to wait. The next start recovers whatever this leaves.
			if (Date.now() - asked > SAME_PRESS_MS) process.exit(1);
			return;
		}
		asked = Date.now();
		stopAll().then(
			() => process.exit(0),
			(error) => {
				process.stderr.write(`${error}\n`);
				process.exit(1);
			},
		);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
	return () => asked > 0;
}
