import { addDays, type LocalDate } from '#platform/clock/clock.ts';
import { figuresAfter, figuresBefore, helpers, materials, stages } from './facts.ts';
import type { Random } from './random.ts';
import { createFiller, moneyInWords } from './text.ts';
import { effectsOf } from './words/details/effects.ts';
import { GAIN_ENDS, GAINS, TROUBLE_ENDS, TROUBLES } from './words/details/matter.ts';
import { METHOD_ENDS, METHODS } from './words/details/methods.ts';
import { settingOf } from './words/details/own-settings.ts';
import { SCENE, SCENE_ENDS } from './words/details/problem.ts';
import { AFTER, AFTER_ENDS, MEASURED, MEASURED_ENDS } from './words/details/result.ts';
import { KEEPING, KEEPING_ENDS, SPARK, SPARK_ENDS, TRIAL, TRIAL_ENDS } from './words/details/solution.ts';
import { TITLES } from './words/details/titles.ts';
import type { Topic, Trade } from './words/pattern.ts';

export interface Texts {
	title: string;
	problem: string;
	solution: string;
	result: string;
	/** Declared benefit in đồng, or null when it is told in `socialBenefit` only. */
	benefitAmount: number | null;
	socialBenefit: string;
}

/** How many titles and, of the others, ways are the topic's own: few enough that texts of a topic are no copies. */
const OWN_TITLES = 0.18;
const OWN_WAYS = 0.18;
const OWN_EFFECTS = 0.12;
/** Figures, materials, helpers and dates: each in so many texts. */
const FACTS = 0.05;
/** A way is cut at the first comma after so many spaces outside its brackets. */
const ENOUGH_WORDS = 2;

/**
 * Writes an initiative: what it is about from its topic, and around that the circumstances, which are each
 * author's own. Short clauses are put together anew for every text: a longer one said twice would read as a copy.
 */
export function writeTexts(
	random: Random,
	trade: Trade,
	topic: Topic,
	workplace: string,
	appliedOn: LocalDate,
): Texts {
	const slots = slotsOf(random, trade, topic, workplace);
	const fill = createFiller(random, slots, {
		unit: workplace,
		applied: monthOf(appliedOn),
		trial: monthOf(addDays(appliedOn, -random.int(30, 70))),
		before: monthOf(addDays(appliedOn, -random.int(120, 420))),
	});
	const chosen = random.int(0, topic.title.length - 1);
	const named = random.chance(OWN_TITLES);
	const title = named ? topic.title[chosen]! : random.pick(TITLES);
	const row = topic.rows?.[chosen];
	const own = row === undefined ? random.pick(topic.solution) : topic.solution[row]!;
	const [first, second] = twoOf(random, METHODS);
	const ends = twoOf(random, METHOD_ENDS);
	const way = named || random.chance(OWN_WAYS) ? beginningOf(own) : first;

	const may = (share: number, write: () => string) => (random.chance(share) ? write() : '');
	const about = (beginnings: string[], list: string[]) =>
		fill(sentence(random.pick(beginnings), random.pick(list)));
	const inMoney =
		topic.effect === 'money' ? random.chance(0.92) : topic.effect === 'either' && random.chance(0.5);
	const benefitAmount = inMoney ? createBenefit(random, trade.typicalBenefit) : null;
	const problem = join(
		about(SCENE, SCENE_ENDS),
		about(TROUBLES, TROUBLE_ENDS),
		may(FACTS, () => figuresBefore(random, fill)),
	);
	const solution = join(
		about(SPARK, SPARK_ENDS),
		fill(sentence(way, ends[0])),
		about(TRIAL, TRIAL_ENDS),
		fill(sentence(second, ends[1])),
		may(FACTS, () => materials(random, fill, trade.setting)),
		may(FACTS, () => helpers(random, fill, trade.setting, slots.mate!)),
		may(FACTS, () => stages(random, fill, trade.setting, appliedOn)),
		about(KEEPING, KEEPING_ENDS),
	);
	const told = join(
		may(0.85, () => about(MEASURED, MEASURED_ENDS)),
		about(GAINS, GAIN_ENDS),
		may(FACTS, () => figuresAfter(random, fill)),
		about(AFTER, AFTER_ENDS),
	);
	return {
		title: fill(title.includes('{unit}') || !random.chance(0.05) ? title : `${title} tại {unit}`),
		problem,
		solution,
		result: benefitAmount === null ? told : join(told, sayBenefit(random, fill, benefitAmount)),
		benefitAmount,
		socialBenefit: benefitAmount === null ? told : '',
	};
}

