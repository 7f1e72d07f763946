import { globSync, readFileSync } from 'node:fs';

/** Paths under the clone's folder that match the patterns, sorted, with `/` on every platform. */
export function pathsOf(...patterns: string[]): string[] {
	return globSync(patterns, { exclude: (path) => path.includes('node_modules') })
		.map((path) => path.replaceAll('\\', '/'))
		.sort();
}

export const read = (path: string) => readFileSync(path, 'utf8');

/** Ends a check: says what is wrong, one line each, or what was looked at. */
export function conclude(problems: readonly string[], looked: string): void {
	for (const problem of problems) console.log(problem);
	console.log(problems.length === 0 ? looked : `${problems.length} to mend.`);
	process.exitCode = problems.length === 0 ? 0 : 1;
}
