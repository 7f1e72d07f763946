/**
 * Two ways to write Vietnamese with one byte a letter, as their text looks when its bytes are read as Latin-1:
 * TCVN 5712:1993 VN3 (the «.Vn» fonts, also called ABC) and VNI-Windows (the «VNI-» fonts).
 */

const TCVN3_CODES =
	'¸µ¶·¹ ¨¾»¼½Æ ©ÊÇÈÉË ÐÌÎÏÑ ªÕÒÓÔÖ Ý×ØÜÞ ãßáâä «èåæçé ¬íêëìî óïñòô \xADøõö÷ù ýúûüþ ® ¡¢£¤¥¦§';
const TCVN3_MEANS = 'áàảãạ ăắằẳẵặ âấầẩẫậ éèẻẽẹ êếềểễệ íìỉĩị óòỏõọ ôốồổỗộ ơớờởỡợ úùủũụ ưứừửữự ýỳỷỹỵ đ ĂÂÊÔƠƯĐ';

/** A Latin-1 character to its Vietnamese letter. Only Ă Â Ê Ô Ơ Ư Đ have capitals: of the others a font makes them. */
export const TCVN3_LETTERS: ReadonlyMap<string, string> = new Map(
	[...TCVN3_CODES]
		.map((code, at): [string, string] => [code, TCVN3_MEANS[at]!])
		.filter(([code]) => code !== ' '),
);

/** Acute, grave, hook, tilde, dot: the order of every row here. */
const TONES = ['\u0301', '\u0300', '\u0309', '\u0303', '\u0323'];

/** VNI letters that stand alone. The vowels `ơ` and `ư` may still be followed by a tone. */
export const VNI_LETTERS: ReadonlyMap<string, string> = bothCases(
	[...'ñôöíìæóòî'].map((code, at) => [code, 'đơưíìỉĩịỵ'[at]!]),
);

/** VNI characters that only put marks on the vowel before them, as combining marks in NFD order of typing. */
export const VNI_MARKS: ReadonlyMap<string, string> = bothCases([
	...[...'ùøûõï'].map((code, at): [string, string] => [code, TONES[at]!]),
	...[...'âáàåãä'].map((code, at): [string, string] => [code, `\u0302${['', ...TONES][at]!}`]),
	...[...'êéèúüë'].map((code, at): [string, string] => [code, `\u0306${['', ...TONES][at]!}`]),
]);

function bothCases(pairs: readonly (readonly [string, string])[]): Map<string, string> {
	return new Map(
		pairs.flatMap(([code, means]) => [
			[code, means],
			[code.toUpperCase(), means.toUpperCase()],
		]),
	);
}
