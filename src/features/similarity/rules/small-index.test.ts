import { expect, test } from 'vitest';
import { Aligner } from './align.ts';
import { SHIPPED_MODEL } from './model.ts';
import { normalise } from './normalise.ts';
import { SmallIndex } from './small-index.ts';
import { SequenceSet } from './statistics.ts';

const aligner = new Aligner({
	version: 0,
	documents: 64,
	level: () => 0,
	boilerplate: new SequenceSet(),
	model: SHIPPED_MODEL,
});
const side = (text: string) => aligner.side(normalise(text).hashes);

const RACK =
	'Giá đỡ cuộn vải xoay được quanh trục thép cũ, có chốt hãm bằng chân đạp, thay cho hai người khiêng mỗi lần trải vải lên bàn cắt.';

test('each text is told of those before it that are like it', () => {
	const index = new SmallIndex(aligner);
	expect(index.add(side(RACK))).toEqual([]);
	expect(index.add(side('Đèn báo khi cửa kho lạnh khép hờ quá ba phút.'))).toEqual([]);
	expect(index.add(side(`Tổ 4 làm. ${RACK}`)).map(({ doc }) => doc)).toEqual([0]);
	expect(index.add(side(RACK.toUpperCase())).map(({ doc }) => doc)).toEqual([0, 2]);
	expect(index.add(side(''))).toEqual([]);
});

test('ten thousand copies of one text are soon through', () => {
	const index = new SmallIndex(aligner);
	const copy = side(RACK);
	const started = performance.now();
	for (let at = 0; at < 10_000; at++) index.add(copy);
	expect(performance.now() - started).toBeLessThan(20_000);
});
