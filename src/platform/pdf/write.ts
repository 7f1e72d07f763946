import { runInProcess } from '#platform/excel/in-worker.ts';
import type { OfficialDocument } from './document.ts';

/** What the compiler takes of memory lies outside the heap; a report of 82 units is made in some tenths of a second. */
const LIMITS = { timeMs: 60_000, memoryMb: 512 };

/** A document as PDF, made in a process of its own, so that the web loop never waits. */
export function writeDocument(document: OfficialDocument): Promise<Uint8Array> {
	return runInProcess<Uint8Array>('src/platform/pdf/worker.ts', 'compileDocument', [document], LIMITS);
}
