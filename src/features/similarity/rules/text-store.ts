/** Many texts' syllables in one piece of shared memory. */
export interface SharedTexts {
	hashes: Uint16Array;
	/** Where each text begins, and where the last one ends. */
	offsets: Uint32Array;
	count: number;
}

/** Texts by number, from 0; grows by doubling, and threads read it in place. */
export class TextStore {
	#hashes: Uint16Array;
	#offsets: Uint32Array;
	#count: number;

	/** Room for so many texts and their syllables to begin with. */
	constructor(texts = 1024, syllables = texts * 400) {
		this.#hashes = new Uint16Array(new SharedArrayBuffer(syllables * 2));
		this.#offsets = new Uint32Array(new SharedArrayBuffer((texts + 1) * 4));
		this.#count = 0;
	}

	static of({ hashes, offsets, count }: SharedTexts): TextStore {
		const store = new TextStore(0);
		store.#hashes = hashes;
		store.#offsets = offsets;
		store.#count = count;
		return store;
	}

	get count(): number {
		return this.#count;
	}

	/** Answers its number. */
	add(hashes: Uint16Array): number {
		const start = this.#offsets[this.#count]!;
		if (start + hashes.length > this.#hashes.length) {
			const room = Math.max(start + hashes.length, this.#hashes.length * 1.5) | 0;
			const next = new Uint16Array(new SharedArrayBuffer(room * 2));
			next.set(this.#hashes.subarray(0, start));
			this.#hashes = next;
		}
		if (this.#count + 1 === this.#offsets.length) {
			const next = new Uint32Array(new SharedArrayBuffer((this.#offsets.length * 2 + 1) * 4));
			next.set(this.#offsets);
			this.#offsets = next;
		}
		this.#hashes.set(hashes, start);
		this.#offsets[this.#count + 1] = start + hashes.length;
		return this.#count++;
	}

	at(doc: number): Uint16Array {
		return this.#hashes.subarray(this.#offsets[doc], this.#offsets[doc + 1]);
	}

	shared(): SharedTexts {
		return { hashes: this.#hashes, offsets: this.#offsets, count: this.#count };
	}
}
