import type { Permille } from '#features/targets/rules/attainment.ts';
import type { RankingFacts, RankingRule, Result, Unranked } from '../schema/ranking.ts';

/** An exact fraction with a denominator above 0: what units are compared by. */
export interface Fraction {
	numerator: bigint;
	denominator: bigint;
}

/**
 * The measure of a unit under a rule, exact, or why it has none. Attainment is result ÷ target; per 1,000 members
 * result ÷ members (the thousand is for print); approved share approved ÷ submitted; benefit and count are over 1.
 */
export function measureOf(rule: RankingRule, facts: RankingFacts): Fraction | Unranked {
	// What it left behind counts at its successor; ranked twice it would stand in two places.
	if (facts.endedOn !== null) return 'ended';
	if (rule.minMembers > 0 && (facts.members?.members ?? 0) < rule.minMembers)
		return facts.members ? 'few_members' : 'no_members';
	const over = (numerator: number | bigint, denominator: number): Fraction => ({
		numerator: BigInt(numerator),
		denominator: BigInt(denominator),
	});
	const result = facts[rule.result];
	switch (rule.measure) {
		case 'attainment':
			return facts.target && facts.target.number > 0 ? over(result, facts.target.number) : 'no_target';
		case 'per_members':
			return facts.members && facts.members.members > 0 ? over(result, facts.members.members) : 'no_members';
		case 'approved_share':
			return facts.submitted > 0 ? over(facts.approved, facts.submitted) : 'nothing_submitted';
		case 'benefit':
			return facts.valued > 0 ? over(facts.benefit, 1) : 'nothing_valued';
		case 'count':
			return over(result, 1);
	}
}

/** Above 0 when `a` is more: by cross-multiplication, so that no rounding ever makes or breaks a tie. */
export function compareFractions(a: Fraction, b: Fraction): number {
	const [left, right] = [a.numerator * b.denominator, b.numerator * a.denominator];
	return left > right ? 1 : left < right ? -1 : 0;
}

export interface Ranked<Unit> {
	unit: Unit;
	/** 1 is first; units with equal measures share a place, and the next place counts them all: 1, 2, 2, 4. */
	rank: number;
	/** Whether another unit has the same place. */
	tied: boolean;
	measure: Fraction;
}

export interface Ranking<Unit> {
	ranked: Ranked<Unit>[];
	/** In the order given. */
	unranked: { unit: Unit; reason: Unranked }[];
}

/**
 * Ranks units, most first, by standard competition ranking. Units with equal measures stay in the order in which
 * they are given, which says nothing about them.
 */
export function rankUnits<Unit extends { facts: RankingFacts }>(
	rule: RankingRule,
	units: readonly Unit[],
): Ranking<Unit> {
	const measured: { unit: Unit; measure: Fraction }[] = [];
	const unranked: Ranking<Unit>['unranked'] = [];
	for (const unit of units) {
		const measure = measureOf(rule, unit.facts);
		if (typeof measure === 'string') unranked.push({ unit, reason: measure });
		else measured.push({ unit, measure });
	}
	measured.sort((a, b) => compareFractions(b.measure, a.measure));
	const ranked: Ranked<Unit>[] = [];
	for (const [place, { unit, measure }] of measured.entries()) {
		const before = ranked.at(-1);
		const tied = before !== undefined && compareFractions(before.measure, measure) === 0;
		if (tied) before.tied = true;
		ranked.push({ unit, measure, tied, rank: tied ? before.rank : place + 1 });
	}
	return { ranked, unranked };
}

/** Places won (above 0) or lost by each unit between two rankings; null where it had no place in the former. */
export function placesMoved<Unit extends { code: string }>(
	former: Ranking<Unit>,
	now: Ranking<Unit>,
): Map<string, { from: number | null; moved: number | null }> {
	const places = new Map(former.ranked.map(({ unit, rank }) => [unit.code, rank]));
	return new Map(
		now.ranked.map(({ unit, rank }) => {
			const from = places.get(unit.code) ?? null;
			return [unit.code, { from, moved: from === null ? null : from - rank }];
		}),
	);
}

/** Initiatives for each 1,000 members in tenths, halves away from zero as percentages are: 1234 is 123.4. */
export function perThousand({ numerator, denominator }: Fraction): number {
	const size = numerator < 0n ? -numerator : numerator;
	const rounded = Number((size * 20_000n + denominator) / (2n * denominator));
	return numerator < 0n ? -rounded : rounded;
}

/** A fraction in tenths of a percent by the one rounding rule. */
export function permille({ numerator, denominator }: Fraction): Permille {
	const size = numerator < 0n ? -numerator : numerator;
	const rounded = Number((size * 2_000n + denominator) / (2n * denominator));
	return numerator < 0n ? -rounded : rounded;
}

/** Which counts a rule looks at; the others are not read, and 0 of them would be a lie. */
export function resultsIn({ measure, result }: Pick<RankingRule, 'measure' | 'result'>): Result[] {
	if (measure === 'approved_share') return ['approved', 'submitted'];
	return measure === 'benefit' ? ['approved'] : [result];
}
