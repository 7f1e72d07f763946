import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { MadeTexts } from '#testing/made-texts.ts';

// Each call is a process of its own; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'sangkien-screen-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Buffer): Promise<string> {
	const full = path.join(folder, name);
	await writeFile(full, content);
	return full;
}

const jsonLines = (texts: readonly object[]) => texts.map((text) => `${JSON.stringify(text)}\n`).join('');

/** Runs the command as a script would. */
function screen(args: string[], input: string | Buffer = '') {
	return new Promise<{ code: number; out: string; err: string }>((resolve) => {
		const child = execFile(
			process.execPath,
			['src/cli/main.ts', '--json', 'screen', ...args],
			{ maxBuffer: 64 * 1024 * 1024 },
			(error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
		);
		// A command that refuses reads no further.
		child.stdin!.on('error', () => {});
		child.stdin!.end(input);
	});
}

interface Line {
	id: string | number;
	matches: {
		id: string | number;
		band: string;
		score: number;
		containment: number;
		bits: number;
		passages: { query: [number, number]; match: [number, number]; bits: number }[];
	}[];
}

async function screened(args: string[], input?: string | Buffer): Promise<Line[]> {
	const { code, out, err } = await screen(args, input);
	expect([code, err]).toEqual([0, '']);
	return out
		.trim()
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line));
}

const briefly = (lines: Line[]) =>
	lines.map(({ id, matches }) => [id, ...matches.map((match) => `${match.id} ${match.band}`)]);

const made = new MadeTexts(5);
const [one, two] = [made.text(60), made.text(60)];

