import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { inOldEncoding } from '#testing/old-encodings.ts';
import { sharedData } from '#testing/shared-data.ts';
import { normalise } from './normalise.ts';

vi.setConfig({ testTimeout: 20_000 });

const hashes = (text: string) => [...normalise(text).hashes];
const syllables = (text: string) => {
	const { starts, ends } = normalise(text);
	return Array.from(starts, (start, at) => text.slice(start, ends[at]));
};

const PLAIN = 'Thiết kế giá kẹp xoay cho máy hàn điểm ở xưởng Hòa Bình, giảm hỏng 15 % và thúy đẩy quý II';

describe('what is written differently and reads the same falls together', () => {
	test.each([
		['decomposed', PLAIN.normalize('NFD')],
		[
			'without marks',
			'Thiet ke gia kep xoay cho may han diem o xuong Hoa Binh, giam hong 15 % va thuy day quy II',
		],
		['in capitals', PLAIN.toUpperCase()],
		['tones the other way', PLAIN.replace('Hòa', 'Hoà').replace('thúy', 'thuý').replace('quý', 'qúy')],
		['as TCVN3 reads in Latin-1', inOldEncoding(PLAIN, 'tcvn3')],
		['as VNI reads in Latin-1', inOldEncoding(PLAIN, 'vni')],
		[
			'as Telex keys',
			'Thieets kees gias kepj xoay cho mays hanf ddieemr owr xuwowngr Hoaf Binhf, giamr hongr 15 % vaf thuys ddaayr quys II',
		],
		[
			'as VNI keys',
			'Thie61t ke61 gia1 kep5 xoay cho may1 han2 d9ie6m3 o73 xu7o7ng3 Hoa2 Binh2, giam3 hong3 15 % va2 thuy1 d9a6y3 quy1 II',
		],
		['with invisible characters', PLAIN.replace(/i/g, 'i\u200b').replace(/e/g, '\u00ade\ufeff')],
		[
			'with look-alikes',
			PLAIN.replaceAll('o', 'о').replaceAll('a', 'α').replaceAll('i', 'і').replaceAll('H', 'Η'),
		],
		['full width', PLAIN.replace(/[a-zA-Z0-9]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))],
		[
			'in letters of mathematics',
			PLAIN.replace(/[a-z]/g, (char) => String.fromCodePoint(0x1d41a - 97 + char.charCodeAt(0))),
		],
		['with other signs between', PLAIN.replaceAll(' ', ' \u00a0–\u2029👷🏽 ')],
	])('%s', (_, text) => expect(hashes(text)).toEqual(hashes(PLAIN)));

	test('i and y after a consonant and in «quy» are one vowel', () => {
		expect(hashes('kỹ lý Mỹ quý quỳ')).toEqual(hashes('kĩ lí Mĩ quí quì'));
		expect(hashes('tay')).not.toEqual(hashes('tai'));
		expect(hashes('thuy')).not.toEqual(hashes('thui'));
	});

	test('each line is read in its own encoding', () => {
		const [one, two] = ['Giải pháp tiết kiệm nước', 'Bảo vệ môi trường lao động'];
		expect(hashes(`${inOldEncoding(one, 'tcvn3')}\n${two}\n${inOldEncoding(two, 'vni')}`)).toEqual(
			hashes(`${one}\n${two}\n${two}`),
		);
	});

	test('abbreviations among typed keys stay', () => {
		expect(hashes('Cair tieens mays JUKI AMS tuwj ddoongj')).toEqual(hashes('Cải tiến máy JUKI AMS tự động'));
	});

	test('digits tell texts apart', () => {
		expect(hashes('lớp 4')).not.toEqual(hashes('lớp 5'));
		expect(hashes('12')).not.toEqual(hashes('21'));
	});
});

