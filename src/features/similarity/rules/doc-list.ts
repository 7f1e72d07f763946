/** Most documents that an index in memory can hold: three bytes each. */
export const MOST_DOCS = 1 << 24;

/** Document numbers in memory that threads share, three bytes each: with four the index would be a third larger. */
export class DocList {
	readonly bytes: Uint8Array;

	constructor(bytes: Uint8Array) {
		this.bytes = bytes;
	}

	static ofLength(length: number): DocList {
		return new DocList(new Uint8Array(new SharedArrayBuffer(length * 3)));
	}

	get length(): number {
		return this.bytes.length / 3;
	}

	at(index: number): number {
		const at = index * 3;
		return this.bytes[at]! | (this.bytes[at + 1]! << 8) | (this.bytes[at + 2]! << 16);
	}

	set(index: number, doc: number): void {
		const at = index * 3;
		this.bytes[at] = doc;
		this.bytes[at + 1] = doc >> 8;
		this.bytes[at + 2] = doc >> 16;
	}
}
