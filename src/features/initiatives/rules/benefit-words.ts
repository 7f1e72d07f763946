import type { Locale } from '#platform/i18n/translate.ts';

/* Numbers in words are grammar, not interface text: their rules could not stand in a file of sentences. */
const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
const SCALES = ['', 'nghìn', 'triệu'];
const BILLION = 1_000_000_000;

/**
 * Whole đồng in words, for echoing what was typed: 1500000000 → «một tỷ năm trăm triệu đồng», "one billion
 * five hundred million dong". `amount` is an integer from 0 to 9e15.
 */
export function benefitInWords(amount: number, locale: Locale): string {
	return locale === 'vi' ? `${vietnamese(amount)} đồng` : `${english(amount)} dong`;
}

/** Above a billion the names repeat: «hai triệu tỷ». Groups below a spoken one are read in full. */
function vietnamese(amount: number, full = false): string {
	if (amount === 0) return DIGITS[0]!;
	if (amount >= BILLION) {
		const rest = amount % BILLION;
		const head = `${vietnamese(Math.floor(amount / BILLION), full)} tỷ`;
		return rest === 0 ? head : `${head} ${vietnamese(rest, true)}`;
	}
	const words: string[] = [];
	for (const [power, scale] of [...SCALES.entries()].reverse()) {
		const group = Math.floor(amount / 1000 ** power) % 1000;
		if (group === 0) continue;
		words.push(threeDigits(group, full || words.length > 0));
		if (scale) words.push(scale);
	}
	return words.join(' ');
}

/** 5 → «năm», 15 → «mười lăm», 21 → «hai mươi mốt», 24 → «hai mươi tư», 105 → «một trăm linh năm». */
function threeDigits(group: number, full: boolean): string {
	const [hundreds, tens, ones] = [Math.floor(group / 100), Math.floor(group / 10) % 10, group % 10];
	const words: string[] = [];
	if (hundreds > 0 || full) words.push(DIGITS[hundreds]!, 'trăm');
	if (tens > 1) words.push(DIGITS[tens]!, 'mươi');
	else if (tens === 1) words.push('mười');
	else if (ones > 0 && words.length > 0) words.push('linh');
	if (ones === 1 && tens > 1) words.push('mốt');
	else if (ones === 4 && tens > 1) words.push('tư');
	else if (ones === 5 && tens > 0) words.push('lăm');
	else if (ones > 0) words.push(DIGITS[ones]!);
	return words.join(' ');
}

const TEENS =
	'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
		' ',
	);
const TENS = 'ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ENGLISH_SCALES = ['', ' thousand', ' million', ' billion', ' trillion', ' quadrillion'];

function english(amount: number): string {
	if (amount === 0) return TEENS[0]!;
	const words: string[] = [];
	for (const [power, scale] of [...ENGLISH_SCALES.entries()].reverse()) {
		const group = Math.floor(amount / 1000 ** power) % 1000;
		if (group > 0) words.push(englishThree(group) + scale);
	}
	return words.join(' ');
}

function englishThree(group: number): string {
	const below = group % 100;
	const hundreds = group >= 100 ? `${TEENS[Math.floor(group / 100)]} hundred` : '';
	const ones = below % 10 > 0 ? `-${TEENS[below % 10]}` : '';
	const rest = below < 20 ? TEENS[below]! : TENS[Math.floor(below / 10) - 1]! + ones;
	if (below === 0) return hundreds;
	return hundreds ? `${hundreds} and ${rest}` : rest;
}

// Maps, for what people type is looked up in them: an object would also know «constructor».
const WORD_VALUES = new Map([
	['khong', 0],
	['mot', 1],
	['hai', 2],
	['ba', 3],
	['bon', 4],
	['tu', 4],
	['nam', 5],
	['lam', 5],
	['sau', 6],
	['bay', 7],
	['tam', 8],
	['chin', 9],
]);
const WORD_SCALES = new Map([
	['nghin', 1000n],
	['ngan', 1000n],
	['trieu', 1_000_000n],
	['ty', 1_000_000_000n],
	['ti', 1_000_000_000n],
]);

/**
 * The number that Vietnamese words without marks say («mot ty nam tram trieu», «hai ty ruoi»), or null when
 * they say none. Takes what `benefitInWords` writes.
 */
export function numberFromWords(plain: string): bigint | null {
	let billions = 0n;
	let total = 0n;
	let group: number | null = null;
	let scale = 0n;
	for (const word of plain.split(' ')) {
		const digit = WORD_VALUES.get(word);
		const step = WORD_SCALES.get(word);
		if (digit !== undefined) group = (group ?? 0) + digit;
		else if (word === 'muoi') group = group === null || group % 10 === 0 ? (group ?? 0) + 10 : tenfold(group);
		else if (word === 'tram' && group !== null) group *= 100;
		else if (word === 'ruoi' && scale > 0n && group === null) total += scale / 2n;
		else if (step !== undefined && (group !== null || step === 1_000_000_000n)) {
			scale = step;
			if (step === 1_000_000_000n) {
				billions = (billions + total + BigInt(group ?? 0)) * step;
				total = 0n;
			} else total += BigInt(group ?? 0) * step;
			group = null;
		} else if (word !== 'linh' && word !== 'le') return null;
	}
	return group === null && scale === 0n ? null : billions + total + BigInt(group ?? 0);
}

/** «hai trăm ba mươi»: only the last digit is tens. */
const tenfold = (group: number) => group - (group % 10) + (group % 10) * 10;