describe('places', () => {
	test('are those of the text as given', () => {
		expect(syllables('  Máy\u0301 rải-ĐÁ\u200b, ２tấn.')).toEqual(['Máy\u0301', 'rải', 'ĐÁ\u200b', '２tấn']);
		expect(syllables('Hoaf bình đẹp\nLof hoaf thuys ddoongj cow')).toEqual([
			'Hoaf',
			'bình',
			'đẹp',
			'Lof',
			'hoaf',
			'thuys',
			'ddoongj',
			'cow',
		]);
		expect(syllables('𝐌á𝐲 𝟐')).toEqual(['𝐌á𝐲', '𝟐']);
	});

	test('ascend, and each stands for its syllable alone', () => {
		const piece = fc.oneof(
			fc.constantFrom(
				...PLAIN.split(' '),
				'\u0301',
				'\u200b',
				'\u200f',
				'👷🏽‍♀️',
				'𝐌á𝐲',
				'\ud800',
				'\0',
				'-',
				' ',
			),
			fc.string({ unit: 'binary' }).filter((text) => !text.includes('\n')),
		);
		fc.assert(
			// ạ says that the line is Unicode, so that the whole is read as its parts are.
			fc.property(fc.array(piece), (pieces) => {
				const text = `${pieces.join('')} ạ`;
				const { starts, ends, hashes: whole } = normalise(text);
				let before = 0;
				for (const [at, start] of starts.entries()) {
					expect(start).toBeGreaterThanOrEqual(before);
					expect(ends[at]).toBeGreaterThan(start);
					before = ends[at]!;
					expect(hashes(text.slice(start, before))).toEqual([whole[at]]);
				}
				expect(before).toBeLessThanOrEqual(text.length);
			}),
			{ numRuns: 200 },
		);
	});
});

describe('any string is accepted', () => {
	test.each(['', ' ', '\0', '\ud800', '\udc00\ud800', '\u200f\u202e', '…', '👷🏽‍♀️🛠️', '\u0301\u0301'])(
		'%j holds no syllable',
		(text) => expect(hashes(text)).toEqual([]),
	);

	test('of any script', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
				const { hashes, starts, ends } = normalise(text);
				expect([starts.length, ends.length]).toEqual([hashes.length, hashes.length]);
			}),
		);
		expect(syllables('שלום عليكم 漢字 ไทย')).toHaveLength(4);
	});

	test('of any length, whatever was read before', async () => {
		vi.resetModules();
		const { normalise: fresh } = await import('./normalise.ts');
		// Typed words that touch letters of another script: more syllables than any text with spaces has.
		const text = 'a1яe1яo1я'.repeat(890);
		const first = fresh(text);
		expect(first.hashes.length).toBeGreaterThan(text.length / 2);
		fresh('đá '.repeat(50_000));
		expect(fresh(text)).toEqual(first);
	});

	test.each(['a', 'a ', 'ạ', '\u0301', 'é', 'ß ', 'as ', 'a1 ', '\n', '\ud800', '𝐌'])(
		'a megabyte of %j takes no long time',
		(piece) => {
			const text = piece.repeat(2 ** 20 / piece.length);
			const began = process.cpuUsage();
			normalise(text);
			expect(process.cpuUsage(began).user).toBeLessThan(5_000_000); // microseconds of the processor
		},
	);
});

const samples = sharedData('text/encoding_and_typing_samples.jsonl');
const vectors = sharedData('text/vn_tone_and_fold_vectors.json');

test.skipIf(samples === null)('real titles fall together however they were typed', () => {
	const lines = readFileSync(samples!, 'utf8').trim().split('\n');
	for (const line of lines) {
		const { unicode_nfc: plain, ...others } = JSON.parse(line) as Record<string, string>;
		for (const [form, text] of Object.entries(others))
			expect([form, hashes(text)]).toEqual([form, hashes(plain!)]);
	}
});

test.skipIf(vectors === null)('the vectors of others fall together', () => {
	const { cases } = JSON.parse(readFileSync(vectors!, 'utf8')) as {
		cases: Record<string, { input: string; want: string }[]>;
	};
	for (const { input, want } of Object.values(cases).flat())
		expect([input, hashes(input)]).toEqual([input, hashes(want)]);
});
