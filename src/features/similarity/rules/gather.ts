/** A document that shares pairs with what is sought, and their evidence in bits. */
export interface Candidate {
	doc: number;
	bits: number;
}

/** Adds up evidence per document; kept between searches, since clearing what was touched is cheaper than a map. */
export class Gathering {
	#bits = new Float32Array(1024);
	#touched = new Uint32Array(1024);
	#count = 0;

	add(doc: number, bits: number): void {
		if (doc >= this.#bits.length) this.#bits = grown(new Float32Array(roomFor(doc)), this.#bits);
		if (this.#bits[doc] === 0) {
			if (this.#count === this.#touched.length)
				this.#touched = grown(new Uint32Array(this.#count * 2), this.#touched);
			this.#touched[this.#count++] = doc;
		}
		this.#bits[doc]! += bits;
	}

	/** The documents with most evidence, best first, of equals the earlier one; forgets everything. */
	take(top: number, except?: (doc: number) => boolean): Candidate[] {
		const best: Candidate[] = [];
		for (let at = 0; at < this.#count; at++) {
			const doc = this.#touched[at]!;
			const bits = this.#bits[doc]!;
			this.#bits[doc] = 0;
			if (best.length === top && !precedes(doc, bits, best[0]!)) continue;
			if (except?.(doc)) continue;
			if (best.length === top) {
				best[0] = { doc, bits };
				sink(best);
			} else {
				best.push({ doc, bits });
				rise(best);
			}
		}
		this.#count = 0;
		return best.sort((a, b) => b.bits - a.bits || a.doc - b.doc);
	}
}

const roomFor = (doc: number) => 2 ** (32 - Math.clz32(doc));

function grown<Array extends Float32Array | Uint32Array>(next: Array, former: Array): Array {
	next.set(former);
	return next;
}

/** Whether it stands before a candidate in the result. */
const precedes = (doc: number, bits: number, other: Candidate) =>
	bits > other.bits || (bits === other.bits && doc < other.doc);

// A heap with the weakest on top.
function sink(heap: Candidate[]): void {
	for (let at = 0; ; ) {
		let weakest = at;
		for (const child of [2 * at + 1, 2 * at + 2])
			if (child < heap.length && precedes(heap[weakest]!.doc, heap[weakest]!.bits, heap[child]!))
				weakest = child;
		if (weakest === at) return;
		[heap[at], heap[weakest]] = [heap[weakest]!, heap[at]!];
		at = weakest;
	}
}

function rise(heap: Candidate[]): void {
	for (let at = heap.length - 1; at > 0; ) {
		const above = (at - 1) >> 1;
		if (!precedes(heap[above]!.doc, heap[above]!.bits, heap[at]!)) return;
		[heap[at], heap[above]] = [heap[above]!, heap[at]!];
		at = above;
	}
}