describe('a corpus alone', () => {
	test('is screened against itself: no text matches itself, and the order is that of the file', async () => {
		const texts = [
			{ id: 'b', text: one },
			{ id: 7, text: two },
			{ id: 'a', text: one.toUpperCase() },
			{ id: '7', text: made.text(60) },
			{ id: 0.5, text: made.text(60) },
		];
		const lines = await screened(['--corpus', await file('self.jsonl', jsonLines(texts))]);
		expect(briefly(lines)).toEqual([['b', 'a duplicate'], [7], ['a', 'b duplicate'], ['7'], [0.5]]);
		expect(lines[0]!.matches[0]).toEqual({
			id: 'a',
			band: 'duplicate',
			score: expect.any(Number),
			containment: 1,
			bits: expect.any(Number),
			passages: [{ query: [0, one.length], match: [0, one.length], bits: expect.any(Number) }],
		});
	});

	test('of odd texts is answered', async () => {
		const texts = ['', '\0', '\ud800', '\u202e\u200f', '😀', 'a', 'a '.repeat(10_000), one, `\ud800${one}\0`];
		const lines = await screened(
			['--corpus', '-'],
			jsonLines([...texts, made.text(250_000)].map((text, id) => ({ id, text }))),
		);
		expect(lines.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
		const found = lines[7]!.matches.find(({ id }) => id === 8)!;
		expect(found).toMatchObject({
			band: 'duplicate',
			passages: [{ query: [0, one.length], match: [1, one.length + 1] }],
		});
	});

	test('without a text prints nothing', async () => {
		expect(await screened(['--corpus', '-'], '\ufeff\r\n\n')).toEqual([]);
	});
});

describe('texts of another file', () => {
	const passage = made.text(70);
	const [before, after] = [made.text(50), made.text(90)];

	test('come with passages in units of the text given', async () => {
		const corpus = await file(
			'places.jsonl',
			jsonLines([{ id: 1, title: 'Máy đo', text: `${before}. 😀 ${passage}` }]),
		);
		const queries = jsonLines([{ id: 1, text: `${passage} ${after}` }]);
		const [line] = await screened(['--corpus', corpus, '--queries', '-'], queries);
		const start = `${before}. 😀 `.length;
		expect(line!.matches).toMatchObject([
			{ id: 1, passages: [{ query: [0, passage.length], match: [start, start + passage.length] }] },
		]);
	});

	test('are screened with their titles; what is copied there is cut off or left out', async () => {
		const [head, tail] = [passage.slice(0, 100).trim(), passage.slice(100).trim()];
		const corpus = await file(
			'titles.jsonl',
			jsonLines([{ id: 't', title: head, text: `${tail} ${after}` }]),
		);
		const queries = [
			{ id: 'over', text: passage },
			{ id: 'title', text: made.text(30), title: passage },
		];
		const [over, title] = await screened(['--corpus', corpus, '--queries', '-'], jsonLines(queries));
		expect(over!.matches[0]!.passages).toMatchObject([
			{ query: [0, passage.length], match: [0, tail.length] },
		]);
		expect(title!.matches).toMatchObject([{ id: 't', passages: [] }]);
	});

	test('may be zipped, begin with a byte order mark, end lines as Windows does and leave lines empty', async () => {
		const written = `\ufeff${jsonLines([
			{ id: 1, text: one },
			{ id: 2, text: two },
		])}`.replaceAll('\n', '\r\n\r\n');
		const zipped = await file('zipped', gzipSync(written.trimEnd()));
		expect(briefly(await screened(['--corpus', zipped, '--queries', '-'], written))).toEqual([
			[1, '1 duplicate'],
			[2, '2 duplicate'],
		]);
	});
});

test('any number of threads prints the same, and only what was asked for', async () => {
	const texts = Array.from({ length: 3_000 }, (_, id) => ({ id, text: made.text(150) }));
	for (let id = 50; id < 3_000; id += 50) texts[id]!.text = made.edited(texts[id - 10]!.text, 0.1);
	const corpus = await file('many.jsonl', jsonLines(texts));
	const [few, many] = [
		await screen(['--corpus', corpus, '--threads', '1']),
		await screen(['--corpus', corpus, '--threads', '5']),
	];
	expect(many).toEqual(few);
	expect(few.out.match(/"duplicate"/g)!.length).toBe(2 * 59);
	const none = await screened(['--corpus', corpus, '--bands', 'similar', '--fast']);
	expect(none).toHaveLength(3_000);
	expect(none.flatMap(({ matches }) => matches)).toEqual([]);
});

test('tells the best matches first, as many as asked for', async () => {
	const texts = [0, 0.3, 0.05, 0.15].map((share, id) => ({ id, text: made.edited(one, share) }));
	const corpus = await file('top.jsonl', jsonLines(texts));
	const [line] = await screened(['--corpus', corpus, '--top', '2']);
	expect(line!.matches.map(({ id }) => id)).toEqual([2, 3]);
});

describe('what cannot be read is told with file and line, and nothing is printed', () => {
	test.concurrent.each([
		['{"id":1', 'line 3: this is not JSON. '],
		['[1]', 'line 3: an object with “id” and “text” is needed.'],
		['{"text":"x"}', 'line 3: “id” is missing.'],
		[
			'{"id":12345678901234567890,"text":"x"}',
			'line 3: “id” must be a string, or a number that can be kept exactly.',
		],
		['{"id":true,"text":"x"}', 'line 3: “id” must be a string, or a number that can be kept exactly.'],
		['{"id":1}', 'line 3: “text” is missing.'],
		['{"id":1,"text":["x"]}', 'line 3: “text” must be a string.'],
		['{"id":1,"text":"x","title":5}', 'line 3: “title” must be a string.'],
		['{"id":"first","text":"x"}', 'line 3: the id first stands in line 1 already.'],
		[Buffer.from('{"id":2,"text":"M\xb8y"}', 'latin1'), 'line 3: this is not UTF-8.'],
	])('%s', async (line, message) => {
		const content = Buffer.concat([
			Buffer.from('{"id":"first","text":"a"}\n\n'),
			Buffer.from(line),
			Buffer.from('\n['),
		]);
		const { code, out, err } = await screen(['--corpus', '-'], content);
		expect([code, out]).toEqual([2, '']);
		expect(err).toContain(`-, ${message}`);
	});

	test('in the last of many queries', async () => {
		const corpus = await file('fine.jsonl', jsonLines([{ id: 1, text: one }]));
		const queries = await file(
			'wrong.jsonl',
			`${jsonLines(Array.from({ length: 40_000 }, () => ({ id: 1, text: one })))}5`,
		);
		expect(await screen(['--corpus', corpus, '--queries', queries])).toEqual({
			code: 2,
			out: '',
			err: `${queries}, line 40,001: an object with “id” and “text” is needed.\n`,
		});
	});

	test('files that are missing, folders, broken zips', async () => {
		const broken = await file('broken', Buffer.from([0x1f, 0x8b, 1, 2]));
		for (const [name, message] of [
			['/nowhere/a.jsonl', 'There is no file /nowhere/a.jsonl.'],
			[folder, `${folder} cannot be read: `],
			[broken, `${broken} cannot be read: `],
		] as const) {
			const { code, out, err } = await screen(['--corpus', name]);
			expect([code, out]).toEqual([2, '']);
			expect(err).toContain(message);
		}
	});

	test.concurrent.each([
		[['--corpus', '-', '--queries', '-'], 'only one file can be standard input'],
		[['--corpus', '-', '--top', '0'], 'A whole number from 1 to 1000 is needed.'],
		[['--corpus', '-', '--bands', 'clear'], 'Bands are duplicate, suspicious, similar.'],
		[[], "required option '--corpus <file>' not specified"],
	])('a mistake in the options: %j', async (args, message) => {
		const { code, out, err } = await screen(args);
		expect([code, out]).toEqual([1, '']);
		expect(err).toContain(message);
	});
});
