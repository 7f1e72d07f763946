import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { FAST, FULL } from '#features/similarity/rules/memory-index.ts';
import { BANDS, type Band } from '#features/similarity/schema.ts';
import { EXIT, fileNamed } from './output.ts';
import { screenFiles } from './screen/run.ts';
import { globalOptions } from './session.ts';

/** Whoever asks for what is clear asks for everything that was compared. */
const SHOWN = BANDS.filter((band) => band !== 'clear');

interface Options {
	corpus: string;
	queries?: string;
	top: number;
	bands: Band[];
	fast?: boolean;
	threads: number;
}

export function registerScreen(program: Command): void {
	program
		.command('screen')
		.description('find copies among texts in files; needs no portal and no database')
		.requiredOption('--corpus <file>', 'texts to search: JSON lines {"id", "text"}, "title" if there is one')
		.option('--queries <file>', 'texts to find copies of; without it each of the corpus, among the others')
		.option('--top <count>', 'matches told of each text at most', wholeNumber(1_000), FULL.top)
		.addOption(new Option('--bands <names>', 'bands told').argParser(bandsOf).default(SHOWN, SHOWN.join(',')))
		.option('--fast', `several times as fast: compares each text with ${FAST.top} and misses some copies`)
		.option('--threads <count>', 'threads at work', wholeNumber(64), availableParallelism())
		.addHelpText('after', HELP)
		.action(screen);
}

const HELP = `
Prints one JSON line for each text, in the order of the file:
  {"id", "matches": [{"id", "band", "score", "containment", "bits",
    "passages": [{"query": [start, end], "match": [start, end], "bits"}]}]}
best match first, at most --top. In a terminal and without --json, sentences for people instead.

"start" and "end" count UTF-16 units of the "text" given, end exclusive. A title is screened together
with its text; a passage that goes over from the title is cut to the text, one that lies in a title
is left out. "bits" is evidence: the rarer the shared words, the more.

A file may be gzipped, a pipe, or - for standard input; those are kept in a temporary file
meanwhile. Exit code ${EXIT.refused}: a file or a line of it cannot be read, and nothing was printed.`;

async function screen(options: Options, command: Command): Promise<void> {
	const { corpus, queries, top, bands, fast, threads } = options;
	if (corpus === '-' && queries === '-') command.error('error: only one file can be standard input');
	const asJson = globalOptions(command).json || !process.stdout.isTTY;
	const effort = fast ? FAST : { ...FULL, top: Math.max(FULL.top, top) };
	const named = (file: string) => (file === '-' ? file : fileNamed(file));
	const files = { corpus: named(corpus), queries: queries && named(queries) };
	await screenFiles({ ...files, threads }, { effort, top, bands, asJson });
}

function wholeNumber(most: number) {
	return (written: string): number => {
		const number = Number(written);
		if (Number.isInteger(number) && number >= 1 && number <= most) return number;
		throw new InvalidArgumentError(`A whole number from 1 to ${most} is needed.`);
	};
}

function bandsOf(written: string): Band[] {
	const names = written.split(',').map((name) => name.trim());
	const unknown = names.find((name) => !SHOWN.some((band) => band === name));
	if (unknown !== undefined) throw new InvalidArgumentError(`Bands are ${SHOWN.join(', ')}.`);
	return SHOWN.filter((band) => names.includes(band));
}
