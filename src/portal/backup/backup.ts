import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { to as copyTo } from 'pg-copy-streams';
import { inPortions } from '#platform/db/cursor.ts';
import { sql, type Tx } from '#platform/db/db.ts';
import type { FileStore } from '#platform/files/store.ts';
import type { Portal } from '../portal.ts';
import { pendingJobs } from './jobs.ts';
import { FORMAT, fileName, JOBS, MANIFEST, type Manifest, pieceName, SEAL, sha256 } from './manifest.ts';
import { type Table, tablesInOrder, withColumns } from './tables.ts';
import { createTar, type TarWriter } from './tar.ts';

/** Raw bytes of a table that are packed and written at once: what a backup of any size keeps in memory. */
const PIECE = 8 * 1024 * 1024;
/** The lowest level packs text four to one already, and a backup waits for the disk rather than for this. */
const pack = (bytes: Buffer) => promisify(gzip)(bytes, { level: 1 });

/** Told as the backup goes: bytes done and bytes in all, both as they lie on disk. */
type Progress = (done: number, total: number) => void;

/**
 * Writes everything as it stands at one moment into one archive, beside live traffic: each table by COPY in one
 * snapshot, then the files it names. It is written aside and takes its name when complete.
 * @throws what the disk says; nothing is left behind then
 */
export async function writeBackup(
	{ db, files, clock }: Pick<Portal, 'db' | 'files' | 'clock'>,
	target: string,
	progress: Progress = () => {},
): Promise<Manifest> {
	const aside = `${target}.${randomUUID()}.part`;
	const tar = await createTar(aside);
	try {
		const manifest = await db.snapshot((tx) => writeMembers(tx, files, tar, clock.now(), progress));
		const text = Buffer.from(JSON.stringify(manifest, null, '\t'));
		await tar.add(MANIFEST, text);
		await tar.add(SEAL, Buffer.from(`${sha256(text)}  ${MANIFEST}\n`));
		await tar.end();
		await rename(aside, target);
		await syncFolder(path.dirname(target));
		return manifest;
	} catch (error) {
		await tar.close();
		await rm(aside, { force: true });
		throw error;
	}
}

async function writeMembers(
	tx: Tx,
	store: FileStore,
	tar: TarWriter,
	now: Date,
	progress: Progress,
): Promise<Manifest> {
	const ordered = await tablesInOrder(tx);
	const kept = await tx.first<{ bytes: number }>(
		sql`select coalesce(sum(bytes), 0)::bigint as bytes from files`,
	);
	const total = ordered.reduce((sum, { bytes }) => sum + bytes, kept!.bytes);
	let done = 0;
	const tables: Manifest['tables'] = [];
	for (const table of ordered) {
		tables.push(
			await writeTable(tx, tar, table, (bytes) => progress(done + Math.min(bytes, table.bytes), total)),
		);
		done += table.bytes;
		progress(done, total);
	}
	const jobs = Buffer.from(JSON.stringify(await pendingJobs(tx)));
	await tar.add(JOBS, jobs);
	const files = await writeFiles(tx, store, tar, (bytes) =>
		progress(done + Math.min(bytes, kept!.bytes), total),
	);
	const [about] = await tx.rows<{ postgres: string; migrations: string[] }>(sql`
		select current_setting('server_version') as postgres,
			array(select name from migrations order by name) as migrations`);
	return { format: FORMAT, createdAt: now.toISOString(), ...about!, tables, jobs: sha256(jobs), files };
}

async function writeTable(tx: Tx, tar: TarWriter, table: Table, progress: (bytes: number) => void) {
	const { name, columns } = table;
	const pieces: string[] = [];
	let waiting: Buffer[] = [];
	let size = 0;
	let done = 0;
	const flush = async () => {
		const packed = await pack(Buffer.concat(waiting));
		await tar.add(pieceName(name, pieces.length), packed);
		pieces.push(sha256(packed));
		done += size;
		progress(done);
		waiting = [];
		size = 0;
	};
	const copy = tx.client.query(copyTo(`copy ${withColumns(table)} to stdout`));
	for await (const bytes of copy as AsyncIterable<Buffer>) {
		waiting.push(bytes);
		size += bytes.length;
		if (size >= PIECE) await flush();
	}
	if (size > 0) await flush();
	return { name, columns, rows: copy.rowCount, pieces };
}

/**
 * Every file that the snapshot names, once. The store keeps a file before its row is written and never changes
 * it, so all are there; one that is lost must not keep the rest from being backed up, and is named instead.
 */
async function writeFiles(tx: Tx, store: FileStore, tar: TarWriter, progress: (bytes: number) => void) {
	const result: Manifest['files'] = { count: 0, bytes: 0, missing: [] };
	const named = sql`select sha256 from files union select file_sha256 from imports`;
	for await (const rows of inPortions<{ sha256: Buffer }>(tx, named)) {
		for (const { sha256: digest } of rows) {
			const hex = digest.toString('hex');
			const bytes = (await store.has(digest)) ? await store.read(digest) : null;
			if (bytes === null || sha256(bytes) !== hex) {
				result.missing.push(hex);
				continue;
			}
			await tar.add(fileName(hex), bytes);
			result.count++;
			result.bytes += bytes.length;
			progress(result.bytes);
		}
	}
	return result;
}

/** A renamed file survives a power cut once its folder is on disk too. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, 'r');
	await handle.sync();
	await handle.close();
}
