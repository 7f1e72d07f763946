import { expect, test } from 'vitest';
import { Aligner } from '#features/similarity/rules/align.ts';
import { SHIPPED_MODEL } from '#features/similarity/rules/model.ts';
import { normalise } from '#features/similarity/rules/normalise.ts';
import { sequenceAt } from '#features/similarity/rules/pairs.ts';
import { SequenceSet } from '#features/similarity/rules/statistics.ts';
import { closed, compareTexts } from './comparing.ts';
import type { Run } from './marking.ts';

const STOCK = 'Kính đề nghị hội đồng sáng kiến cơ sở xem xét công nhận giải pháp trên';
const COPIED =
	'tổ cơ điện lắp thêm cảm biến quang ở đầu băng tải, khi phôi kẹt thì máy tự dừng sau nửa giây và đèn vàng báo cho người trực';

function aligner(): Aligner {
	const { hashes } = normalise(STOCK);
	const sequences = Array.from({ length: hashes.length - 4 }, (_, at) => sequenceAt(hashes, at));
	return new Aligner({
		version: 1,
		documents: 100_000,
		level: () => 0,
		boilerplate: new SequenceSet(Uint32Array.from(sequences)),
		model: SHIPPED_MODEL,
	});
}

const parts = (title: string, solution: string) => ({
	text: `${title}\n\n${solution}`,
	parts: [
		{ field: 'title', start: 0, end: title.length },
		{ field: 'solution', start: title.length + 2, end: title.length + 2 + solution.length },
	],
});
const textOf = (runs: readonly Run[]) => runs.map((run) => run.text).join('');
const numbered = (runs: readonly Run[], n: number) => textOf(runs.filter((run) => run.passage === n)).trim();

const mine = parts('Một cách làm mới', `Từ tháng ba ${COPIED}. ${STOCK}.`);
const other = parts(
	'Lò cuốn không nuốt tay',
	`${STOCK}. Ở xưởng hai, ${COPIED.replace('nửa giây', 'hai phẩy năm giây')} lúc giao ca.`,
);

test('marks what two texts share in both, word for word, and says where they part', () => {
	const { parts: marked, otherParts, passages, stockPassages } = compareTexts(aligner(), mine, other);
	expect(passages).toHaveLength(1);
	expect(stockPassages).toBe(1);
	expect(passages[0]).toMatchObject({ n: 1, field: 'solution', otherField: 'solution' });
	expect(numbered(marked[1]!.runs, 1)).toBe(COPIED);
	expect(passages[0]!.runs.filter((run) => run.differs).map((run) => run.text)).toEqual(['nửa']);
	expect(passages[0]!.otherRuns.filter((run) => run.differs).map((run) => run.text)).toEqual([
		'hai phẩy năm',
	]);
	// nothing of a text is lost or doubled by marking it
	expect(marked.map(({ runs }) => textOf(runs)).join('\n\n')).toBe(mine.text);
	expect(otherParts.map(({ runs }) => textOf(runs)).join('\n\n')).toBe(other.text);
	expect(textOf(marked[1]!.runs.filter((run) => run.stock))).toContain('hội đồng sáng kiến');
});

test('goes on after a stretch that only one of the two has, and after one that neither follows', () => {
	const words = (count: number, word: string) =>
		Array.from({ length: count }, (_, n) => `${word}${n}`).join(' ');
	const [before, after] = [words(40, 'trước'), words(40, 'sau')];
	for (const [here, there] of [
		['', words(30, 'riêng')],
		[words(28, 'riêng'), words(30, 'khác')],
	]) {
		const { passages } = compareTexts(
			aligner(),
			parts('x', `${before} ${here} ${after}`),
			parts('y', `${before} ${there} ${after}`),
		);
		const shared = passages.map(({ runs }) => textOf(runs.filter((run) => !run.differs))).join(' ');
		expect(shared.match(/\S+/g)).toEqual(`${before} ${after}`.split(' '));
	}
});

test('of a closed text leaves only the words that both have', () => {
	const secret = 'Nguyễn Thị Mật';
	const hidden = parts('Tên kín', COPIED.replace(', khi phôi', `, ${secret} ❌❌❌❌ khi phôi`));
	const { passages } = compareTexts(aligner(), mine, hidden);
	const shown = closed(passages[0]!.otherRuns);
	expect(shown.find((run) => run.omitted)).toMatchObject({ text: '', omitted: 3 });
	const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
	const allowed = new Set(words(COPIED));
	expect(words(textOf(shown)).every((word) => allowed.has(word))).toBe(true);
	expect(JSON.stringify(shown)).not.toMatch(/Nguyễn|Mật|❌/);
});

test('takes whatever people hand in', () => {
	for (const text of ['', '\u0000', '\ud800', '👩‍🏭'.repeat(50), 'a '.repeat(20_000), '\u202eabc\u202c'])
		for (const against of ['', text, COPIED]) {
			const { parts: marked } = compareTexts(aligner(), parts('x', text), parts(against, text));
			expect(textOf(marked[1]!.runs)).toBe(text);
		}
});