/** Words of the workplace and the trade; what goes wrong and becomes better now and then in the topic's own words. */
function slotsOf(random: Random, trade: Trade, topic: Topic, workplace: string): Record<string, string[]> {
	const { doing, flaw, less, more } = topic;
	return {
		...settingOf(trade.setting, workplace),
		...effectsOf(trade.setting),
		...(random.chance(OWN_EFFECTS) && { flaw }),
		...(random.chance(OWN_EFFECTS) && { less }),
		...(random.chance(OWN_EFFECTS) && { more }),
		doing,
		...trade.slots,
	};
}

const monthOf = (date: LocalDate) => `tháng ${Number(date.slice(5, 7))}/${date.slice(0, 4)}`;

const join = (...sentences: string[]) => sentences.filter((each) => each !== '').join(' ');

/** A beginning and an end; one that has its full stop wants none. */
const sentence = (beginning: string, end: string) =>
	beginning.endsWith('.') ? beginning : `${beginning}, ${end}.`;

function twoOf<T>(random: Random, list: readonly T[]): [T, T] {
	const first = random.int(0, list.length - 1);
	const second = (first + random.int(1, list.length - 1)) % list.length;
	return [list[first]!, list[second]!];
}

/** A way of the topic up to the first comma after enough words. */
function beginningOf(pattern: string): string {
	let [depth, words] = [0, 0];
	for (let at = 0; at < pattern.length; at++) {
		const letter = pattern[at]!;
		if (letter === '[' || letter === '{') depth++;
		if (letter === ']' || letter === '}') depth--;
		if (depth > 0) continue;
		if (letter === ' ') words++;
		if (letter === ';' || letter === '.' || (letter === ',' && words >= ENOUGH_WORDS))
			return pattern.slice(0, at);
	}
	return pattern;
}

/** Log-normal around the trade's typical benefit: most are small, a few in a thousand beyond 5 tỷ. */
function createBenefit(random: Random, typicalMillions: number): number {
	const millions = Math.min(typicalMillions * Math.exp(1.15 * random.normal()), 60_000);
	// People round: to the whole million, above a hundred to five, above a thousand to fifty.
	const step = millions > 1000 ? 50 : millions > 100 ? 5 : 1;
	return Math.max(1, Math.round(millions / step) * step) * 1_000_000;
}

const BENEFITS = [
	'[Ước tính|Ước|Tính gọn] [làm lợi|lợi] [khoảng|chừng|] {amount} [mỗi năm|một năm|trong năm đầu].',
	'[Giá trị làm lợi|Số làm lợi] [năm đầu|năm thứ nhất|trong mười hai tháng] [vào khoảng|chừng|là] {amount}, [đã trừ|không kể|trừ hết] chi phí [thực hiện|bỏ ra|vật tư].',
	'[Tính theo|Căn cứ] [số liệu của bộ phận kế toán|sổ kế toán|giá hiện hành], [số tiền tiết kiệm được|khoản bớt chi|phần giảm chi] [là|lên tới|đạt] {amount}.',
	'[Quy ra tiền|Đổi ra tiền|Tính bằng tiền], [mỗi năm|một năm|trong năm] [đơn vị|nơi tôi làm|chúng tôi] [giảm chi|bớt chi|đỡ tốn] [khoảng|cỡ|] {amount}.',
	'[Kế toán|Bộ phận tài vụ|Phòng kế toán] [xác nhận|tính lại|đối chiếu]: [làm lợi|tiết kiệm|lợi] {amount} [cho {8..12} tháng|trong năm|kể từ {applied}].',
];

function sayBenefit(random: Random, fill: (pattern: string) => string, dong: number): string {
	return fill(random.pick(BENEFITS).replace('{amount}', moneyInWords(dong)));
}
