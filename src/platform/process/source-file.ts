import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * A file of ours as source, to run in a process of its own: in the bundled server this module lies under `build/`, so
 * the file is looked for upwards from here and from where the process runs. Node runs TypeScript directly.
 * @param entry path from the project's folder
 */
export function sourceFile(entry: string): string {
	for (const start of [dirname(import.meta.filename ?? ''), process.cwd()]) {
		for (let folder = resolve(start); ; folder = dirname(folder)) {
			const file = join(folder, entry);
			if (existsSync(file)) return file;
			if (folder === dirname(folder)) break;
		}
	}
	throw new Error(`${entry} not found above ${import.meta.filename} or ${process.cwd()}`);
}
