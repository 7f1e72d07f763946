import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { read } from './sources.ts';

export interface Import {
	/** As it stands in the file. */
	readonly written: string;
	/** The file it means, or null for a package or a virtual module. */
	readonly target: string | null;
	/** `import type`: nothing is left of it when the program runs. */
	readonly typeOnly: boolean;
}

/** `imports` of package.json as prefixes: `#platform/` → `src/platform/`. */
const ALIASES = Object.entries(JSON.parse(read('package.json')).imports as Record<string, string>).map(
	([name, path]) => [name.replace('*', ''), path.replace('./', '').replace('*', '')] as const,
);

/** Our formatter writes every import one way, so a pattern reads them as surely as a parser would. */
const STATIC = /^\s*(?:import|export)\s+(type\s)?(?:[^;'"`]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]/g;

/** All imports and re-exports of a TypeScript, JavaScript or Svelte file. */
export function importsOf(file: string, text: string): Import[] {
	if (file.endsWith('.css')) return [];
	return [
		...[...text.matchAll(STATIC)].map((match) => describe(file, match[2]!, match[1] !== undefined)),
		...[...text.matchAll(DYNAMIC)].map((match) => describe(file, match[1]!, false)),
	];
}

function describe(file: string, written: string, typeOnly: boolean): Import {
	return { written, target: resolve(file, written), typeOnly };
}

function resolve(file: string, written: string): string | null {
	if (written.startsWith('.')) {
		const path = posix.join(posix.dirname(file), written);
		return existsSync(path) ? path : null;
	}
	const alias = ALIASES.find(([name]) => written.startsWith(name));
	return alias ? written.replace(alias[0], alias[1]) : null;
}
