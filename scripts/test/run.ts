import { parseArgs } from 'node:util';
import { runChecks } from '../check.mjs';
import { ensureBuilt } from '../setup/build.mjs';
import { SetupError } from '../setup/programs.mjs';
import { installBrowser, installOlderPostgres } from './machine.ts';
import { withOlderPostgres } from './older-postgres.ts';
import { type Count, runVitest } from './vitest.ts';

const NOTHING: Count = { passed: 0, failed: 0, skipped: 0 };

/** What asks nothing of PostgreSQL that other tests do not: its launcher, and long work of our own code and processes. */
const NOT_ON_OLDER = [
	'src/platform/postgres/**',
	'src/cli/cli.db.test.ts',
	'src/features/similarity/hostile.db.test.ts',
	'src/portal/screener/many.db.test.ts',
	'src/features/initiatives/commands/import/lists.db.test.ts',
];

/** In this order: what fails fast comes first. */
const SUITES: Record<string, (filters: string[]) => Promise<Count | string>> = {
	check: () => runChecks(),
	unit: (filters) => runVitest('unit', filters),
	db: (filters) => runVitest('db', filters),
	async db15(filters) {
		await installOlderPostgres();
		const left = NOT_ON_OLDER.flatMap((path) => ['--exclude', path]);
		return withOlderPostgres((url) => runVitest('db', [...filters, ...left], { TEST_DATABASE_URL: url }));
	},
	async e2e(filters) {
		await installBrowser();
		await ensureBuilt();
		return runVitest('e2e', filters);
	},
};

const { positionals } = parseArgs({ allowPositionals: true });
const chosen = positionals.filter((word) => word in SUITES);
const filters = positionals.filter((word) => !(word in SUITES));
const names = chosen.length > 0 ? chosen : Object.keys(SUITES);

const results = new Map<string, Count | string>();
for (const name of names) {
	process.stderr.write(`\n━━ ${name}\n`);
	results.set(name, await SUITES[name]!(filters).catch(failure));
}

console.log('\n━━ Summary');
for (const [name, result] of results) {
	if (typeof result === 'string') continue;
	for (const test of result.unsteady ?? []) console.log(`${name}, passed at the second try: ${test}\n`);
	for (const failure of result.failures ?? []) console.log(`${name}: ${failure}\n`);
}
for (const [name, result] of results) {
	console.log(`${name.padEnd(6)} ${typeof result === 'string' ? `not run: ${result}` : inWords(result)}`);
}
const total = [...results.values()].reduce<Count>(
	(sum, result) => (typeof result === 'string' ? sum : add(sum, result)),
	NOTHING,
);
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(inWords(total));

/** A suite that could not even run is one failure, said in full. */
function failure(error: Error): Count {
	console.error(error instanceof SetupError ? error.message : error);
	return { ...NOTHING, failed: 1 };
}

function add(a: Count, b: Count): Count {
	return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

function inWords({ passed, failed, skipped }: Count): string {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
