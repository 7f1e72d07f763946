import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { prepareTypes } from '../setup/types.mjs';

export interface Count {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
	/** What failed and how it begins to say so, a text each. Said again at the end, where a reader of a log looks first. */
	readonly failures?: readonly string[];
	/** The same of what passed at the second try. */
	readonly unsteady?: readonly string[];
}

/** The part that we read of what vitest's JSON reporter writes. */
interface Report {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	testResults: {
		name: string;
		status: string;
		message: string;
		assertionResults: TestResult[];
	}[];
}

interface TestResult {
	status: string;
	fullName: string;
	failureMessages: string[] | null;
}

/** Runs one project of vitest.config.ts where the reader can watch it, and counts its tests. */
export async function runVitest(
	project: string,
	args: string[],
	env: Record<string, string> = {},
): Promise<Count> {
	// What `tsconfig.json` builds on. The check of types makes it too, but a suite may be asked for alone.
	if (!existsSync('node_modules/$app/tsconfig.json')) await prepareTypes();
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
		failures: failuresOf(report),
		unsteady: unsteadyOf(report),
	};
}

function failuresOf({ testResults }: Report): string[] {
	return testResults
		.filter(({ status }) => status === 'failed')
		.flatMap((file) => {
			const failed = file.assertionResults.filter(({ status }) => status === 'failed');
			if (failed.length > 0) return failed.map((test) => inWords(file.name, test));
			return [`${relative(process.cwd(), file.name)}: ${beginning(file.message)}`];
		});
}

/** Tests that passed and yet have said why they failed. */
const unsteadyOf = ({ testResults }: Report): string[] =>
	testResults.flatMap(({ name, assertionResults }) =>
		assertionResults
			.filter(({ status, failureMessages }) => status === 'passed' && (failureMessages ?? []).length > 0)
			.map((test) => inWords(name, test)),
	);

const inWords = (file: string, { fullName, failureMessages }: TestResult): string =>
	`${relative(process.cwd(), file)}: ${fullName}\n${beginning(failureMessages?.join('\n') ?? '')}`;

function beginning(text: string): string {
	return text.split('\n').slice(0, 12).join('\n');
}
