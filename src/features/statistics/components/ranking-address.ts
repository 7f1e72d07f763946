import { UNIT_KINDS, type UnitKind } from '#features/units/schema.ts';
import {
	DEFAULT_RULE,
	type RankingRule,
	type RankMeasure,
	type Result,
	type TargetChoice,
} from '../schema/ranking.ts';
import type { Source } from '../schema.ts';

/** A ranking as its address names it: the same address always asks for the same table. */
export interface RankingView {
	programme?: string;
	/** Code of the unit below which units are ranked; '' is the root. */
	unit: string;
	/** '' ranks the units directly below. */
	kind: UnitKind | '';
	/** Code of a cluster, or ''. */
	cluster: string;
	/** Code of a period (`periodsOf`); undefined takes the phase that runs, else the whole programme. */
	period?: string;
	rule: RankingRule;
	/** Another rule that is tried on the same units; never official. */
	trial: RankingRule | null;
	/** A date as somebody wrote it; '' is now. */
	on: string;
	treeOfDay: boolean;
	/** Only rows whose unit's name has these words. */
	find: string;
	page: number;
}

const MEASURE_WORDS: Record<RankMeasure, string> = {
	attainment: 'dat-chi-tieu',
	per_members: 'tren-1000-doan-vien',
	approved_share: 'ty-le-phe-duyet',
	benefit: 'gia-tri-lam-loi',
	count: 'so-sang-kien',
};
const RESULT_WORDS: Record<Result, string> = { approved: 'phe-duyet', submitted: 'luot-nop' };
const TARGET_WORDS: Record<TargetChoice, string> = {
	in_force: 'hieu-luc',
	assigned: 'giao',
	revised: 'dieu-chinh',
	registered: 'dang-ky',
	guideline: 'dinh-huong',
};
const SOURCE_WORDS: Record<Source, string> = {
	verified: 'tham-dinh',
	unit: 'don-vi',
	central: 'trung-uong',
	declared: 'khai-bao',
};

/** Names of the parts of a rule, of the ranking itself and of the one that is tried. */
export const RULE_FIELDS = {
	measure: 'theo',
	result: 'dem',
	target: 'chi-tieu',
	source: 'nguon',
	minMembers: 'doan-vien-tu',
} as const;
export const TRIAL_FIELDS = {
	measure: 'thu',
	result: 'thu-dem',
	target: 'thu-chi-tieu',
	source: 'thu-nguon',
	minMembers: 'thu-doan-vien-tu',
} as const;
type RuleFields = typeof RULE_FIELDS | typeof TRIAL_FIELDS;
const MEMBERS_MAX = 20_000_000;

const codeOf = <Code extends string>(words: Record<Code, string>, word: string | null): Code | undefined =>
	(Object.keys(words) as Code[]).find((code) => words[code] === word);

/** Words of the address for the choices of a rule, for forms. */
export const measureWord = (measure: RankMeasure): string => MEASURE_WORDS[measure];
export const resultWord = (result: Result): string => RESULT_WORDS[result];
export const targetWord = (target: TargetChoice): string => TARGET_WORDS[target];
export const sourceWord = (source: Source): string => SOURCE_WORDS[source];

type Query = Pick<URLSearchParams, 'get'>;

function readRule(query: Query, fields: RuleFields): RankingRule {
	const members = Number(query.get(fields.minMembers)?.replace(/[.,\s]/g, ''));
	return {
		measure: codeOf(MEASURE_WORDS, query.get(fields.measure)) ?? DEFAULT_RULE.measure,
		result: codeOf(RESULT_WORDS, query.get(fields.result)) ?? DEFAULT_RULE.result,
		target: codeOf(TARGET_WORDS, query.get(fields.target)) ?? DEFAULT_RULE.target,
		source: codeOf(SOURCE_WORDS, query.get(fields.source)) ?? DEFAULT_RULE.source,
		minMembers: Number.isInteger(members) && members > 0 ? Math.min(members, MEMBERS_MAX) : 0,
	};
}

/** Reads a ranking from an address; what is not known is left out. A minimum of members is only ever tried. */
export function readRankingView(query: Query): RankingView {
	const text = (name: string) => (query.get(name) ?? '').trim().slice(0, 100);
	const kind = UNIT_KINDS.find((each) => each === text('loai')) ?? '';
	const trial = text(TRIAL_FIELDS.measure) ? readRule(query, TRIAL_FIELDS) : null;
	return {
		programme: text('chuong-trinh') || undefined,
		unit: text('don-vi'),
		kind,
		cluster: text('cum'),
		period: query.get('ky') ?? undefined,
		rule: { ...readRule(query, RULE_FIELDS), minMembers: 0 },
		trial,
		on: text('ngay'),
		treeOfDay: text('cay') === 'cua-ngay',
		find: text('tim'),
		page: Math.max(1, Math.min(10_000, Math.trunc(Number(text('trang'))) || 1)),
	};
}

function writeRule(query: URLSearchParams, rule: RankingRule, fields: RuleFields): void {
	const { measure, result, target, source, minMembers } = rule;
	query.set(fields.measure, MEASURE_WORDS[measure]);
	if (result !== DEFAULT_RULE.result) query.set(fields.result, RESULT_WORDS[result]);
	if (target !== DEFAULT_RULE.target) query.set(fields.target, TARGET_WORDS[target]);
	if (source !== DEFAULT_RULE.source) query.set(fields.source, SOURCE_WORDS[source]);
	if (minMembers > 0) query.set(fields.minMembers, String(minMembers));
}

/** The query of a ranking with some of it changed; whatever else changes, it begins on the first page. */
export function rankingQuery(view: RankingView, change: Partial<RankingView> = {}): URLSearchParams {
	const next = { ...view, page: 1, ...change };
	const query = new URLSearchParams();
	const set = (name: string, value: string) => value && query.set(name, value);
	set('chuong-trinh', next.programme ?? '');
	set('don-vi', next.unit);
	set('loai', next.kind);
	set('cum', next.cluster);
	if (next.period !== undefined) query.set('ky', next.period);
	writeRule(query, next.rule, RULE_FIELDS);
	if (next.trial) writeRule(query, next.trial, TRIAL_FIELDS);
	set('ngay', next.on);
	if (next.treeOfDay) query.set('cay', 'cua-ngay');
	set('tim', next.find);
	if (next.page > 1) query.set('trang', String(next.page));
	return query;
}

export const rankingHref = (view: RankingView, change: Partial<RankingView> = {}): string =>
	`/xep-hang?${rankingQuery(view, change)}`;
