/**
 * Screening on made-up corpora of 20,000, 500,000 or 2.4 million initiatives: what it finds and what it takes.
 *
 * Follows the protocol of the design: copies of thirty kinds and texts that copy nothing, each figure beside its
 * target; sizes and times. `--train` prints weights for src/features/similarity/rules/model.ts, learnt on other
 * corpora than the measured one, of one size or several. `--write` keeps what was measured as
 * docs/screening/SIZE.md, and puts the sizes side by side into docs/screening.md. Ends with 1 when a target of
 * accuracy is missed.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FAST } from '#features/similarity/rules/memory-index.ts';
import { sharedData } from '#testing/shared-data.ts';
import { printMachine, printTable, say, writeReport } from './support/report.ts';
import { type Trials, train } from './support/screening/accuracy.ts';
import { writeFlagged } from './support/screening/flagged.ts';
import { type Laboratory, setUp, tryAll, tryQueries } from './support/screening/protocol.ts';
import { writeSizes } from './support/screening/sizes.ts';
import { batchRates, bytesOf, latencies } from './support/screening/speed.ts';
import { type Tables, tablesOf } from './support/screening/tables.ts';

const { values: options } = parseArgs({
	options: {
		size: { type: 'string', default: '20000' },
		queries: { type: 'string' },
		negatives: { type: 'string' },
		seed: { type: 'string' },
		threads: { type: 'string', default: '2' },
		train: { type: 'boolean', default: false },
		write: { type: 'boolean', default: false },
		flagged: { type: 'string', default: join(tmpdir(), 'sangkien-bench-flagged.md') },
	},
});
const DOCUMENTS = new URL('../docs/screening', import.meta.url).pathname;
const folder = sharedData('');
if (folder === null) throw new Error('the texts that corpora are made of are not on this machine');
const sizes = options.size.split(',').map(Number);
if (!options.train && sizes.length > 1) throw new Error('one size at a time is measured');

printMachine(`npm run bench screening -- ${process.argv.slice(2).join(' ')}`.trim());
const learnt: Trials[] = [];
for (const size of sizes) {
	const laboratory = await prepare(size);
	try {
		if (options.train) learnt.push(await tryAll(laboratory));
		else await measure(laboratory);
	} finally {
		await laboratory.pool.close();
	}
}
if (options.train) console.log(JSON.stringify(train(learnt), null, '\t'));

function prepare(size: number): Promise<Laboratory> {
	const small = size <= 20_000;
	const setting = {
		folder: folder!,
		size,
		seed: Number(options.seed ?? (options.train ? 2 : 1)),
		queries: Number(options.queries ?? (small ? 250 : 1_250)),
		negatives: Number(options.negatives ?? (small ? 3_750 : 20_000)),
		threads: Number(options.threads),
	};
	return setUp(setting, (done) => process.stderr.write(`\r${done} of ${size} `));
}

async function measure(over: Laboratory): Promise<void> {
	say('Targets are those at 2.4 million texts.');
	printRealism(over);
	printCost(over);
	say('Times of one thread, after warm-up; milliseconds:\n');
	printTable(
		latencies(over).map((each) => ({
			...each,
			target: each.what === 'retrieve and verify' ? 'p99 ≤ 15' : '',
		})),
	);

	const all = await tryAll(over);
	const tables = tablesOf(over, all);
	say('Copies, by kind; shares. Each band with those above it.\n');
	printTable(tables.kinds);
	say('Texts that copy nothing:\n');
	printTable(tables.negatives);
	say(
		`Thresholds chosen on either half: ${tables.chosen.map((bits) => bits.toFixed(0)).join(' and ')} bits.\n`,
	);
	say('Passages, by characters (PAN):\n');
	printTable(tables.passages);
	say('The threshold of «suspicious»: what a short passage gains is what negatives lose.\n');
	printTable(tables.curve);
	say(`${writeFlagged(options.flagged, all.negatives)} flagged negatives to be read: ${options.flagged}\n`);

	await printBatch(over, all, tables);
	for (const miss of tables.misses) say(`missed: ${miss}`);
	if (tables.misses.length === 0) say('No target of accuracy is missed.');
	const { size } = over.setting;
	if (options.write) {
		writeReport(join(DOCUMENTS, `${size}.md`), `Screening, measured at ${size.toLocaleString('en')} texts`);
		writeSizes(DOCUMENTS, `${DOCUMENTS}.md`);
	}
	process.exitCode = tables.misses.length > 0 ? 1 : 0;
}

function printRealism({ corpus: { realism } }: Laboratory): void {
	say('\nThe corpus beside the prototype’s at 2.4 million:\n');
	printTable([
		{ corpus: 'this one', ...realism },
		{ corpus: 'prototype', syllables: 402, pairs: 358, kept: 105, buckets: 2_760_000, boilerplate: 68_000 },
	]);
}

function printCost(over: Laboratory): void {
	const { normalising, counting, indexing } = over.corpus.took;
	const { packed, memory, texts } = bytesOf(over);
	const rate = (milliseconds: number) => (over.setting.size * 1000) / milliseconds;
	printTable([
		{
			cost: 'build from text, documents/s of one core',
			value: rate(normalising + counting + indexing),
			target: '≥ 20,000',
		},
		{ cost: 'the same from syllables', value: rate(counting + indexing), target: '' },
		{ cost: 'of it: normalise', value: rate(normalising), target: '' },
		{ cost: 'of it: count', value: rate(counting), target: '' },
		{ cost: 'of it: index', value: rate(indexing), target: '' },
		{ cost: 'index packed, bytes a document', value: packed, target: '≤ 300' },
		{ cost: 'index in memory, bytes a document', value: memory, target: '≤ 450' },
		{ cost: 'texts in memory, bytes a document', value: texts, target: '' },
	]);
}

/** Rates of either setting, and what the fast one still finds. */
async function printBatch(over: Laboratory, all: Trials, full: Tables): Promise<void> {
	const rates = await batchRates(over);
	say(`Batches on ${over.setting.threads} threads:\n`);
	printTable(
		rates.map(({ what, rate }) => ({
			setting: what,
			'screens/s': rate,
			'list of 100,000, minutes': 100_000 / rate / 60,
			'whole corpus, minutes': over.setting.size / rate / 60,
			target: what === 'fast' ? '≤ 2, ≤ 30' : '',
		})),
	);
	const fast = tablesOf(over, { ...all, queries: await tryQueries(over, FAST, 5) });
	say('What the fast setting finds, on every fifth copy:\n');
	printTable(
		fast.kinds.map((row, at) => ({
			kind: row.kind!,
			n: row.n!,
			retrieved: row['R@50']!,
			'+ suspicious': row['+ suspicious']!,
			'+ similar': row['+ similar']!,
			'full: + suspicious': full.kinds[at]!['+ suspicious']!,
			'full: + similar': full.kinds[at]!['+ similar']!,
		})),
	);
}
