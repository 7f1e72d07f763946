import { Counting } from '#features/similarity/rules/counting.ts';
import { TextStore } from '#features/similarity/rules/text-store.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { Threads } from '#platform/process/threads.ts';
import { progressBar } from '../output.ts';
import type { LineIssue } from './line.ts';
import type { ReadTask, ReadTexts } from './read-thread.ts';
import { lineNumber, stretches, type TextFile, type TextPlaces } from './text-file.ts';

/** Bytes that a thread reads at a time. */
const STRETCH = 2 * 1024 * 1024;

/** Reads and counts the texts to search. @throws Refusal naming the line that cannot be read */
export async function takeInCorpus(file: TextFile, threads: number) {
	const texts = new TextStore(Math.ceil(file.size / 2_000));
	const counting = new Counting();
	const lines = new Map<string | number, number>();
	const places = await takeIn(file, threads, true, (read) => {
		for (const [index, id] of read.ids.entries()) {
			const place = read.places[index * 2]!;
			const first = lines.get(id);
			if (first !== undefined) refuseLine(file, place, twice(id, lineNumber(file, first)));
			lines.set(id, place);
		}
		let at = 0;
		for (const length of read.lengths) {
			const hashes = read.hashes.subarray(at, at + length);
			texts.add(hashes);
			counting.add(hashes);
			at += length;
		}
	});
	return { places, texts, counting };
}

const twice = (id: string | number, line: number): LineIssue => ({
	code: 'screen_id_twice',
	params: { id: String(id), first: line },
});

/** Reads all texts to be screened once, so that nothing is printed when one of them is wrong. */
export const takeInQueries = (file: TextFile, threads: number): Promise<TextPlaces> =>
	takeIn(file, threads, false, () => {});

async function takeIn(
	file: TextFile,
	threads: number,
	syllables: boolean,
	take: (texts: ReadTexts) => void,
): Promise<TextPlaces> {
	const count = Math.min(threads, Math.ceil(file.size / STRETCH));
	const readers = new Threads<ReadTask, ReadTexts>(count, new URL('./read-thread.ts', import.meta.url));
	const bar = progressBar(`read ${file.name}`, file.size);
	const all: Float64Array[] = [];
	try {
		const tasks = stretches(file, STRETCH).map((stretch) => ({ stretch, syllables }));
		for await (const texts of readers.each(tasks)) {
			take(texts);
			if (texts.wrong) refuseLine(file, texts.wrong.place, texts.wrong);
			all.push(texts.places);
			bar.update(texts.places.at(-1) ?? 0);
		}
	} finally {
		bar.stop();
		await readers.close();
	}
	return { fd: file.fd, places: joined(all) };
}

function refuseLine(file: TextFile, place: number, { code, params }: LineIssue): never {
	throw new Refusal(code, { params: { file: file.name, line: lineNumber(file, place), ...params } });
}

function joined(parts: readonly Float64Array[]): Float64Array {
	const length = parts.reduce((sum, part) => sum + part.length, 0);
	const all = new Float64Array(new SharedArrayBuffer(length * 8));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}
