import type { Programme } from '#features/programmes/schema.ts';
import type { NamedPeriod } from '#features/targets/rules/periods.ts';
import { type ClusterOn, clustersOn } from '#features/units/queries/clusters.ts';
import { type EndedUnit, unitsMergedInto } from '#features/units/queries/merged.ts';
import { childrenOn, type TreeOn, type UnitOn, unitsOfKindBelow } from '#features/units/queries/trees.ts';
import type { Unit, UnitKind } from '#features/units/schema.ts';
import { addDays, type LocalDate } from '#platform/clock/clock.ts';
import type { Db, Reader } from '#platform/db/db.ts';
import { type Ranking, rankUnits, resultsIn } from '../rules/ranking.ts';
import type { RankingFacts, RankingRule } from '../schema/ranking.ts';
import { asOf } from './figures.ts';
import { rankedMembers, rankedTargets } from './ranking-denominators.ts';
import {
	type AtMoments,
	countsOfNodes,
	lastCountedDay,
	type Moments,
	valuesOfNodes,
} from './ranking-results.ts';

/** Which units are ranked, over which period, as of when. How is another matter: the rule. */
export interface RankingAsk {
	programme: Programme;
	parent: Pick<Unit, 'id' | 'code' | 'name'>;
	/** All units of this kind below the parent; without it those directly below. */
	kind: UnitKind | null;
	/** Only those of this cluster. */
	cluster: ClusterOn | null;
	period: NamedPeriod;
	/** As of the end of this local date; null is everything counted so far. */
	on: LocalDate | null;
	/** Under the tree of that date rather than today's. */
	treeOfDay: boolean;
	today: LocalDate;
}

/** A unit with what a rule measures. */
export interface RankedUnit {
	code: string;
	name: string;
	clusterId: number | null;
	facts: RankingFacts;
	/** Units that ended and whose figures are in this one's, by name and local date. */
	includes: { code: string; name: string; endedOn: LocalDate }[];
}

/** Days that «the week before» lies back. */
const WEEK = 7;

const treeOf = ({ on, treeOfDay, today }: RankingAsk): TreeOn => (treeOfDay && on !== today ? on : null);

/** The units that are ranked, those that have ended and stand among them too. */
async function unitsAsked(db: Reader, ask: RankingAsk): Promise<UnitOn[]> {
	const { parent, kind, cluster } = ask;
	const units = kind
		? await unitsOfKindBelow(db, parent.id, kind, treeOf(ask))
		: await childrenOn(db, parent.id, treeOf(ask));
	return cluster ? units.filter(({ clusterId }) => clusterId === cluster.id) : units;
}

/** What a rule measures of units at both moments. A fixed number of statements. */
async function factsOf(
	db: Reader,
	ask: RankingAsk,
	rule: RankingRule,
	units: readonly UnitOn[],
	ended: readonly EndedUnit[],
	moments: Moments,
): Promise<AtMoments<RankedUnit[]>> {
	const { programme, period, today } = ask;
	const ids = units.map(({ id }) => id);
	const nodes = units.map(({ nodeId }) => nodeId);
	const last = (await lastCountedDay(db, programme.id)) ?? today;
	const of = { programmeId: programme.id, period, moments, last };
	const counts = await countsOfNodes(db, nodes, resultsIn(rule), of);
	const values = rule.measure === 'benefit' ? await valuesOfNodes(db, nodes, rule.source, of) : null;
	const targets =
		rule.measure === 'attainment'
			? await rankedTargets(db, programme.id, ids, ended, { ...period, choice: rule.target, moments })
			: null;
	const members =
		rule.measure === 'per_members' || rule.minMembers > 0
			? await rankedMembers(db, ids, ended, { moments, today, on: treeOf(ask) ?? today })
			: null;
	const merged = Map.groupBy(ended, ({ into }) => into);
	const at = (moment: 'at' | 'before'): RankedUnit[] =>
		units.map(({ id, nodeId, code, name, clusterId, endedOn }) => ({
			code,
			name,
			clusterId,
			facts: {
				...counts.get(nodeId)![moment],
				valued: values?.get(nodeId)?.[moment].n ?? 0,
				benefit: values?.get(nodeId)?.[moment].benefit ?? 0n,
				target: targets?.get(id)?.[moment] ?? null,
				members: members?.get(id)?.[moment] ?? null,
				endedOn,
			},
			includes: endedOn === null ? (merged.get(id) ?? []) : [],
		}));
	return { at: at('at'), before: at('before') };
}

