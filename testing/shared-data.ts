import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Real input that several projects share; it stands beside the clone and is no part of it. */
const FOLDER = fileURLToPath(new URL('../../shared/data/', import.meta.url));

/**
 * Path of a shared file or folder such as `excel/generated_vi/01_clean_300.xlsx`, or null, with a line that says
 * so, where the machine does not have it: `test.skipIf(sharedData('…') === null)`.
 */
export function sharedData(path: string): string | null {
	const full = `${FOLDER}${path}`;
	if (existsSync(full)) return full;
	console.warn(`Shared data is not on this machine: ${full}; what needs it is skipped.`);
	return null;
}
