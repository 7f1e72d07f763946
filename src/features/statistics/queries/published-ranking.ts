import type { Names } from '#features/programmes/schema.ts';
import { type ToldPeriod, tellPeriod } from '#features/targets/rules/periods.ts';
import type { UnitKind } from '#features/units/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/db.ts';
import {
	permille,
	perThousand,
	placesMoved,
	type Ranked,
	type Ranking,
	resultsIn,
} from '../rules/ranking.ts';
import type { RankedMembers, RankedTarget, RankingRule, Unranked } from '../schema/ranking.ts';
import { type RankedUnit, type RankingAsk, type RankingRead, readRanking } from './ranking.ts';

type Rule = Pick<RankingRule, 'measure' | 'result'>;

/** What a unit's measure is made of; null is what the rule does not look at, or what the unit does not have. */
export interface PublishedParts {
	submitted: number | null;
	approved: number | null;
	/** Approved initiatives with a value of the rule's source, and its sum in đồng: sums pass 2^53, so as text. */
	valued: number | null;
	benefit: string | null;
	target: RankedTarget | null;
	members: RankedMembers | null;
}

export interface PublishedPlace extends PublishedParts {
	code: string;
	name: string;
	/** 1 is first; equal measures share a place: 1, 2, 2, 4. */
	rank: number;
	tied: boolean;
	/** Exactly what is compared: numerator and denominator, as whole numbers in text. */
	measure: { numerator: string; denominator: string };
	/** For print: tenths of a percent, of initiatives for each 1,000 members; null where the numerator says it all. */
	tenths: number | null;
	/** Places won since the week before; null for who had none. */
	moved: number | null;
	/** When another rule is tried: its place by the rule itself, and how many it would win. */
	official: { rank: number | null; moved: number | null } | null;
	/** Ended units whose figures are in this one's. */
	includes: { code: string; name: string; endedOn: LocalDate }[];
}

export interface PublishedUnranked extends PublishedParts {
	code: string;
	name: string;
	reason: Unranked;
	endedOn: LocalDate | null;
}

/** A ranking with everything that says what it is. */
export interface PublishedRanking {
	programme: { code: string; name: Names };
	/** Below which unit, and which of those. */
	unit: { code: string; name: string };
	kind: UnitKind | null;
	cluster: { code: string; name: string } | null;
	/** Days are both inclusive. */
	period: ToldPeriod;
	rule: RankingRule;
	/** Not null: places are by this one, which is not official. */
	trial: RankingRule | null;
	on: LocalDate | null;
	treeOfDay: boolean;
	asOf: { position: number; at: string | null };
	beforeOn: LocalDate;
	places: PublishedPlace[];
	unranked: PublishedUnranked[];
}

function partsOf(rule: Rule, { facts }: RankedUnit): PublishedParts {
	const looked = resultsIn(rule);
	const valued = rule.measure === 'benefit';
	return {
		submitted: looked.includes('submitted') ? facts.submitted : null,
		approved: looked.includes('approved') ? facts.approved : null,
		valued: valued ? facts.valued : null,
		benefit: valued ? String(facts.benefit) : null,
		target: facts.target,
		members: facts.members,
	};
}

/** One place of a ranking as it is shown. */
export function placeOf(
	rule: Rule,
	{ unit, rank, tied, measure: fraction }: Ranked<RankedUnit>,
): Omit<PublishedPlace, 'moved' | 'official'> {
	const { measure } = rule;
	return {
		code: unit.code,
		name: unit.name,
		rank,
		tied,
		measure: { numerator: String(fraction.numerator), denominator: String(fraction.denominator) },
		tenths:
			measure === 'per_members'
				? perThousand(fraction)
				: measure === 'attainment' || measure === 'approved_share'
					? permille(fraction)
					: null,
		includes: unit.includes.map(({ code, name, endedOn }) => ({ code, name, endedOn })),
		...partsOf(rule, unit),
	};
}

/** The units without a place as they are shown. */
export const unrankedOf = (rule: Rule, unranked: Ranking<RankedUnit>['unranked']): PublishedUnranked[] =>
	unranked.map(({ unit, reason }) => ({
		code: unit.code,
		name: unit.name,
		reason,
		endedOn: unit.facts.endedOn,
		...partsOf(rule, unit),
	}));

/** Reads a ranking as it is shown, sent and downloaded. */
export async function publishedRanking(
	db: Db,
	ask: RankingAsk,
	rule: RankingRule,
	trial: RankingRule | null = null,
): Promise<PublishedRanking> {
	return describe(ask, rule, trial, await readRanking(db, ask, rule, trial));
}

function describe(
	ask: RankingAsk,
	rule: RankingRule,
	trial: RankingRule | null,
	read: RankingRead,
): PublishedRanking {
	const { programme, parent, kind, cluster, period, on, treeOfDay } = ask;
	const shown = read.trial ?? read.ranking;
	const since = placesMoved(read.before, read.ranking);
	const tried = read.trial && placesMoved(read.ranking, read.trial);
	return {
		programme: { code: programme.code, name: programme.name },
		unit: { code: parent.code, name: parent.name },
		kind,
		cluster: cluster && { code: cluster.code, name: cluster.name },
		period: tellPeriod(period),
		rule,
		trial,
		on,
		treeOfDay,
		asOf: read.asOf,
		beforeOn: read.beforeOn,
		places: shown.ranked.map((place) => {
			const official = tried?.get(place.unit.code);
			return {
				...placeOf(trial ?? rule, place),
				moved: tried ? null : (since.get(place.unit.code)?.moved ?? null),
				official: official ? { rank: official.from, moved: official.moved } : null,
			};
		}),
		unranked: unrankedOf(trial ?? rule, shown.unranked),
	};
}
