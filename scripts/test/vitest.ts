import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Count {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

/** The part that we read of what vitest's JSON reporter writes. */
interface Report {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	testResults: { status: string; assertionResults: unknown[] }[];
}

/** Runs one project of vitest.config.ts where the reader can watch it, and counts its tests. */
export async function runVitest(
	project: string,
	args: string[],
	env: Record<string, string> = {},
): Promise<Count> {
	const folder = mkdtempSync(join(tmpdir(), 'sangkien-report-'));
	const file = join(folder, 'report.json');
	try {
		const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
		const vitest = spawn(
			process.execPath,
			[
				'node_modules/vitest/vitest.mjs',
				'run',
				'--project',
				project,
				'--passWithNoTests',
				...reporters,
				...args,
			],
			{ stdio: 'inherit', env: { ...process.env, ...env } },
		);
		const [code] = await once(vitest, 'close');
		return count(JSON.parse(readFileSync(file, 'utf8')) as Report, code === 0);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** A file that does not load has no failed tests, and an error between tests belongs to none: both count as one. */
function count(report: Report, ok: boolean): Count {
	const unloaded = report.testResults.filter(
		({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
	).length;
	const failed = report.numFailedTests + unloaded;
	return {
		passed: report.numPassedTests,
		failed: ok || failed > 0 ? failed : 1,
		skipped: report.numPendingTests + report.numTodoTests,
	};
}
