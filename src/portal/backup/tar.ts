import { type FileHandle, open } from 'node:fs/promises';
import { Refusal } from '#platform/http/refusal.ts';

/** POSIX ustar, which every `tar` reads: a block of header, the bytes, zeros up to a whole block. */
const BLOCK = 512;
/** No member of ours is larger: tables come in pieces, files are what one request may bring. */
const MEMBER_MAX = 256 * 1024 * 1024;

const padding = (size: number) => (BLOCK - (size % BLOCK)) % BLOCK;

export interface TarWriter {
	/** Adds a member; its name is ours, plain ASCII of at most 99 characters. */
	add(name: string, bytes: Uint8Array): Promise<void>;
	/** Marks the end and waits until the disk has it all. */
	end(): Promise<void>;
	/** Leaves the file as it is. */
	close(): Promise<void>;
}

/** Writes a new archive that only its owner may read. */
export async function createTar(path: string): Promise<TarWriter> {
	const file = await open(path, 'wx', 0o600);
	return {
		async add(name, bytes) {
			await file.appendFile(header(name, bytes.length));
			await file.appendFile(bytes);
			await file.appendFile(Buffer.alloc(padding(bytes.length)));
		},
		async end() {
			await file.appendFile(Buffer.alloc(2 * BLOCK));
			await file.sync();
			await file.close();
		},
		close: () => file.close().catch(() => {}),
	};
}

function header(name: string, size: number): Buffer {
	const block = Buffer.alloc(BLOCK);
	const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;
	block.write(name, 0, 99, 'ascii');
	block.write(octal(0o600, 8), 100);
	block.write(octal(0, 8), 108);
	block.write(octal(0, 8), 116);
	block.write(octal(size, 12), 124);
	block.write(octal(Math.floor(Date.now() / 1000), 12), 136);
	block.write('0', 156);
	block.write('ustar\x0000', 257, 'latin1');
	block.write(`${octal(checksum(block), 7)} `, 148, 'latin1');
	return block;
}

/** Sum of the header's bytes, its own place counted as spaces. */
function checksum(block: Buffer): number {
	let sum = 8 * 0x20;
	for (const [index, byte] of block.entries()) if (index < 148 || index >= 156) sum += byte;
	return sum;
}

export interface TarMember {
	name: string;
	size: number;
	bytes(): Promise<Buffer>;
}

/**
 * Reads the members of an archive one after the other.
 * @throws Refusal `backup_damaged` where it is no archive, is cut short, or a header does not add up
 */
export async function* readTar(path: string): AsyncGenerator<TarMember> {
	const file = await open(path, 'r');
	try {
		let at = 0;
		for (;;) {
			const block = await readAt(file, at, BLOCK);
			if (block.every((byte) => byte === 0)) {
				// Two empty blocks are the end: a cut anywhere shows, even where nothing was lost by it.
				await readAt(file, at + BLOCK, BLOCK);
				return;
			}
			const { name, size } = parseHeader(block, at);
			const from = at + BLOCK;
			yield { name, size, bytes: () => readAt(file, from, size) };
			at = from + size + padding(size);
		}
	} finally {
		await file.close();
	}
}

function parseHeader(block: Buffer, at: number): { name: string; size: number } {
	const text = (from: number, length: number) =>
		block.toString('latin1', from, from + length).replace(/[\0 ].*$/s, '');
	const size = Number.parseInt(text(124, 12), 8);
	const whole = Number.parseInt(text(148, 8), 8) === checksum(block) && size >= 0 && size <= MEMBER_MAX;
	if (!whole) throw damaged(`byte ${at}`);
	return { name: text(0, 100), size };
}

async function readAt(file: FileHandle, position: number, size: number): Promise<Buffer> {
	const buffer = Buffer.allocUnsafe(size);
	let got = 0;
	while (got < size) {
		const { bytesRead } = await file.read(buffer, got, size - got, position + got);
		if (bytesRead === 0) throw damaged(`byte ${position + got}`);
		got += bytesRead;
	}
	return buffer;
}

export const damaged = (where: string) => new Refusal('backup_damaged', { params: { where } });
