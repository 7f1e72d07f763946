import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { listProgrammes } from '#features/programmes/queries.ts';
import { asOf } from '#features/statistics/queries/figures.ts';
import {
	authorLines,
	type ExtractEnd,
	eventLines,
	registrationLines,
	SEED,
	unitLines,
} from '#features/statistics/queries/open-data/events.ts';
import { type Headlines, headlines } from '#features/statistics/queries/open-data/headlines.ts';
import { BANDS } from '#features/statistics/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';

/** What goes along so that whoever has the extract has all they need. */
const ALONG = ['recompute.mjs', 'README.md'];

export interface OpenData {
	position: number;
	events: number;
	bytes: number;
	/** sha256 of the manifest: what is told of an extract so that it can be recognised. */
	digest: string;
}

/**
 * Writes every counted event without anything personal, the tree, the headline figures, and the script that
 * recomputes these from those. All of one snapshot; the folder takes its name when it is complete.
 * @throws Refusal `folder_not_empty`
 */
export async function writeOpenData(
	db: Db,
	folder: string,
	now: Date,
	progress: (done: number, total: number) => void = () => {},
): Promise<OpenData> {
	const there = await readdir(folder).catch(() => []);
	if (there.length > 0) throw new Refusal('folder_not_empty', { params: { folder } });
	const aside = `${folder.replace(/\/+$/, '')}.part`;
	await rm(aside, { recursive: true, force: true });
	await mkdir(aside, { recursive: true });
	const end = await db.snapshot(async (tx) => {
		const { position, at } = await asOf(tx);
		let last: ExtractEnd = { check: SEED, events: 0 };
		const lines = eventLines(
			tx,
			position,
			(told) => {
				last = told;
			},
			(rows) => progress(rows, position),
		);
		await pipeline(Readable.from(lines), createGzip(), createWriteStream(path.join(aside, 'events.csv.gz')));
		const authors = Readable.from(authorLines(tx));
		await pipeline(authors, createGzip(), createWriteStream(path.join(aside, 'authors.csv.gz')));
		await writeFile(path.join(aside, 'units.csv'), await unitLines(tx));
		await writeFile(path.join(aside, 'registrations.csv'), await registrationLines(tx));
		const programmes: Record<string, Headlines> = {};
		for (const programme of await listProgrammes(tx))
			programmes[programme.code] = await headlines(tx, programme, localDate(now));
		const figures = { asOf: { position, at: at.toISOString() }, programmes };
		await writeFile(path.join(aside, 'figures.json'), `${JSON.stringify(figures, null, '\t')}\n`);
		return { position, ...last };
	});
	const files: Record<string, { bytes: number; sha256: string }> = {};
	for (const name of ['events.csv.gz', 'authors.csv.gz', 'units.csv', 'registrations.csv', 'figures.json']) {
		const file = path.join(aside, name);
		files[name] = { bytes: (await stat(file)).size, sha256: await digestOf(file) };
	}
	const { position, check, events } = end;
	const made = {
		format: 2,
		madeAt: now.toISOString(),
		position,
		seed: SEED,
		check,
		bands: BANDS.map(String),
		files,
	};
	const manifest = `${JSON.stringify(made, null, '\t')}\n`;
	await writeFile(path.join(aside, 'manifest.json'), manifest);
	for (const name of ALONG) await copyFile(path.resolve('open-data', name), path.join(aside, name));
	await rm(folder, { recursive: true, force: true });
	await rename(aside, folder);
	const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
	return { position, events, bytes, digest: createHash('sha256').update(manifest).digest('hex') };
}

async function digestOf(file: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(file), hash);
	return hash.digest('hex');
}
