import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keeping } from './kept.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const HOME = {};
const TIMES = { ms: 1_000, meanwhileMs: 2_000, most: 2 };

/** Readings that answer their own number once they are told to. */
function readings() {
	const open: { answer: (value: number) => void; fail: (reason: Error) => void }[] = [];
	const read = () => new Promise<number>((answer, fail) => void open.push({ answer, fail }));
	return { open, read };
}

test('however many ask, it is read once in its time, and by each home for itself', async () => {
	const keep = keeping<number>(TIMES);
	const { open, read } = readings();
	const asked = [keep(HOME, 'a', read), keep(HOME, 'a', read), keep({}, 'a', read), keep(HOME, 'b', read)];
	expect(open).toHaveLength(3);
	for (const [at, { answer }] of open.entries()) answer(at);
	expect(await Promise.all(asked)).toEqual([0, 0, 1, 2]);
	vi.advanceTimersByTime(999);
	expect(await keep(HOME, 'a', read)).toBe(0);
	expect(open).toHaveLength(3);
});

test('while it is read anew everybody is answered with what was kept, until that is too old', async () => {
	const keep = keeping<number>(TIMES);
	const { open, read } = readings();
	void keep(HOME, 'a', read);
	open[0]!.answer(0);
	await vi.advanceTimersByTimeAsync(1_500);
	expect(await keep(HOME, 'a', read)).toBe(0);
	expect(await keep(HOME, 'a', read)).toBe(0);
	expect(open).toHaveLength(2);
	open[1]!.answer(1);
	await vi.advanceTimersByTimeAsync(0);
	expect(await keep(HOME, 'a', read)).toBe(1);
	await vi.advanceTimersByTimeAsync(2_000);
	const late = keep(HOME, 'a', read);
	open[2]!.answer(2);
	expect(await late).toBe(2);
});

test('what failed, or is not to be kept, is asked for anew', async () => {
	const keep = keeping<number>({ ...TIMES, isKept: (value) => value !== 404 });
	const { open, read } = readings();
	const failed = keep(HOME, 'a', read);
	open[0]!.fail(new Error('gone'));
	await expect(failed).rejects.toThrow('gone');
	const missing = keep(HOME, 'a', read);
	open[1]!.answer(404);
	expect(await missing).toBe(404);
	const found = keep(HOME, 'a', read);
	open[2]!.answer(1);
	expect(await found).toBe(1);
});

test('a failure while others are answered with what was kept harms none of them', async () => {
	const keep = keeping<number>(TIMES);
	const { open, read } = readings();
	void keep(HOME, 'a', read);
	open[0]!.answer(0);
	await vi.advanceTimersByTimeAsync(1_200);
	expect(await keep(HOME, 'a', read)).toBe(0);
	open[1]!.fail(new Error('busy'));
	await vi.advanceTimersByTimeAsync(0);
	const next = keep(HOME, 'a', read);
	open[2]!.answer(2);
	expect(await next).toBe(2);
});

test('of too many keys the one read longest ago is forgotten', async () => {
	const keep = keeping<number>(TIMES);
	let reads = 0;
	const read = async () => ++reads;
	for (const key of ['a', 'b', 'c', 'a']) await keep(HOME, key, read);
	expect(reads).toBe(4);
});
