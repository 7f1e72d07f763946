import { addDays, type LocalDate, startOfLocalDate } from '#platform/clock/clock.ts';
import { fold } from '#platform/text/fold.ts';
import { createHistory, type DemoStep } from './histories.ts';
import { createRandom, type Random } from './random.ts';
import { createFiller, moneyInWords } from './text.ts';
import type { Topic, Trade } from './words/pattern.ts';
import { personName } from './words/people.ts';
import { tradesOf } from './words/trades.ts';

export interface DemoAuthor {
	name: string;
	/** Share of the contribution in basis points; those of one initiative sum to 10,000. */
	shareBp: number;
	/** Whether the author agreed to be named in public. */
	namePublic: boolean;
}

/** An invented initiative with what happened to it; codes are those of facts/programmes.ts. */
export interface DemoInitiative {
	unitCode: string;
	title: string;
	groupCode: string;
	fieldCode: string;
	problem: string;
	solution: string;
	result: string;
	/** Declared benefit in đồng, or null when it is told in `socialBenefit` only. */
	benefitAmount: number | null;
	socialBenefit: string;
	appliedOn: LocalDate;
	recognisedBy: string;
	recognitionNumber: string;
	recognisedOn: LocalDate;
	confidential: boolean;
	authors: DemoAuthor[];
	kind: 'self' | 'proxy' | 'import';
	history: DemoStep[];
}

export interface DemoUnit {
	code: string;
	/** As in the tree: «CĐCS Công ty …»; the trade follows from it. */
	name: string;
	kind: string;
}

/** How far back the demo reaches, and the surge at its end: the campaign of the demo programme. */
const DAYS = 120;
const CAMPAIGN_DAYS = 20;
const CAMPAIGN_SHARE = 0.42;

/** Applied dates begin here, as the demo programme's application window does. */
const FIRST_APPLIED = '2021-09-01';

/** One title in fifty may stand twice: people do send the same idea, and screening wants something to find. */
const REPEATED_TITLES = 0.02;

/** The instant of a step: `daysAgo` counts back from the beginning of `today` in Viet Nam. */
export function instantOf(today: LocalDate, daysAgo: number): Date {
	return new Date(startOfLocalDate(today).getTime() - daysAgo * 86_400_000);
}

/**
 * Invented initiatives of the given units, the same for the same options, in no order of date. Unit, folded first
 * author, folded title and applied date together are unique. Active units send more than others.
 */
export function* generateDemo(options: {
	seed: number;
	count: number;
	units: readonly DemoUnit[];
	today: LocalDate;
}): Generator<DemoInitiative> {
	const random = createRandom(options.seed);
	const zeal = options.units.map((unit): [DemoUnit, number] => [unit, Math.exp(0.8 * random.normal())]);
	const titles = new Set<string>();
	const keys = new Set<string>();
	for (let made = 0; made < options.count; ) {
		const initiative = createInitiative(random, random.weighted(zeal), options.today);
		const title = fold(initiative.title);
		if (titles.has(title) && !random.chance(REPEATED_TITLES)) continue;
		const key = [initiative.unitCode, fold(initiative.authors[0]!.name), title, initiative.appliedOn].join(
			'|',
		);
		if (keys.has(key)) continue;
		titles.add(title);
		keys.add(key);
		made++;
		yield initiative;
	}
}

function createInitiative(random: Random, unit: DemoUnit, today: LocalDate): DemoInitiative {
	const workplace = unit.name
		.replace(/^Tổ công đoàn /, 'Tổ ')
		.replace(/^(CĐCS|Công đoàn cơ sở|CĐ bộ phận|Công đoàn|CĐ) /, '');
	const trade = random.weighted(tradesOf(workplace));
	const topic = random.pick(trade.topics.filter(({ only }) => !only || only.test(workplace)));
	const history = createHistory(random, submittedDaysAgo(random));
	const dates = createDates(random, addDays(today, -Math.ceil(history[0]!.daysAgo)));
	return {
		unitCode: unit.code,
		groupCode: groupOf(trade, workplace),
		fieldCode: topic.field,
		...createTexts(random, trade, topic, workplace),
		...dates,
		...createRecognition(random, workplace, dates.recognisedOn),
		confidential: random.chance(0.02),
		authors: createAuthors(random),
		kind: random.weighted([
			['self', 45],
			['proxy', 20],
			['import', 35],
		]),
		history,
	};
}

function submittedDaysAgo(random: Random): number {
	const inCampaign = random.chance(CAMPAIGN_SHARE);
	return inCampaign ? random.next() * CAMPAIGN_DAYS : CAMPAIGN_DAYS + random.next() * (DAYS - CAMPAIGN_DAYS);
}

