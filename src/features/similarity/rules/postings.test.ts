import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DocList } from './doc-list.ts';
import { packDocs, visitDocs } from './postings.ts';
import { TextStore } from './text-store.ts';

const ascending = fc
	.uniqueArray(fc.oneof(fc.nat(300), fc.nat(2 ** 31 - 1)), { maxLength: 200 })
	.map((docs) => Uint32Array.from(docs).sort());

function unpacked(bytes: Uint8Array): number[] {
	const docs: number[] = [];
	visitDocs(bytes, (doc) => docs.push(doc));
	return docs;
}

test('packed documents come back', () => {
	fc.assert(
		fc.property(ascending, (docs) => {
			expect(unpacked(packDocs(docs))).toEqual([...docs]);
		}),
	);
});

test('a list of three bytes each keeps its numbers', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(2 ** 24 - 1)), (docs) => {
			const list = DocList.ofLength(docs.length);
			for (const [index, doc] of docs.entries()) list.set(index, doc);
			expect(docs.map((_, index) => list.at(index))).toEqual(docs);
		}),
	);
});

test('texts come back from memory that grows', () => {
	fc.assert(
		fc.property(fc.array(fc.uint16Array({ maxLength: 50 })), (texts) => {
			const store = new TextStore(1);
			for (const [doc, hashes] of texts.entries()) expect(store.add(hashes)).toBe(doc);
			const shared = TextStore.of(store.shared());
			expect(texts.map((_, doc) => shared.at(doc))).toEqual(texts);
		}),
	);
});
