import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chance } from './chance.ts';

/** A way in which the same text can be written. */
export type Encoding = (text: string, chance: Chance) => string;

interface Letter {
	letter: string;
	tcvn3_latin1: string;
	vni_windows: string;
}

const ZERO_WIDTH = ['\u200b', '\u200c', '\u200d', '\ufeff', '\u00ad', '\u2060'];
/** Latin letters, and Cyrillic and Greek ones that look like them. */
const LOOK_ALIKES = new Map(
	[...'aаoоοeеcсpрxхyуiіjјsѕAАΑBВΒEЕΕHНΗKКΚMМΜOОΟPРΡTТΤXХΧCСIІΙ'].reduce<[string, string[]][]>(
		(list, letter) => {
			if (/[a-zA-Z]/.test(letter)) list.push([letter, []]);
			else list.at(-1)![1].push(letter);
			return list;
		},
		[],
	),
);

/** «hòa» as «hoà» and «hoà» as «hòa»: where a syllable ends in oa, oe, uy (but not quy). */
function otherTonePlacement(text: string): string {
	const nfc = text.normalize('NFC');
	return nfc.replace(
		/(?<![qQ])([oòóỏõọuùúủũụ])([aàáảãạeèéẻẽẹyỳýỷỹỵ])(?![\p{L}\p{M}])/giu,
		(pair, first: string, second: string) => {
			const [base, tone = ''] = [...first.normalize('NFD')];
			const [after, tone2 = ''] = [...second.normalize('NFD')];
			const known = /^(?:oa|oe|uy)$/i.test(`${base}${after}`);
			return known ? `${base}${tone2}${after}${tone}`.normalize('NFC') : pair;
		},
	);
}

/** Every encoding of the protocol by name. @param folder see `readSources` */
export function readEncodings(folder: string): Record<string, Encoding> {
	const { letters } = JSON.parse(readFileSync(join(folder, 'text/legacy_encodings_table.json'), 'utf8')) as {
		letters: Letter[];
	};
	const tcvn3 = new Map(letters.map(({ letter, tcvn3_latin1 }) => [letter, tcvn3_latin1]));
	const vni = new Map(letters.map(({ letter, vni_windows }) => [letter, vni_windows]));
	const mapped = (map: ReadonlyMap<string, string>) => (text: string) =>
		text.normalize('NFC').replace(/\P{ASCII}/gu, (letter) => map.get(letter) ?? letter);
	return {
		NFD: (text) => text.normalize('NFD'),
		'no marks': (text) =>
			text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D'),
		'other tone placement': otherTonePlacement,
		TCVN3: mapped(tcvn3),
		VNI: mapped(vni),
		'zero-width inside': (text, chance) =>
			text.replace(/\p{L}(?=\p{L})/gu, (letter) =>
				chance.chance(0.15) ? letter + chance.pick(ZERO_WIDTH) : letter,
			),
		'look-alikes': (text, chance) =>
			text.replace(/[a-zA-Z]/g, (letter) => {
				const others = LOOK_ALIKES.get(letter);
				return others?.length && chance.chance(0.3) ? chance.pick(others) : letter;
			}),
		'upper case': (text) => text.toLocaleUpperCase('vi'),
	};
}
