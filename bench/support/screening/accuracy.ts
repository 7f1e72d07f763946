import { FEATURES, suspiciousFrom } from '#features/similarity/rules/bands.ts';
import { type Lesson, learn } from '#features/similarity/rules/learn.ts';
import { type Model, probability } from '#features/similarity/rules/model.ts';
import type { NegativeTrial, Outcome, QueryTrial } from './trial.ts';

/** Shares of copies found, or of negatives flagged, each band with those above it. */
export interface Bands {
	duplicate: number;
	suspicious: number;
	similar: number;
}

export interface KindAccuracy extends Bands {
	n: number;
	first: number;
	retrieved: number;
	/** With thresholds and model that were chosen on the other half of the trials. */
	crossFitted: Omit<Bands, 'duplicate'>;
	spun?: number;
}

/** Knows nothing yet. */
const BLANK: Model = { version: 1, intercept: 0, weights: FEATURES.map(() => 0), similarFrom: 1 };

/** Share of negatives that may be called suspicious, and similar. */
const MAY_BE = { suspicious: 0.003, similar: 0.01 };

/** What is chosen on trials: from how many bits a pair is suspicious, and the model of the band below. */
export interface Choice {
	enough: number;
	model: Model;
}

/**
 * From how many bits the rule of rules/bands.ts would still call the pair suspicious; infinite where it needs
 * none. So thresholds can be moved without comparing anew.
 */
export function suspicion({ bits, containment, rawCover }: Outcome): number {
	if (rawCover >= 0.98 || (containment >= 0.5 && rawCover >= 0.85)) return Number.POSITIVE_INFINITY;
	return containment >= 0.3 ? bits * 1.5 : bits;
}

/** The half of the trials in which one is. */
const foldOf = ({ number }: { number: number }): number => number & 1;

/** Trials among so many documents. */
export interface Trials {
	queries: readonly QueryTrial[];
	negatives: readonly NegativeTrial[];
	documents: number;
}

/** Chooses on the trials of one fold. */
function choose({ queries, negatives, documents }: Trials, fold: number): Choice {
	const mine: Trials = {
		queries: queries.filter((trial) => foldOf(trial) === fold),
		negatives: negatives.filter((trial) => foldOf(trial) === fold),
		documents,
	};
	const suspicions = mine.negatives.map(({ nearest }) => Math.max(0, ...nearest.map(suspicion)));
	const enough = above(suspicions, MAY_BE.suspicious);
	const model = learn(lessonsOf(mine), BLANK, 1);
	return { enough, model: { ...model, similarFrom: similarFrom(mine, model, enough, MAY_BE.similar) } };
}

/** Other corpora differ from those learnt on: for them a third of what may be is aimed at. */
const AIM = MAY_BE.similar / 3;

/** A model for corpora of all these sizes. */
export function train(all: readonly Trials[]): Model {
	const model = learn(all.flatMap(lessonsOf), BLANK, 1);
	const thresholds = all.map((trials) => similarFrom(trials, model, suspiciousFrom(trials.documents), AIM));
	return { ...model, version: BLANK.version, similarFrom: Math.max(...thresholds) };
}

function lessonsOf({ queries, negatives }: Trials): Lesson[] {
	const found = queries.flatMap(({ sources }) => sources.filter(({ rank }) => rank > 0));
	return [
		...found.map(({ outcome: { features } }) => ({ features, isCopy: true })),
		...negatives.flatMap(({ nearest }) => nearest.map(({ features }) => ({ features, isCopy: false }))),
	];
}

function similarFrom({ negatives }: Trials, model: Model, enough: number, share: number): number {
	const likely = negatives.map(({ nearest }) =>
		nearest.some((pair) => suspicion(pair) >= enough)
			? 1
			: Math.max(0, ...nearest.map(({ features }) => probability(model, features))),
	);
	return above(likely, share);
}

/** The least value that at most a share of all reach. */
function above(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => b - a);
	const value = sorted[Math.floor(sorted.length * share)] ?? 0;
	return value + Math.max(1e-9, value * 1e-6);
}

