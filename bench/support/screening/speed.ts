import { QUICK } from '#features/similarity/queries/nearest.ts';
import { DocList } from '#features/similarity/rules/doc-list.ts';
import { FAST, FULL, MemoryIndex } from '#features/similarity/rules/memory-index.ts';
import { hashesIn } from '#features/similarity/rules/normalise.ts';
import { quantile } from '../report.ts';
import type { Laboratory } from './protocol.ts';
import { wholeText } from './queries.ts';

const WARM_UP = 300;
const CALLS = 2_000;

export interface Latency {
	what: string;
	p50: number;
	p99: number;
}

/** Milliseconds of one thread, after warm-up: new documents and copies of every kind by turns. */
export function latencies({ corpus, generator, maker, setting }: Laboratory): Latency[] {
	const index = new MemoryIndex(corpus.index);
	const text = (call: number) =>
		call & 1
			? wholeText(generator.document(setting.size + call))
			: maker.query(maker.kinds[(call >> 1) % maker.kinds.length]!, call).text;
	const texts = Array.from({ length: WARM_UP + CALLS }, (_, call) => text(call));
	const titles = texts.map((_, call) => generator.document(setting.size + call).title);
	const timed = (what: string, work: (call: number) => void): Latency => {
		const times: number[] = [];
		for (let call = 0; call < texts.length; call++) {
			const began = performance.now();
			work(call);
			if (call >= WARM_UP) times.push(performance.now() - began);
		}
		return { what, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
	};
	const folded = texts.map((each) => hashesIn(each));
	return [
		timed('retrieve and verify', (call) => index.screen(folded[call]!)),
		timed('normalise, retrieve and verify', (call) => index.screen(hashesIn(texts[call]!))),
		timed('retrieve and verify, fast setting', (call) => index.screen(folded[call]!, FAST)),
		timed('hint from a title', (call) => index.screen(hashesIn(titles[call]!), QUICK)),
	];
}

/** Documents of the corpus screened in a second by all threads at the same time. */
export async function batchRates({ pool, setting }: Laboratory): Promise<{ what: string; rate: number }[]> {
	const rates = [];
	for (const [what, effort, count] of [
		['full', FULL, 2_000],
		['fast', FAST, 10_000],
	] as const) {
		const each = Math.floor(Math.min(count, setting.size / pool.size));
		// The second run counts: the first one warms up.
		await pool.everywhere<'screen'>(() => ({ task: 'screen', from: 0, to: Math.ceil(each / 10), effort }));
		const times = await pool.everywhere<'screen'>((thread) => ({
			task: 'screen',
			from: thread * each,
			to: (thread + 1) * each,
			effort,
		}));
		rates.push({ what, rate: (each * pool.size * 1000) / Math.max(...times) });
	}
	return rates;
}

/** Bytes of the index for each document: lists as varints of differences, as PostgreSQL keeps them, and in memory. */
export function bytesOf({ corpus }: Laboratory): { packed: number; memory: number; texts: number } {
	const { docs, offsets, levels, boilerplate } = corpus.index;
	const list = new DocList(docs);
	let packed = 0;
	for (let bucket = 0; bucket + 1 < offsets.length; bucket++) {
		let before = 0;
		for (let at = offsets[bucket]!; at < offsets[bucket + 1]!; at++) {
			const doc = list.at(at);
			packed += Math.max(1, Math.ceil((32 - Math.clz32(doc - before)) / 7));
			before = doc;
		}
	}
	const count = corpus.texts.count;
	const memory = docs.byteLength + offsets.byteLength + levels.byteLength + boilerplate.byteLength;
	return { packed: packed / count, memory: memory / count, texts: corpus.realism.syllables * 2 };
}
