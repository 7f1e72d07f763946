import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

export interface ZipEntry {
	readonly name: string;
	readonly method: number;
	readonly crc: number;
	readonly packedSize: number;
	readonly size: number;
	/** Where its local header stands. */
	readonly offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const DEFLATED = 8;
const UTF8_NAMES = 0x0800;

const utf8 = new TextDecoder();
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The central directory of a zip; null where there is none (cut off in transfer). Unpacks nothing. */
export function zipDirectory(bytes: Uint8Array): ZipEntry[] | null {
	const view = viewOf(bytes);
	let end = bytes.length - 22;
	// The end record stands before a comment of at most 65,535 bytes
	const lowest = Math.max(0, end - 65_535);
	while (end >= lowest && view.getUint32(end, true) !== END) end--;
	if (end < lowest) return null;
	const entries: ZipEntry[] = [];
	let at = view.getUint32(end + 16, true);
	while (at + 46 <= bytes.length && view.getUint32(at, true) === CENTRAL) {
		const nameLength = view.getUint16(at + 28, true);
		entries.push({
			name: utf8.decode(bytes.subarray(at + 46, at + 46 + nameLength)),
			method: view.getUint16(at + 10, true),
			crc: view.getUint32(at + 16, true),
			packedSize: view.getUint32(at + 20, true),
			size: view.getUint32(at + 24, true),
			offset: view.getUint32(at + 42, true),
		});
		at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return entries;
}

/** The text of one part, unpacked to at most its declared size; null when the zip has no such part. */
export function readPart(bytes: Uint8Array, name: string): string | null {
	const entry = zipDirectory(bytes)?.find((each) => each.name === name);
	if (!entry) return null;
	const packed = packedBytes(bytes, entry);
	return utf8.decode(
		entry.method === DEFLATED ? inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) }) : packed,
	);
}

/** The same zip with the text of one part replaced; the other parts are copied as packed. */
export const replacePart = (bytes: Uint8Array, name: string, text: string): Uint8Array =>
	replaceParts(bytes, new Map([[name, text]]));

/** The same for several parts, by name. */
export function replaceParts(bytes: Uint8Array, texts: ReadonlyMap<string, string>): Uint8Array {
	const chunks: Uint8Array[] = [];
	const directory: Uint8Array[] = [];
	let offset = 0;
	for (const entry of zipDirectory(bytes) ?? []) {
		const text = texts.get(entry.name);
		const content = text === undefined ? null : Buffer.from(text);
		const packed = content ? deflateRawSync(content) : packedBytes(bytes, entry);
		const facts = content
			? { ...entry, method: DEFLATED, crc: crc32(content), packedSize: packed.length, size: content.length }
			: entry;
		const local = header(LOCAL, facts);
		directory.push(header(CENTRAL, { ...facts, offset }));
		chunks.push(local, packed);
		offset += local.length + packed.length;
	}
	return Buffer.concat([...chunks, ...directory, endRecord(directory, offset)]);
}

function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
	const view = viewOf(bytes);
	const start =
		entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
	return bytes.subarray(start, start + entry.packedSize);
}

/** A local or a central header: the central one says in addition who made it and where the local one is. */
function header(signature: number, entry: ZipEntry): Uint8Array {
	const name = Buffer.from(entry.name);
	const central = signature === CENTRAL;
	const head = Buffer.alloc(central ? 46 : 30);
	head.writeUInt32LE(signature, 0);
	if (central) head.writeUInt16LE(20, 4);
	const at = central ? 6 : 4;
	head.writeUInt16LE(20, at);
	head.writeUInt16LE(UTF8_NAMES, at + 2);
	head.writeUInt16LE(entry.method, at + 4);
	// 1/1/1980, the first day a zip knows: the same file in gives the same file out
	head.writeUInt16LE(0x0021, at + 8);
	head.writeUInt32LE(entry.crc, at + 10);
	head.writeUInt32LE(entry.packedSize, at + 14);
	head.writeUInt32LE(entry.size, at + 18);
	head.writeUInt16LE(name.length, at + 22);
	if (central) head.writeUInt32LE(entry.offset, 42);
	return Buffer.concat([head, name]);
}

function endRecord(directory: readonly Uint8Array[], offset: number): Uint8Array {
	const end = Buffer.alloc(22);
	end.writeUInt32LE(END, 0);
	end.writeUInt16LE(directory.length, 8);
	end.writeUInt16LE(directory.length, 10);
	end.writeUInt32LE(
		directory.reduce((sum, each) => sum + each.length, 0),
		12,
	);
	end.writeUInt32LE(offset, 16);
	return end;
}
