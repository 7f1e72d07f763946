/**
 * The command `sangkien screen` on a file of texts: until the corpus is indexed, a list screened against it, in the
 * full and the fast setting. Words after it: how many texts, how many of them are queries, and how many threads.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sharedData } from '#testing/shared-data.ts';
import { printMachine, printTable } from './support/report.ts';
import { Generator, textOf } from './support/screening/document.ts';
import { readSources } from './support/screening/prose.ts';

const [size = 100_000, asked = 5_000, threads = 2] = process.argv.slice(2).map(Number);
const folder = sharedData('');
if (!folder) process.exit(1);

printMachine(`npm run bench screen-command -- ${size} ${asked} ${threads}`);
const aside = mkdtempSync(join(tmpdir(), 'sangkien-bench-'));
const [corpus, queries, one] = ['corpus', 'queries', 'one'].map((name) => join(aside, `${name}.jsonl`));
try {
	const generator = new Generator(readSources(folder), 1);
	await write(corpus!, 0, size);
	await write(queries!, size, size + asked);
	await write(one!, size, size + 1);
	console.log(`${size} texts of ${Math.round(statSync(corpus!).size / size)} bytes on average\n`);
	const rows: Record<string, string | number>[] = [];
	for (const options of [[], ['--fast']]) {
		const named = (what: string) => [what, ...options].join(', ');
		const [index, whole] = [await run(one!, ...options), await run(queries!, ...options)];
		const [{ seconds, peak }, rate] = [whole, (asked - 1) / (whole.seconds - index.seconds)];
		rows.push({ what: named('index, one text screened'), seconds: index.seconds, 'peak MB': index.peak });
		rows.push({ what: named(`${asked} texts`), seconds, 'texts/s after indexing': rate, 'peak MB': peak });
	}
	printTable(rows);

	async function write(file: string, from: number, to: number): Promise<void> {
		const lines = (function* () {
			for (let id = from; id < to; id++) {
				const text = textOf(generator.document(id).lines);
				yield `${JSON.stringify({ id, text })}\n`;
			}
		})();
		await pipeline(Readable.from(lines), createWriteStream(file));
	}
} finally {
	rmSync(aside, { recursive: true, force: true });
}

/** The whole command as a script calls it, from its start to its end. */
async function run(list: string, ...options: string[]): Promise<{ seconds: number; peak: number }> {
	const began = performance.now();
	const command = ['src/cli/main.ts', 'screen', '--json', '--corpus', corpus!, '--queries', list];
	const child = spawn(process.execPath, [...command, '--threads', String(threads), ...options], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	let peak = 0;
	const watch = setInterval(() => {
		peak = Math.max(peak, peakOf(child.pid!));
	}, 100);
	const [code] = await once(child, 'exit');
	clearInterval(watch);
	if (code !== 0) throw new Error(`the command ended with ${code}`);
	return { seconds: (performance.now() - began) / 1000, peak };
}

/** Most memory a process had so far, in MB; 0 when it is gone. */
function peakOf(pid: number): number {
	try {
		return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
	} catch {
		return 0;
	}
}
