import { expect, test } from 'vitest';
import { Aligner } from '#features/similarity/rules/align.ts';
import { SHIPPED_MODEL } from '#features/similarity/rules/model.ts';
import { normalise } from '#features/similarity/rules/normalise.ts';
import { bucketsOf } from '#features/similarity/rules/pairs.ts';
import { levelOf, SequenceSet } from '#features/similarity/rules/statistics.ts';
import { screenedText } from './screened-text.ts';
import { likenessOf } from './similar.ts';

const nothing = { title: '', problem: '', solution: '', result: '' };
const THEIRS = {
	title: 'Một số biện pháp giúp học sinh lớp 3 giữ vở sạch, viết chữ đẹp tại Trường Tiểu học Gia Quế',
	problem: 'Đầu năm có mười bảy em viết ẩu, vở quăn góc và bị bôi xóa; giáo viên nhắc nhiều mà ít em sửa.',
	solution: 'Mỗi tuần chọn năm vở tiến bộ nhất treo ở góc lớp, phụ huynh cùng ký vào phiếu theo dõi nét chữ.',
	result: 'Cuối kỳ còn hai em viết ẩu.',
};
/** In one text of ten of a corpus of 3,000; everything else stands nowhere. */
const COMMON = 'Một số biện pháp giúp học sinh lớp học tại Trường Tiểu học';
const common = new Set(bucketsOf(normalise(COMMON).hashes));
const aligner = new Aligner({
	version: 1,
	documents: 3_000,
	level: (bucket) => (common.has(bucket) ? levelOf(300) : 0),
	boilerplate: new SequenceSet(),
	model: SHIPPED_MODEL,
});
const its = normalise(screenedText(THEIRS).text).hashes;

function likeness(typed: Partial<typeof nothing>) {
	const { text, parts } = screenedText({ ...nothing, ...typed });
	const syllables = normalise(text);
	const comparison = aligner.compare(aligner.side(syllables.hashes), aligner.side(its));
	return likenessOf({ text, parts, syllables }, its, comparison, 3_000);
}

test('a title that says the same in most of its words is told, with the words as they were typed', () => {
	const title = 'Một số biện pháp rèn học sinh Giữ vở sạch-viết chữ đẹp';
	expect(likeness({ title })).toEqual({
		share: 12 / 13,
		fields: ['title'],
		quote: 'học sinh Giữ vở sạch-viết chữ đẹp',
	});
});

test('the usual beginning of a title, a school and a phrase are not enough', () => {
	expect(likeness({ title: 'Một số biện pháp giúp học sinh lớp 5 học tốt phân số' })).toBeNull();
	expect(likeness({ title: 'Xây dựng vườn rau tại Trường Tiểu học Gia Quế' })).toBeNull();
	expect(likeness({ title: 'Viết chữ đẹp' })).toBeNull();
	expect(likeness({})).toBeNull();
});

test('a title stays told while the rest is written, and other words do not', () => {
	const title = 'Giúp các em lớp 3 giữ vở sạch, viết chữ đẹp';
	const problem = 'Nhiều em cầm bút sai, ngồi lệch nên nét chữ nghiêng ngả, mực dây ra tay áo và ra bàn.';
	expect(likeness({ title, problem })).toMatchObject({ fields: ['title'] });
	expect(likeness({ title: 'Sửa cách cầm bút', problem })).toBeNull();
});

test('a passage taken into another story is told by its field, cut between words', () => {
	const found = likeness({
		title: 'Rèn nét chữ cho học sinh khối ba',
		problem: `${'Năm nay trường nhận thêm ba mươi em từ điểm lẻ về học chung. '.repeat(4)}${THEIRS.problem}`,
		solution: THEIRS.solution,
	});
	expect(found).toMatchObject({ fields: ['problem', 'solution'] });
	expect(found!.share).toBeCloseTo(0.44, 1);
	expect(found!.quote).toMatch(/^Đầu năm có mười bảy em viết ẩu.*\p{L} …$/u);
	expect(found!.quote.length).toBeLessThanOrEqual(122);
});
