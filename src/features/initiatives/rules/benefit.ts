import { numberFromWords } from './benefit-words.ts';

export { benefitInWords } from './benefit-words.ts';

/** Why a text is no amount of đồng, and the keys of the sentences that say so. */
export type BenefitIssue =
	| 'benefit_empty'
	/** No amount at all («không tính được bằng tiền»): it belongs to the social effect. */
	| 'benefit_no_amount'
	/** `163.724 tỉ`: `params.low` or `params.high` đồng, as the point is read. */
	| 'benefit_ambiguous'
	| 'benefit_range'
	| 'benefit_negative'
	| 'benefit_fraction'
	| 'benefit_foreign_currency'
	| 'benefit_too_large'
	| 'benefit_unreadable';

export type BenefitReading =
	| {
			/** Whole đồng, 0 to 9e15. */
			readonly amount: number;
			/** What it is counted by, as written: «14 triệu/trạm/năm» → ['trạm', 'năm']. Not multiplied. */
			readonly per: readonly string[];
			/** «khoảng», «gần», «trên»: said to be an estimate. */
			readonly approximate: boolean;
	  }
	| { readonly code: BenefitIssue; readonly params?: Readonly<Record<string, number>> };

/** Where every integer is still exact in a JavaScript number and in a JSON one. */
const MAX_AMOUNT = 9_000_000_000_000_000n;

/** As the form's input; a longer text is a description. */
const LONGEST_TEXT = 200;

const SCALES: Record<string, bigint> = {
	ty: 1_000_000_000n,
	ti: 1_000_000_000n,
	trieu: 1_000_000n,
	tr: 1_000_000n,
	nghin: 1000n,
	ngan: 1000n,
	k: 1000n,
	tram: 100n,
};

const APPROXIMATE = /^(?:(?:khoang|gan|hon|tren|duoi|uoc tinh|uoc dat|uoc|xap xi|tam tinh)\b|[~≈<>≤≥]+)[ :]*/;
const OPENING = /^(?:gia tri|so tien|tien|lam loi|tiet kiem|giam chi phi|loi nhuan|dat|duoc|la)\b[ :]*/;
const FOREIGN = /[$€£¥₩]|\b(?:usd|eur|jpy|cny|krw|do la|dola|do my|euro|yen|nhan dan te|won)\b/;
const PER = /(?:\/|\b(?:moi|mot|hang|1)\b|\btren\b(?= \D))/;
const AMOUNT = /^(\d[\d.,]*(?: \d{3}(?!\d))*)\s*((?:(?:nghin|ngan|tram|trieu|tr|ty|ti|k)\b ?)*)/;

/**
 * An amount in đồng as people write it: «1,5 tỷ», «1.200.000đ», «500tr», «2 tỉ 300 triệu», «khoảng 30 triệu
 * đồng», «14 triệu/trạm/năm», «một tỷ rưỡi», with or without marks. Never guesses: ranges, doubtful points
 * and foreign money answer the code of their issue.
 * @param scale đồng per unit for a bare number, where the heading of a column says «triệu đồng»
 */
export function parseBenefit(text: string, scale = 1): BenefitReading {
	const typed = text.normalize('NFKC').toLowerCase().replace(/[–—−]/g, '-').replace(/\s+/g, ' ').trim();
	if (typed.length > LONGEST_TEXT) return { code: 'benefit_unreadable' };
	if (typed === '') return { code: 'benefit_empty' };
	const plain = withoutMarks(typed);
	if (FOREIGN.test(plain)) return { code: 'benefit_foreign_currency' };
	const { rest: opened, approximate } = withoutOpening(plain);
	const { head, per } = splitPer(opened, typed.slice(typed.length - opened.length));
	const amount = head
		.replace(/\s*\b(?:viet nam )?(?:dong|vnd|vnđ|d)\b\.?(?: viet nam)?\s*$/, '')
		.replace(/(?<=\d)d$/, '');
	if (/^-\s*\d/.test(amount)) return { code: 'benefit_negative' };
	if (isRange(amount)) return { code: 'benefit_range' };
	const read = readAmount(amount.trim(), BigInt(scale));
	return typeof read === 'bigint' ? checked(read, per, approximate) : read;
}

/** The same for a cell that holds a number. */
export function parseBenefitNumber(value: number, scale = 1): BenefitReading {
	if (value < 0) return { code: 'benefit_negative' };
	const amount = Math.round(value * scale * 100) / 100;
	if (amount > Number(MAX_AMOUNT)) return { code: 'benefit_too_large' };
	if (!Number.isInteger(amount)) return { code: 'benefit_fraction' };
	return { amount, per: [], approximate: false };
}

function checked(amount: bigint, per: readonly string[], approximate: boolean): BenefitReading {
	if (amount > MAX_AMOUNT) return { code: 'benefit_too_large' };
	return { amount: Number(amount), per, approximate };
}

/**
 * Letter by letter, so that places in the result are places in the text. «Trạm» (a station) must not become
 * «trăm» (a hundred).
 */
const withoutMarks = (text: string) =>
	text
		.replaceAll('trạm', 'tr*m')
		.replace(/\P{ASCII}/gu, (letter) => letter.normalize('NFD')[0]!.replace('đ', 'd'));

