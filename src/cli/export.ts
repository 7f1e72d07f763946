import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished, pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import {
	countExport,
	type ExportFilter,
	exportEvents,
	exportInitiatives,
} from '#features/initiatives/queries/export.ts';
import { programmeByCode } from '#features/programmes/queries.ts';
import { unitByCode } from '#features/units/queries.ts';
import { makeScope } from '#features/units/rules.ts';
import type { Reader, Tx } from '#platform/db/db.ts';
import { refuseIfAny } from '#platform/http/refusal.ts';
import { LOCALES, type Locale } from '#platform/i18n/translate.ts';
import {
	EVENT_COLUMNS,
	EXPORT_FORMATS,
	type ExportColumns,
	type ExportFormat,
	exportStream,
	INITIATIVE_COLUMNS,
} from '#portal/export.ts';
import { writeOpenData } from '#portal/open-data.ts';
import { cliTranslate, fileNamed, progressBar, writeLine } from './output.ts';
import { withPortal } from './session.ts';

/** Who runs the command holds the database itself. */
const EVERYWHERE = makeScope({ all: true });

interface ExportOptions {
	programme: string;
	unit?: string;
	format: ExportFormat;
	out?: string;
	lang: Locale;
}

export function registerExport(program: Command): void {
	const group = program
		.command('export')
		.description('take lists out of the portal')
		.option(
			'--open-data <folder>',
			'write all events without anything personal, and what recomputes the figures',
		)
		.action(async ({ openData }: { openData?: string }, command: Command) => {
			if (!openData) command.help({ error: true });
			else await exportOpenData(fileNamed(openData), command);
		});
	const list = (name: string, description: string) =>
		group
			.command(name)
			.description(description)
			.requiredOption('--programme <code>', 'programme')
			.option('--unit <code>', 'only this unit and those below it')
			.addOption(new Option('--format <format>', 'form').choices(EXPORT_FORMATS).default('csv'))
			.addOption(new Option('--lang <locale>', 'language of headings').choices(LOCALES).default('vi'))
			.option('--out <file>', 'file to write (default: standard output)');
	list('initiatives', 'every initiative of a programme with everything in it').action(
		run('initiatives', INITIATIVE_COLUMNS, (tx, filter, lang) =>
			exportInitiatives(tx, EVERYWHERE, filter, lang),
		),
	);
	list('events', 'every change of every initiative, with the digests of the chain').action(
		run('events', EVENT_COLUMNS, (tx, filter) => exportEvents(tx, EVERYWHERE, filter)),
	);
}

function exportOpenData(folder: string, command: Command): Promise<void> {
	return withPortal(command, async ({ db, clock }, { json }) => {
		const bar = progressBar('open data', 1);
		const made = await writeOpenData(db, folder, clock.now(), (done, total) => bar.update(done, total));
		bar.stop();
		if (json) writeLine({ folder, ...made });
		else
			process.stdout.write(
				`${folder}: ${made.events} events, ${made.bytes} bytes; sha256 of its manifest ${made.digest}\n` +
					`recompute with: node ${folder}/recompute.mjs ${folder}\n`,
			);
	});
}

/** `--json` is the form of JSON lines when the rows go to standard output, and of the summary when they do not. */
function run<Row extends object>(
	name: 'initiatives' | 'events',
	columns: ExportColumns<Row>,
	read: (tx: Tx, filter: ExportFilter, locale: Locale) => AsyncGenerator<Row[]>,
) {
	return (options: ExportOptions, command: Command) =>
		withPortal(command, async ({ db }, { json }) => {
			const filter = await filterOf(db, options);
			const format = json && !options.out ? 'jsonl' : options.format;
			const bar = progressBar(name, 1);
			let rows = 0;
			await db.snapshot(async (tx) => {
				const total = await countExport(tx, name, EVERYWHERE, filter);
				const counted = (async function* () {
					for await (const portion of read(tx, filter, options.lang)) {
						yield portion;
						rows += portion.length;
						bar.update(rows, total);
					}
				})();
				const bytes = exportStream(format, name, columns, counted, cliTranslate(options.lang));
				await write(bytes, options.out && fileNamed(options.out));
			});
			bar.stop();
			if (options.out && json) writeLine({ file: options.out, rows });
			else if (options.out) process.stdout.write(`${options.out}: ${rows} rows\n`);
		});
}

async function filterOf(db: Reader, { programme, unit }: ExportOptions): Promise<ExportFilter> {
	const found = await programmeByCode(db, programme);
	const below = unit ? await unitByCode(db, unit) : null;
	refuseIfAny([
		...(found ? [] : [{ field: '--programme', code: 'programme_unknown' }]),
		...(below === undefined ? [{ field: '--unit', code: 'unit_unknown' }] : []),
	]);
	return { programmeId: found!.id, unitId: below?.id };
}

/** A file is written aside and takes its name when complete. */
async function write(bytes: NodeJS.ReadableStream, out: string | undefined): Promise<void> {
	if (!out) {
		bytes.pipe(process.stdout, { end: false });
		return finished(bytes);
	}
	const aside = `${out}.part`;
	try {
		await pipeline(bytes, createWriteStream(aside));
		await rename(aside, out);
	} catch (error) {
		await rm(aside, { force: true });
		throw error;
	}
}
