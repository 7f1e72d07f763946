/** Fills a data folder with a corpus of a given size to look at or measure: `npm run bench corpus 300000 /tmp/corpus`. */
import { verify } from '#features/statistics/queries/verify.ts';
import { openDb } from '#platform/db/db.ts';
import { migrate } from '#platform/db/migrate.ts';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';
import { growCorpus } from './support/corpus.ts';

const [size = '3000', dataDir = 'data'] = process.argv.slice(2);
const server = await attachPostgres({ dataDir, log: createLogger('silent') });
const db = openDb(server.url);
try {
	await migrate(db.pool);
	await migrateJobs(db.pool);
	const began = Date.now();
	await growCorpus(db, Number(size), (done) => process.stderr.write(`\r${done} of ${size}`), {
		screened: true,
	});
	const grown = Date.now();
	const { events, position, mismatches } = await db.snapshot((tx) => verify(tx));
	console.log(
		`\n${size} initiatives in ${(grown - began) / 1000} s; ${events} events, figures as of ${position}; ` +
			`verified in ${(Date.now() - grown) / 1000} s: ${mismatches.length} mismatches`,
	);
	for (const mismatch of mismatches.slice(0, 10)) console.log(JSON.stringify(mismatch));
	process.exitCode = mismatches.length > 0 ? 1 : 0;
} finally {
	await db.close();
	await server.stop();
}
