/** Screens some texts of a file: one message, one answer. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Effort, MemoryIndex, type SharedIndex } from '#features/similarity/rules/memory-index.ts';
import { normalise } from '#features/similarity/rules/normalise.ts';
import { BANDS, type Band } from '#features/similarity/schema.ts';
import { type GivenText, readLine } from './line.ts';
import { printable, type ReadyText, type Told, tell } from './match.ts';
import { sentences } from './sentences.ts';
import { readStretch, stretchOf, type TextPlaces } from './text-file.ts';

/** How far it looks and what it tells. */
export interface How {
	effort: Effort;
	/** Matches of each text at most. */
	top: number;
	bands: readonly Band[];
	asJson: boolean;
}

export interface ScreenSetting {
	index: SharedIndex;
	corpus: TextPlaces;
	/** Null when the corpus is screened against itself. */
	queries: TextPlaces | null;
	how: How;
}

/** Texts by number, the end exclusive. */
export interface ScreenTask {
	from: number;
	to: number;
}

export interface Screened {
	/** What is printed. */
	printed: string;
	/** How many texts have a match in a band and in none before it, in the order of `BANDS`. */
	best: number[];
}

const setting = workerData as ScreenSetting;
const index = new MemoryIndex(setting.index);

parentPort!.on('message', ({ from, to }: ScreenTask) => {
	const best = BANDS.map(() => 0);
	let printed = '';
	for (let text = from; text < to; text++) {
		const told = screen(text);
		const band = Math.min(...told.matches.map((match) => BANDS.indexOf(match.band)), BANDS.length - 1);
		best[band]!++;
		printed += setting.how.asJson ? `${JSON.stringify(printable(told))}\n` : sentences(told);
	}
	parentPort!.postMessage({ printed, best } satisfies Screened);
});

function screen(number: number): Told {
	const { corpus, queries, how } = setting;
	const query = readyText(queries ?? corpus, number);
	const itself = queries ? undefined : (doc: number) => doc === number;
	const matches = index
		.screen(query.syllables.hashes, how.effort, itself)
		.filter(({ comparison }) => how.bands.includes(comparison.band))
		.slice(0, how.top)
		.map(({ doc, comparison }) => tell(query, readyText(corpus, doc), comparison));
	return { query, matches };
}

/** Read from the file again: of all texts only the syllables are kept, without their places. */
function readyText(texts: TextPlaces, number: number): ReadyText {
	const given = readLine(readStretch(stretchOf(texts, number)).toString()) as GivenText;
	return { given, syllables: normalise(given.screened) };
}
