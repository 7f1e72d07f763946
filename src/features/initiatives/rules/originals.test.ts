import { describe, expect, it } from 'vitest';
import { type Content, content } from '../schema.ts';
import {
	acceptAll,
	acceptOffer,
	keptOriginals,
	offerFor,
	offersOf,
	undoable,
	undoOffer,
} from './originals.ts';

const written = (part: Partial<Content>): Content => content.parse(part);
const name = (text: string) => ({ name: text, share: '', login: '', namePublic: false });

describe('offers for what is written in an old encoding', () => {
	it('offers each text in Unicode and changes nothing by asking', () => {
		const typed = written({
			title: 'C¶i tiÕn m¸y sÊy',
			problem: 'Máy cũ hay hỏng.',
			result: 'Tieest kieemj ddieenj',
		});
		expect(offersOf(typed)).toEqual([
			{ input: 'title', encoding: 'tcvn3', unicode: 'Cải tiến máy sấy' },
			{ input: 'result', encoding: 'telex', unicode: 'Tiết kiệm điện' },
		]);
		expect(typed.title).toBe('C¶i tiÕn m¸y sÊy');
	});

	it('reads a short name as the longer texts are written', () => {
		const typed = written({ title: 'C¶i tiÕn m¸y sÊy', authors: [name('Lª Lan'), name('Lê Lan')] });
		expect(offerFor(typed, 'authors.0.name')).toEqual({ encoding: 'tcvn3', unicode: 'Lê Lan' });
		expect(offerFor(typed, 'authors.1.name')).toBeNull();
		expect(offerFor(written({ authors: [name('Lª Lan')] }), 'authors.0.name')).toBeNull();
	});

	it('reads a text of both line by line', () => {
		const typed = written({ solution: 'Giải pháp của tổ điện:\nL¾p thªm c¶m biÕn\nM¸y dõng' });
		expect(offerFor(typed, 'solution')?.unicode).toBe('Giải pháp của tổ điện:\nLắp thêm cảm biến\nMáy dừng');
	});

	it('offers nothing for other inputs, authors who are not there, English', () => {
		const typed = written({ title: 'Press fixture for seat frames, as it is used', consent: 'B»ng v¨n b¶n' });
		expect(offersOf(typed)).toEqual([]);
		expect(offerFor(typed, 'authors.7.name')).toBeNull();
	});
});

describe('taking an offer', () => {
	const typed = written({ title: 'C¶i tiÕn m¸y sÊy', authors: [name('Lª Lan'), name('TrÇn V¨n B×nh')] });

	it('keeps what stood there, and gives it back', () => {
		const taken = acceptOffer(typed, 'title');
		expect(taken.title).toBe('Cải tiến máy sấy');
		expect(taken.originals).toEqual([{ field: 'title', encoding: 'tcvn3', text: 'C¶i tiÕn m¸y sÊy' }]);
		expect(undoable(taken, 'title')?.text).toBe('C¶i tiÕn m¸y sÊy');
		expect(undoOffer(taken, 'title')).toEqual(typed);
	});

	it('cannot be undone over what was changed since', () => {
		const changed = { ...acceptOffer(typed, 'title'), title: 'Cải tiến máy sấy gỗ' };
		expect(undoable(changed, 'title')).toBeUndefined();
		expect(undoOffer(changed, 'title')).toBe(changed);
		expect(keptOriginals(changed)).toHaveLength(1);
	});

	it('keeps one original however often it is taken and undone', () => {
		let now = typed;
		for (let round = 0; round < 3; round++) now = acceptOffer(undoOffer(now, 'title'), 'title');
		expect(now.originals).toHaveLength(1);
	});

	it('takes all of them at once, the names too', () => {
		const taken = acceptAll(typed);
		expect(taken.authors.map((author) => author.name)).toEqual(['Lê Lan', 'Trần Văn Bình']);
		expect(taken.originals.map(({ field }) => field)).toEqual(['title', 'author', 'author']);
		expect(acceptAll(taken)).toEqual(taken);
	});

	it('forgets the original of an emptied text and of an author taken out', () => {
		const taken = acceptAll(typed);
		expect(keptOriginals({ ...taken, title: '', authors: [taken.authors[1]!] })).toEqual([
			{ field: 'author', encoding: 'tcvn3', text: 'TrÇn V¨n B×nh' },
		]);
	});
});
