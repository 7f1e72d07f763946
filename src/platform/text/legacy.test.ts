import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOldEncoding } from '#testing/old-encodings.ts';
import { fold } from './fold.ts';
import { type Encoding, foldKeys, isSyllable, recogniseEncoding, toUnicode } from './legacy.ts';

const DATA = '../shared/data/text';

describe('recogniseEncoding', () => {
	it.each<[Encoding, string]>([
		['tcvn3', 'Lß h¬i ®èt b»ng trÊu thay than'],
		['tcvn3', 'GI¶I PH¸P TIÕT KIÖM N­íC'],
		['tcvn3', 'NguyÔn V¨n B×nh'],
		['tcvn3', 'Bé g¸ 220V, CO2 vµ khung JUKI'],
		['vni', 'Loø hôi ñoát baèng traáu thay than'],
		['vni', 'GIAÛI PHAÙP TIEÁT KIEÄM NÖÔÙC'],
		['vni', 'Nguyeãn Vaên Bình'],
		['telex', 'Lof howi ddoots bawngf traaus thay than'],
		['telex', 'Thieets kees'],
		['telex', 'GIARI PHASP TIEETS KIEEMJ NUOWCS'],
		['vni_keys', 'Lo2 ho7i d9o61t ba82ng tra61u thay than'],
		['vni_keys', 'Thie61t ke61'],
		['vni_keys', 'GIAM3 KHI1 CO2 TRONG LO2 HO7I'],
	])('%s: %s', (encoding, text) => expect(recogniseEncoding(text)).toBe(encoding));

	it.each([
		'',
		' ',
		'Lò hơi đốt bằng trấu thay than',
		'Lò hơi đốt bằng trấu thay than'.normalize('NFD'),
		'Lo hoi dot bang trau thay than, tiet kiem nuoc cho xuong det',
		'có hòa và là cà',
		'Có là',
		'sè',
		'Máy JUKI AMS 221EN-3020, bơm 1-P-481A/B, thép A36, giấy A4, khí CO2',
		'May JUKI AMS 221EN-3020, bom 1-P-481A/B, thep A36, giay A4, khi CO2',
		'Ca1 Ca2 Ca3 Ca4',
		'As his car is so good, see if it has gas or test the bus',
		'The boiler burns rice husks rather than coal and saves us a lot of money every year.',
		'Déjà vu : la chaudière à balles de riz brûle très bien, où qu’elle soit posée.',
		'Thé, né, été, café, à Gô',
		'Über die größere Öffnung müssen Rohre geführt werden; für Müller schön.',
		'El año pasado el niño usó más azúcar y café en la habitación.',
		'A operação não é só da máquina; são três ações e uma manutenção.',
		'På så måde når vi målet før sommeren, og det er smør på brød.',
		'Così è più facile, perché la città è già lì.',
		'Zażółć gęślą jaźń. Příliš žluťoučký kůň.',
		'Şimdi çok güzel bir gün, değil mi?',
		'Mesin itu dapat menghemat air dan listrik setiap bulan.',
		'10 m² ± 5 %, 37 °C, 3 × 4 mm, 5 µm, © 2023 «ABC» ® 1/2 = ½',
		'«The boiler is up»: a check',
		'for (const x of rows) if (x.is) this.as = x.or;',
		'SELECT x.id, x.name FROM rows x WHERE x.row = 5 AND x.of IS NULL ORDER BY x.us;',
		'nguyen.van.a1@than-dong-vong.vn, http://vidu.vn/?x=1&f=s3#r',
		'sha256 utf8 base64 h264 mp3 mp4',
		'\uD800 \uDC00 \uD83D\u0000 \u200F\u202E',
		'👷🏽‍♀️ 🛠️',
	])('unicode: %s', (text) => expect(recogniseEncoding(text)).toBe('unicode'));

	it('needs one syllable only where others told what to expect', () => {
		expect(recogniseEncoding('Lª Lan')).toBe('unicode');
		expect(recogniseEncoding('Lª Lan', 'tcvn3')).toBe('tcvn3');
		expect(recogniseEncoding('Le6 Lan', 'vni_keys')).toBe('vni_keys');
		expect(recogniseEncoding('Lê Lan', 'tcvn3')).toBe('unicode');
		expect(recogniseEncoding('Lan', 'vni')).toBe('unicode');
	});

	it('answers any text, and a long one in linear time', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void recogniseEncoding(text)));
		for (const piece of ['é', '«', 'a', 'as ', 'a1', 'x', '\uD800', 'ß ', 'thé né ']) {
			const text = piece.repeat(1_000_000 / piece.length);
			const began = process.cpuUsage();
			const encoding = recogniseEncoding(text);
			toUnicode(text, 'tcvn3');
			toUnicode(text, 'telex');
			expect(encoding).toBe('unicode');
			// Microseconds of the processor: a busy machine is no failure.
			expect(process.cpuUsage(began).user).toBeLessThan(3_000_000);
		}
	});
});

