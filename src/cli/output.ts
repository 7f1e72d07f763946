import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import cliProgress from 'cli-progress';
import { type Issue, isRefusal } from '#platform/http/refusal.ts';
import { type Locale, type Translate, translator } from '#platform/i18n/translate.ts';
import { PostgresUnavailable } from '#platform/postgres/unavailable.ts';

/** Exit codes mean something to scripts. */
export const EXIT = {
	ok: 0,
	/** Something broke; standard error says what. */
	failed: 1,
	/** The command ran and the answer is no: a mismatch found, a list with wrong rows. */
	refused: 2,
} as const;

/** The command itself speaks English, like its options; what it writes for people may be in either language. */
export function cliTranslate(locale: Locale = 'en'): Translate {
	const read = (name: string) =>
		JSON.parse(
			readFileSync(new URL(`../../locales/${locale}/${name}.json`, import.meta.url), 'utf8'),
		) as Record<string, string>;
	const names = ['api', 'errors', 'excel', 'initiatives', 'officer', 'tree'];
	return translator(locale, Object.fromEntries(names.map((name) => [name, read(name)])));
}

/** A file as it was named where the person stands: npm runs commands in the project's folder. */
export const fileNamed = (name: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), name);

/** An error as a person at a terminal should read it: refusals as sentences, faults with their trace. */
export function explain(error: unknown): string {
	if (error instanceof PostgresUnavailable) return error.message;
	if (!isRefusal(error)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
	return [say(error), ...explainIssues(error.issues)].join('\n');
}

/** Issues as sentences, each after the place it is about. */
export function explainIssues(issues: readonly Issue[]): string[] {
	return issues.map((issue) => `  ${issue.field || '·'}: ${say(issue)}`);
}

function say({ code, params }: Pick<Issue, 'code' | 'params'>): string {
	const t = cliTranslate();
	const keys = [`errors.${code}`, `excel.${code}`];
	return keys.map((key) => [key, t(key, params)]).find(([key, text]) => text !== key)?.[1] ?? code;
}

/** One JSON line on standard output. */
export function writeLine(value: unknown): void {
	process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Told how far a work is; the total may become known, or better known, on the way. */
export interface Progress {
	update(done: number, total?: number): void;
	stop(): void;
}

/** What is over within this time needs no bar. */
const BAR_AFTER_MS = 2_000;

/** A progress bar on standard error when a person watches and it takes long; silent otherwise. */
export function progressBar(label: string, total: number): Progress {
	if (!process.stderr.isTTY) return { update() {}, stop() {} };
	const began = Date.now();
	let bar: cliProgress.SingleBar | undefined;
	return {
		update(done, ofTotal = total) {
			if (!bar) {
				if (Date.now() - began < BAR_AFTER_MS) return;
				bar = new cliProgress.SingleBar({
					format: `${label} {bar} {percentage}%`,
					barCompleteChar: '█',
					barIncompleteChar: '░',
					stream: process.stderr,
					hideCursor: true,
				});
				bar.start(ofTotal, done);
			}
			bar.setTotal(ofTotal);
			bar.update(done);
		},
		stop: () => bar?.stop(),
	};
}
