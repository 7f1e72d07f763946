import { addDays, type LocalDate, startOfLocalDate } from '#platform/clock/clock.ts';
import { fold } from '#platform/text/fold.ts';
import { writeTexts } from './compose.ts';
import { COPY_KINDS, type CopyKind, copyTexts, type DemoCopy } from './copies.ts';
import { createHistory, type DemoStep } from './histories.ts';
import { createRandom, type Random } from './random.ts';
import type { Trade } from './words/pattern.ts';
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
	/** Of one that the demo made from others on purpose, for screening to find. */
	copy?: DemoCopy;
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

/** One title in fifty may stand twice. */
const REPEATED_TITLES = 0.02;
/** So many are made from earlier ones; of a series there are more. */
const COPIES = 0.017;
const FIRST_COPY = 60;
const SERIES = 5;

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
	const made: DemoInitiative[] = [];
	let series = 0;
	while (made.length < options.count) {
		const last = made.at(-1);
		const copies = series > 0 || (made.length >= FIRST_COPY && random.chance(COPIES));
		const initiative = copies
			? createCopy(random, made, options.units, options.today, series > 0 ? last : undefined)
			: createInitiative(random, random.weighted(zeal), options.today);
		const title = fold(initiative.title);
		if (!copies && titles.has(title) && !random.chance(REPEATED_TITLES)) continue;
		const key = [initiative.unitCode, fold(initiative.authors[0]!.name), title, initiative.appliedOn].join(
			'|',
		);
		if (keys.has(key)) continue;
		titles.add(title);
		keys.add(key);
		if (series > 0) series--;
		else if (initiative.copy?.kind === 'series') series = SERIES;
		made.push(initiative);
		yield initiative;
	}
}

/** An initiative made from earlier ones of the same trade; a series goes on with the one before. */
function createCopy(
	random: Random,
	made: readonly DemoInitiative[],
	units: readonly DemoUnit[],
	today: LocalDate,
	before?: DemoInitiative,
): DemoInitiative {
	const byCode = new Map(units.map((unit) => [unit.code, unit]));
	// What its workplace does, as far as the name of the unit tells.
	const tradeOf = ({ unitCode }: DemoInitiative) => tradesOf(workplaceOf(byCode.get(unitCode)!))[0]![0];
	let kind: CopyKind = 'series';
	for (let tries = 0; ; tries++) {
		// Another kind when nothing suits, as where there is but one unit.
		if (!before && tries % 1000 === 0) kind = random.weighted(COPY_KINDS);
		const same = kind === 'series' || kind === 'later';
		const at = before ? before.copy!.of[0]! : random.int(0, made.length - 1);
		const source = made[at]!;
		// Nobody copies what is not there yet, or what was given back; a copy of a copy would be hard to tell.
		if (source.copy || source.history[0]!.daysAgo < 12 || source.confidential) continue;
		const other = random.pick(made);
		if (!same && (other.copy || other.unitCode === source.unitCode || tradeOf(other) !== tradeOf(source)))
			continue;
		const unit = byCode.get(same ? source.unitCode : other.unitCode)!;
		const daysAgo = before
			? before.history[0]!.daysAgo
			: 1 + random.next() * (source.history[0]!.daysAgo - 2);
		const own = createInitiative(random, unit, today, daysAgo);
		// A passage from another field would read oddly.
		if (own.fieldCode !== source.fieldCode && (kind === 'passage' || kind === 'merged')) continue;
		const sources = kind === 'merged' ? [source, other] : [source];
		const texts = copyTexts(random, kind, sources, own);
		// The sum stands in the result, which is the copier's own only beside a passage, and another's when merged.
		const { benefitAmount } = kind === 'passage' ? own : sources.at(-1)!;
		return {
			...own,
			...texts,
			groupCode: source.groupCode,
			fieldCode: source.fieldCode,
			benefitAmount,
			socialBenefit: benefitAmount === null ? texts.result : '',
			authors: kind === 'later' ? source.authors : own.authors,
			kind: kind === 'series' ? 'import' : own.kind,
			confidential: false,
			copy: { kind, of: sources.map((each) => made.indexOf(each)) },
		};
	}
}

const workplaceOf = ({ name }: DemoUnit) =>
	name.replace(/^Tổ công đoàn /, 'Tổ ').replace(/^(CĐCS|Công đoàn cơ sở|CĐ bộ phận|Công đoàn|CĐ) /, '');

function createInitiative(
	random: Random,
	unit: DemoUnit,
	today: LocalDate,
	daysAgo = submittedDaysAgo(random),
): DemoInitiative {
	const workplace = workplaceOf(unit);
	const trade = random.weighted(tradesOf(workplace));
	const topic = random.pick(trade.topics.filter(({ only }) => !only || only.test(workplace)));
	const history = createHistory(random, daysAgo);
	const dates = createDates(random, addDays(today, -Math.ceil(history[0]!.daysAgo)));
	return {
		unitCode: unit.code,
		groupCode: groupOf(trade, workplace),
		fieldCode: topic.field,
		...writeTexts(random, trade, topic, workplace, dates.appliedOn),
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