function groupOf(trade: Trade, workplace: string): string {
	if (trade.code === 'union') return 'union_officer';
	return /^Trường|Đại học|Học viện|Bệnh viện|Trung tâm|Khoa |Phòng |Viện|Chi cục/.test(workplace)
		? 'public_sector'
		: 'enterprise';
}

type Texts = Pick<
	DemoInitiative,
	'title' | 'problem' | 'solution' | 'result' | 'benefitAmount' | 'socialBenefit'
>;

function createTexts(random: Random, trade: Trade, topic: Topic, workplace: string): Texts {
	const fill = createFiller(random, trade.slots, { unit: workplace });
	const chosen = random.int(0, topic.title.length - 1);
	const pattern = topic.title[chosen]!;
	const row = topic.rows?.[chosen];
	// A text that is the only one of its kind goes with every title.
	const pick = (list: string[]) =>
		row === undefined ? random.pick(list) : list[Math.min(row, list.length - 1)]!;
	const placed = pattern.includes('{unit}') || !random.chance(0.2) ? pattern : `${pattern} tại {unit}`;
	const inMoney =
		topic.effect === 'money' ? random.chance(0.92) : topic.effect === 'either' && random.chance(0.5);
	const benefitAmount = inMoney ? createBenefit(random, trade.typicalBenefit) : null;
	const told = fill(pick(topic.result));
	return {
		title: fill(placed),
		problem: fill(pick(topic.problem)),
		solution: fill(pick(topic.solution)),
		result: benefitAmount === null ? told : `${told} ${sayBenefit(random, benefitAmount)}`,
		benefitAmount,
		socialBenefit: benefitAmount === null ? told : '',
	};
}

/** Log-normal around the trade's typical benefit: most are small, a few in a thousand beyond 5 tỷ. */
function createBenefit(random: Random, typicalMillions: number): number {
	const millions = Math.min(typicalMillions * Math.exp(1.15 * random.normal()), 60_000);
	// People round: to the whole million, above a hundred to five, above a thousand to fifty.
	const step = millions > 1000 ? 50 : millions > 100 ? 5 : 1;
	return Math.max(1, Math.round(millions / step) * step) * 1_000_000;
}

function sayBenefit(random: Random, dong: number): string {
	const amount = moneyInWords(dong);
	return random.pick([
		`Ước tính làm lợi ${amount} mỗi năm.`,
		`Giá trị làm lợi năm đầu áp dụng khoảng ${amount}, đã trừ chi phí thực hiện.`,
		`Tính theo số liệu của bộ phận kế toán, số tiền tiết kiệm được là ${amount}.`,
		`Quy ra tiền, mỗi năm đơn vị giảm chi khoảng ${amount}.`,
	]);
}

/** Applied some months before submission, recognised in between: within a year, as the law asks. */
function createDates(
	random: Random,
	submittedOn: LocalDate,
): Pick<DemoInitiative, 'appliedOn' | 'recognisedOn'> {
	const days = random.int(40, 360);
	const applied = addDays(submittedOn, -days);
	const appliedOn = applied < FIRST_APPLIED ? FIRST_APPLIED : applied;
	return { appliedOn, recognisedOn: addDays(appliedOn, random.int(14, Math.min(days - 1, 150))) };
}

function createRecognition(
	random: Random,
	workplace: string,
	on: LocalDate,
): Pick<DemoInitiative, 'recognisedBy' | 'recognitionNumber'> {
	const school = /^Trường/.test(workplace);
	const head = school ? 'Hiệu trưởng' : 'Giám đốc';
	const council = random.chance(0.6);
	// A part of a company has neither council nor director: the workplace it belongs to decides.
	const part = /^(Xưởng|Khoa|Phòng|Phân xưởng|Đội|Tổ|Bộ phận|Khối|\d)/.test(workplace);
	const body = council ? 'Hội đồng sáng kiến' : head;
	const mark = council ? 'HĐSK' : school ? 'NT' : 'GĐ';
	return {
		recognisedBy: part ? `${body} đơn vị` : `${body} ${workplace}`,
		recognitionNumber: `${random.int(3, 480)}/${random.pick(['QĐ', 'QĐ', 'TB'])}-${mark}${random.chance(0.2) ? `/${on.slice(0, 4)}` : ''}`,
	};
}

/** One to four authors; shares are whole percents, the first has the most. */
function createAuthors(random: Random): DemoAuthor[] {
	const count = random.weighted([
		[1, 58],
		[2, 24],
		[3, 12],
		[4, 6],
	]);
	const names = new Set<string>();
	while (names.size < count) names.add(personName(random));
	const other = Math.floor(100 / count / 5) * 5 - (count > 1 && random.chance(0.6) ? 5 : 0);
	return [...names].map((name, index) => ({
		name,
		shareBp: (index === 0 ? 100 - other * (count - 1) : other) * 100,
		namePublic: random.chance(0.7),
	}));
}
