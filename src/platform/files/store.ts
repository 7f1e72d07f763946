import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

/** Files by the sha256 of what is in them: the same file twice is kept once, and none is ever changed. */
export interface FileStore {
	/** Keeps bytes durably before it answers; answers their sha256. */
	put(bytes: Uint8Array): Promise<Buffer>;
	read(sha256: Buffer): Promise<Buffer>;
	stream(sha256: Buffer): Readable;
	has(sha256: Buffer): Promise<boolean>;
}

/** A store in a local folder. Names come from digests only, so no name that a person typed becomes a path. */
export function localFileStore(folder: string): FileStore {
	const place = (sha256: Buffer) => {
		const hex = sha256.toString('hex');
		return path.join(folder, hex.slice(0, 2), hex);
	};
	const has = (sha256: Buffer) =>
		stat(place(sha256)).then(
			() => true,
			() => false,
		);
	return {
		async put(bytes) {
			const sha256 = createHash('sha256').update(bytes).digest();
			if (await has(sha256)) return sha256;
			const target = place(sha256);
			await mkdir(path.dirname(target), { recursive: true });
			// Written aside, synced, then moved: a crash leaves either the whole file or none.
			const aside = `${target}.${randomUUID()}`;
			const handle = await open(aside, 'w');
			try {
				await handle.writeFile(bytes);
				await handle.sync();
			} finally {
				await handle.close();
			}
			await rename(aside, target);
			return sha256;
		},
		read: (sha256) => readFile(place(sha256)),
		stream: (sha256) => createReadStream(place(sha256)),
		has,
	};
}