/** A ranking, that of the week before, and what it is as of. */
export interface RankingRead {
	ranking: Ranking<RankedUnit>;
	/** Under the same rule and tree, seven days before. */
	before: Ranking<RankedUnit>;
	beforeOn: LocalDate;
	/** Under another rule, when one is tried. */
	trial: Ranking<RankedUnit> | null;
	/** ISO 8601 instant of the last counted event; null before the first. */
	asOf: { position: number; at: string | null };
}

/** Reads a ranking in one snapshot, and tries another rule on the same units when asked to. */
export function readRanking(
	db: Db,
	ask: RankingAsk,
	rule: RankingRule,
	trial: RankingRule | null = null,
): Promise<RankingRead> {
	return db.snapshot(async (tx) => {
		const units = await unitsAsked(tx, ask);
		const ended = await endedInto(tx, ask, units);
		const beforeOn = addDays(ask.on ?? ask.today, -WEEK);
		const moments = { at: ask.on, before: beforeOn };
		const facts = await factsOf(tx, ask, rule, units, ended, moments);
		return {
			ranking: rankUnits(rule, facts.at),
			before: rankUnits(rule, facts.before),
			beforeOn,
			trial: trial && rankUnits(trial, (await factsOf(tx, ask, trial, units, ended, moments)).at),
			asOf: await counted(tx),
		};
	});
}

const endedInto = (db: Reader, ask: RankingAsk, units: readonly UnitOn[]) =>
	unitsMergedInto(
		db,
		units.map(({ id }) => id),
		treeOf(ask) ?? ask.today,
	);

async function counted(db: Reader): Promise<{ position: number; at: string | null }> {
	const { position, at } = await asOf(db);
	return { position, at: position > 0 ? at.toISOString() : null };
}

/** One cluster with the ranking inside it. */
export interface ClusterRanking {
	/** Null: the units that are in no cluster. */
	cluster: ClusterOn | null;
	ranking: Ranking<RankedUnit>;
}

/** Rankings inside each cluster of the units below one, in one snapshot: the units are read once for all of them. */
export function readClusterRankings(
	db: Db,
	ask: Omit<RankingAsk, 'kind' | 'cluster'>,
	rule: RankingRule,
): Promise<{ clusters: ClusterRanking[]; asOf: RankingRead['asOf'] }> {
	return db.snapshot(async (tx) => {
		const whole: RankingAsk = { ...ask, kind: null, cluster: null };
		const units = await unitsAsked(tx, whole);
		const ended = await endedInto(tx, whole, units);
		const moments = { at: ask.on, before: ask.on ?? ask.today };
		const facts = (await factsOf(tx, whole, rule, units, ended, moments)).at;
		const known = await clustersOn(tx, ask.parent.id, treeOf(whole) ?? ask.today);
		const byCluster = Map.groupBy(facts, ({ clusterId }) => clusterId);
		const ids = new Set<number | null>(known.map(({ id }) => id));
		const outside = facts.filter(({ clusterId, facts: { endedOn } }) => !ids.has(clusterId) && !endedOn);
		const clusters: ClusterRanking[] = known
			.map((cluster) => ({ cluster, ranking: rankUnits(rule, byCluster.get(cluster.id) ?? []) }))
			.filter(({ ranking }) => ranking.ranked.length + ranking.unranked.length > 0);
		if (outside.length > 0) clusters.push({ cluster: null, ranking: rankUnits(rule, outside) });
		return { clusters, asOf: await counted(tx) };
	});
}