describe('toUnicode', () => {
	it.each<[Encoding, string, string]>([
		['unicode', 'Lò'.normalize('NFD'), 'Lò'],
		['tcvn3', 'Bé g¸ 220V, CO2 vµ khung JUKI', 'Bộ gá 220V, CO2 và khung JUKI'],
		['tcvn3', 'øng dông', 'ứng dụng'],
		['tcvn3', 'GI¶I PH¸P\n§é dµy', 'GIẢI PHÁP\nĐộ dày'],
		['tcvn3', '«M¸y r¶i», xe « t«, 3 × 4, 5 µm', '«Máy rải», xe ô tô, 3 × 4, 5 µm'],
		['vni', 'ÑÖÔØNG ñöôøng ùm nù', 'ĐƯỜNG đường ùm nù'],
		[
			'telex',
			'Ddoongj cow, JUKI AMS vest Robot thuowr nuwocs nuocsw',
			'Động cơ, JUKI AMS vest Robot thuở nước nước',
		],
		['telex', 'hoaf thuyr quys giaf gif hoanf luwuj cuwar khoawn', 'hòa thủy quý già gì hoàn lựu cửa khoăn'],
		['vni_keys', 'D9o6ng5 co7 221EN-3020 A4 1A nuo7c1 O73', 'Động cơ 221EN-3020 A4 1A nước Ở'],
		['vni_keys', 'GIAM3 KHI1 CO2', 'GIẢM KHÍ CO2'],
	])('%s: %s', (encoding, text, unicode) => expect(toUnicode(text, encoding)).toBe(unicode));

	it('reads back every letter of both tables', () => {
		const { letters } = existsSync(DATA)
			? JSON.parse(readFileSync(`${DATA}/legacy_encodings_table.json`, 'utf8'))
			: { letters: [] };
		for (const { letter, tcvn3_latin1, vni_windows } of letters) {
			expect(toUnicode(`x${tcvn3_latin1}x`, 'tcvn3').slice(1, -1).toLowerCase()).toBe(letter.toLowerCase());
			expect(toUnicode(vni_windows, 'vni')).toBe(letter);
		}
	});

	it('undoes both encodings of any Vietnamese text in small letters', () => {
		const word = fc.constantFrom(...'một số giải pháp đường ở kỹ thuật nghiêng quý xoong ủy ỉ ôm'.split(' '));
		const text = fc.array(word, { minLength: 4, maxLength: 9 }).map((words) => words.join(' '));
		fc.assert(
			fc.property(text, fc.constantFrom('tcvn3', 'vni'), (unicode, encoding) => {
				expect(toUnicode(inOldEncoding(unicode, encoding as 'vni'), encoding as 'vni')).toBe(unicode);
			}),
		);
	});
});

describe('folding typed syllables', () => {
	it.each([
		['chees', 'telex', 'che'],
		['ddoongj', 'telex', 'dong'],
		['vest', 'telex', 'vest'],
		['juki', 'telex', 'juki'],
		['nuo7c1', 'vni_keys', 'nuoc'],
		['481a', 'vni_keys', '481a'],
		['', 'vni_keys', ''],
	] as const)('%s (%s) → %s', (word, style, folded) => expect(foldKeys(word, style)).toBe(folded));

	it.each(['thuyen', 'nghieng', 'quoc', 'gi', 'o', 'krong'])('%s can be a syllable', (folded) =>
		expect(isSyllable(folded)).toBe(true),
	);
	it.each(['vest', 'ka', 'ce', 'ngi', 'b', '', 'thuyenn'])('%s cannot', (folded) =>
		expect(isSyllable(folded)).toBe(false),
	);
});

describe('the shared samples', () => {
	const forms = {
		unicode_nfc: 'unicode',
		unicode_nfd: 'unicode',
		no_marks: 'unicode',
		tcvn3_as_latin1: 'tcvn3',
		vni_windows_as_latin1: 'vni',
		telex_keys: 'telex',
		vni_keys: 'vni_keys',
	} as const;
	const samples = existsSync(DATA)
		? readFileSync(`${DATA}/encoding_and_typing_samples.jsonl`, 'utf8')
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line))
		: [];

	it.skipIf(samples.length === 0)('are recognised in every form and fold together', () => {
		for (const sample of samples)
			for (const [form, encoding] of Object.entries(forms)) {
				const text: string = sample[form];
				// One title is English, the same in every form
				const expected = text === sample.unicode_nfc ? 'unicode' : encoding;
				expect([text, recogniseEncoding(text)]).toEqual([text, expected]);
				expect(fold(toUnicode(text, expected))).toBe(fold(sample.unicode_nfc));
			}
	});
});
