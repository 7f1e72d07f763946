import { TCVN3_LETTERS, VNI_LETTERS, VNI_MARKS } from '#platform/text/legacy-letters.ts';

/** A Unicode text as an old font would have it, the way that text is pasted from old files. */
export const inOldEncoding = (text: string, encoding: 'tcvn3' | 'vni'): string =>
	[...text.normalize('NFC')].map(encoding === 'tcvn3' ? tcvn3 : vni).join('');

const turned = (map: ReadonlyMap<string, string>) => new Map([...map].map(([code, means]) => [means, code]));
const TCVN3 = turned(TCVN3_LETTERS);
const LETTERS = turned(VNI_LETTERS);
const MARKS = turned(VNI_MARKS);

/** Capitals with a tone have no code of their own there: a font makes them of the small one. */
const tcvn3 = (char: string): string => TCVN3.get(char) ?? TCVN3.get(char.toLowerCase()) ?? char;

function vni(char: string): string {
	const alone = LETTERS.get(char);
	if (alone) return alone;
	const [base = '', ...marks] = char.normalize('NFD');
	const isTone = (mark: string) => '\u0300\u0301\u0303\u0309\u0323'.includes(mark);
	const [tone, hat] = [marks.filter(isTone).join(''), marks.filter((mark) => !isTone(mark)).join('')];
	const code = (marks: string) =>
		base === base.toLowerCase() ? MARKS.get(marks)?.toLowerCase() : MARKS.get(marks);
	const letter = LETTERS.get((base + hat).normalize('NFC'));
	if (code(hat + tone)) return base + code(hat + tone);
	return letter && code(tone) ? letter + code(tone) : char;
}