/** Which share of pairs are in which band, as the library has them and under the choices made on the other fold. */
export class Judge {
	readonly #choices: [Choice, Choice];

	constructor(trials: Trials) {
		this.#choices = [choose(trials, 1), choose(trials, 0)];
		const enough = suspiciousFrom(trials.documents);
		const wrong = trials.negatives
			.flatMap(({ nearest }) => nearest)
			.find(
				(pair) => suspicion(pair) >= enough !== (pair.band === 'duplicate' || pair.band === 'suspicious'),
			);
		if (wrong) throw new Error(`bands are no longer as this bench takes them: ${JSON.stringify(wrong)}`);
	}

	/** Thresholds in bits that each half of the trials gave. */
	get chosen(): number[] {
		return this.#choices.map(({ enough }) => enough);
	}

	queries(trials: readonly QueryTrial[]): KindAccuracy {
		const pairs = trials.flatMap((trial) => trial.sources.map((source) => ({ trial, ...source })));
		const found = pairs.filter(({ rank }) => rank > 0);
		const share = (test: (pair: (typeof pairs)[number]) => boolean) =>
			found.filter(test).length / pairs.length;
		const spun = trials.flatMap((trial) => trial.spun ?? []);
		return {
			n: trials.length,
			first: trials.filter(({ sources }) => sources.some(({ rank }) => rank === 1)).length / trials.length,
			retrieved: found.length / pairs.length,
			...bands((names) => share(({ outcome }) => names.includes(outcome.band))),
			crossFitted: {
				suspicious: share(({ trial, outcome }) => this.#reaches(trial, outcome, 'suspicious')),
				similar: share(({ trial, outcome }) => this.#reaches(trial, outcome, 'similar')),
			},
			...(spun.length > 0 ? { spun: spun.reduce((sum, each) => sum + each) / spun.length } : {}),
		};
	}

	negatives(trials: readonly NegativeTrial[]): KindAccuracy {
		const share = (test: (trial: NegativeTrial, pair: Outcome) => boolean) =>
			trials.filter((trial) => trial.nearest.some((pair) => test(trial, pair))).length / trials.length;
		return {
			n: trials.length,
			first: 0,
			retrieved: 0,
			...bands((names) => share((_, { band }) => names.includes(band))),
			crossFitted: {
				suspicious: share((trial, pair) => this.#reaches(trial, pair, 'suspicious')),
				similar: share((trial, pair) => this.#reaches(trial, pair, 'similar')),
			},
		};
	}

	#reaches(trial: { number: number }, outcome: Outcome, band: 'suspicious' | 'similar'): boolean {
		const { enough, model } = this.#choices[foldOf(trial)]!;
		if (suspicion(outcome) >= enough) return true;
		return band === 'similar' && probability(model, outcome.features) >= model.similarFrom;
	}
}

function bands(share: (names: readonly string[]) => number): Bands {
	return {
		duplicate: share(['duplicate']),
		suspicious: share(['duplicate', 'suspicious']),
		similar: share(['duplicate', 'suspicious', 'similar']),
	};
}

/** Times the threshold that is set. */
const SHIFTS = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4];

/** How a kind and the negatives fare when the threshold moves. */
export function curve({
	queries,
	negatives,
	documents,
}: Trials): { threshold: number; found: number; flagged: number }[] {
	const share = (values: readonly number[], least: number) =>
		values.filter((value) => value >= least).length / values.length;
	const found = queries.flatMap(({ sources }) =>
		sources.map(({ rank, outcome }) => (rank > 0 ? suspicion(outcome) : 0)),
	);
	const flagged = negatives.map(({ nearest }) => Math.max(0, ...nearest.map(suspicion)));
	return SHIFTS.map((shift) => {
		const threshold = suspiciousFrom(documents) * shift;
		return { threshold, found: share(found, threshold), flagged: share(flagged, threshold) };
	});
}