function withoutOpening(plain: string): { rest: string; approximate: boolean } {
	let rest = plain;
	let approximate = false;
	for (;;) {
		const next = rest.replace(OPENING, '').replace(APPROXIMATE, () => {
			approximate = true;
			return '';
		});
		if (next === rest) return { rest, approximate };
		rest = next;
	}
}

/** «14 triệu/trạm/1 năm» and «14 triệu một năm» are an amount and what it is counted by. */
function splitPer(plain: string, typed: string): { head: string; per: string[] } {
	const at = plain.slice(1).search(PER) + 1;
	const tail = /^(?:tram|trieu|nghin|ngan|ty|ti|muoi|\d)/;
	const after = at > 0 ? plain.slice(at).replace(PER, '').trim() : '';
	// «hai mươi mốt triệu» and «một trăm» hold the word without meaning it
	if (
		at === 0 ||
		(plain[at] !== '/' &&
			(tail.test(after) || !/(?:dong|d|vnd|ty|ti|trieu|tr|nghin|ngan|k|\d) $/.test(plain.slice(0, at))))
	)
		return { head: plain, per: [] };
	const per = typed
		.slice(at)
		.split(/\/|\s+(?=m[ỗộ]i |một |hàng |hằng )/)
		.map((each) =>
			each
				.replace(/^\s*(?:mỗi|một|hàng|hằng|trên|1)\s+/, '')
				.replace(/[.;,]$/, '')
				.trim(),
		);
	return { head: plain.slice(0, at).trim(), per: per.filter(Boolean) };
}

const isRange = (plain: string) =>
	/\d[\d.,]*\s*(?:ty|ti|trieu|tr|nghin|ngan|k|dong|d)?\s*(?:-|\bden\b)\s*\d/.test(plain) ||
	/^tu \d/.test(plain);

/** Sums «2 tỉ 300 triệu»; each scale must be smaller than the one before it. */
function readAmount(plain: string, scale: bigint): bigint | Exclude<BenefitReading, { amount: number }> {
	const inWords = numberFromWords(plain);
	if (inWords !== null) return inWords;
	if (!/\d/.test(plain)) return { code: 'benefit_no_amount' };
	let rest = plain;
	let sum = 0n;
	let smallest = 0n;
	while (rest !== '') {
		const match = AMOUNT.exec(rest.replace(/(?<=\d)(?=[a-z])/, ' '));
		if (!match) return { code: 'benefit_unreadable' };
		const words = match[2]!.trim();
		const unit = words === '' ? 1n : words.split(' ').reduce((product, word) => product * SCALES[word]!, 1n);
		if (smallest > 0n && (unit >= smallest || words === '')) return { code: 'benefit_unreadable' };
		const read = readNumber(match[1]!, words === '' && smallest === 0n ? scale : unit);
		if (typeof read !== 'bigint') return read;
		sum += read;
		smallest = unit;
		rest = rest
			.replace(/(?<=\d)(?=[a-z])/, ' ')
			.slice(match[0].length)
			.replace(/^(?:(?:dong|va)\b|,) ?/, '')
			.trim();
		const half = /^ruoi\b ?/.exec(rest);
		if (half && unit > 1n) {
			sum += unit / 2n;
			rest = rest.slice(half[0].length);
		}
	}
	return sum;
}

/**
 * Points and commas: groups of three are thousands, one short or long group is a decimal, both together put
 * the decimal last. A single group of three before a scale word could be either: «163.724 tỉ» is asked back.
 */
function readNumber(written: string, scale: bigint): bigint | Exclude<BenefitReading, { amount: number }> {
	const digits = written.replace(/ /g, '').replace(/[.,]$/, '');
	const groups = /^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/.exec(digits);
	if (groups) {
		const whole = BigInt(digits.replace(/[.,]/g, '')) * scale;
		const single = digits.length <= 7;
		if (scale === 1n || !single) return whole;
		const low = times(digits.replace(',', '.'), scale);
		// Nobody writes thousands with a zero in front: «0,125 tỷ» is a decimal
		if (digits.startsWith('0')) return low ?? { code: 'benefit_fraction' };
		return { code: 'benefit_ambiguous', params: { low: Number(low ?? whole / 1000n), high: Number(whole) } };
	}
	const mixed = /^(\d{1,3}(?:\.\d{3})*),(\d+)$|^(\d{1,3}(?:,\d{3})*)\.(\d+)$|^(\d+)[.,](\d+)$|^(\d+)$/.exec(
		digits,
	);
	if (!mixed) return { code: 'benefit_unreadable' };
	const whole = (mixed[1] ?? mixed[3] ?? mixed[5] ?? mixed[7])!.replace(/[.,]/g, '');
	const decimals = mixed[2] ?? mixed[4] ?? mixed[6] ?? '';
	return times(`${whole}.${decimals}`, scale) ?? { code: 'benefit_fraction' };
}

/** A decimal number times a scale, exactly; null when the product is no whole đồng. */
function times(decimal: string, scale: bigint): bigint | null {
	const [whole = '', decimals = ''] = decimal.split('.');
	const product = BigInt(whole + decimals) * scale;
	const divisor = 10n ** BigInt(decimals.length);
	return product % divisor === 0n ? product / divisor : null;
}
