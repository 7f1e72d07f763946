import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, fstatSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Refusal } from '#platform/http/refusal.ts';

/** A file of lines, open for reading at any place; threads read through the same descriptor. */
export interface TextFile {
	/** As the person named it. */
	name: string;
	/** Stays open until the command ends. */
	fd: number;
	/** In bytes. */
	size: number;
}

/** A stretch of a file in bytes, the end exclusive. */
export interface Stretch {
	fd: number;
	from: number;
	to: number;
}

/** Where the texts of a file stand in it; shared by threads. */
export interface TextPlaces {
	fd: number;
	/** Of each text the begin and end of its line, by turns. */
	places: Float64Array;
}

export const countOf = ({ places }: TextPlaces): number => places.length / 2;

export const stretchOf = ({ fd, places }: TextPlaces, text: number): Stretch => ({
	fd,
	from: places[text * 2]!,
	to: places[text * 2 + 1]!,
});

/**
 * Opens a file, `-` for standard input. What cannot be read at any place, pipes and gzip, is written to a
 * temporary file first, which has no name and goes when the command ends.
 */
export async function openTextFile(name: string): Promise<TextFile> {
	try {
		let fd = name === '-' ? process.stdin.fd : openSync(name, 'r');
		if (!fstatSync(fd).isFile())
			// A pipe on standard input may answer «later», which only its own stream understands.
			fd = await spool(name === '-' ? process.stdin : createReadStream('', { fd }));
		if (isGzip(fd)) fd = await spool(createReadStream('', { fd, start: 0 }), true);
		return { name, fd, size: fstatSync(fd).size };
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === undefined) throw error;
		if (code === 'ENOENT') throw new Refusal('screen_file_missing', { params: { file: name } });
		throw new Refusal('screen_file_unreadable', { params: { file: name, reason: message } });
	}
}

async function spool(from: NodeJS.ReadableStream, gzipped = false): Promise<number> {
	const aside = path.join(tmpdir(), `sangkien-screen-${randomUUID()}`);
	const fd = openSync(aside, 'wx+', 0o600);
	rmSync(aside);
	const into = createWriteStream('', { fd, autoClose: false });
	if (gzipped) await pipeline(from, createGunzip(), into);
	else await pipeline(from, into);
	return fd;
}

function isGzip(fd: number): boolean {
	const magic = Buffer.alloc(2);
	readSync(fd, magic, 0, 2, 0);
	return magic.readUInt16BE() === 0x1f8b;
}

const LINE_FEED = 0x0a;

/** Cuts a file into stretches of whole lines, each of `size` bytes or a line more. */
export function* stretches({ fd, size: end }: TextFile, size: number): Generator<Stretch> {
	for (let from = 0; from < end; ) {
		const to = Math.min(end, from + size);
		const until = to === end ? end : lineEnd(fd, to - 1, end);
		yield { fd, from, to: until };
		from = until;
	}
}

/** Behind the first line feed from a place on. */
function lineEnd(fd: number, from: number, end: number): number {
	const block = Buffer.allocUnsafe(64 * 1024);
	for (let at = from; at < end; ) {
		const read = readSync(fd, block, 0, block.length, at);
		if (read === 0) break;
		const found = block.subarray(0, read).indexOf(LINE_FEED);
		if (found >= 0) return at + found + 1;
		at += read;
	}
	return end;
}

/** @throws {RangeError} when the file became shorter meanwhile */
export function readStretch({ fd, from, to }: Stretch): Buffer {
	const bytes = Buffer.allocUnsafe(to - from);
	for (let done = 0; done < bytes.length; ) {
		const read = readSync(fd, bytes, done, bytes.length - done, from + done);
		if (read === 0) throw new RangeError('the file became shorter while it was read');
		done += read;
	}
	return bytes;
}

/** Where each line of a stretch begins and ends, without its line feed. */
export function* linesOf(bytes: Buffer): Generator<{ start: number; end: number }> {
	for (let start = 0; start < bytes.length; ) {
		const found = bytes.indexOf(LINE_FEED, start);
		const end = found < 0 ? bytes.length : found;
		yield { start, end };
		start = end + 1;
	}
}

/** The number, from 1, of the line at a place. Counted only when somebody must be told. */
export function lineNumber({ fd }: TextFile, place: number): number {
	let number = 1;
	for (const stretch of stretches({ name: '', fd, size: place }, 1 << 20)) {
		const bytes = readStretch(stretch);
		for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) number++;
	}
	return number;
}
