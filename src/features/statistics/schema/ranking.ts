import type { Kind } from '#features/targets/schema.ts';
import type { Source } from '../schema.ts';

/** What units are ranked by. */
export const RANK_MEASURES = ['attainment', 'per_members', 'approved_share', 'benefit', 'count'] as const;
export type RankMeasure = (typeof RANK_MEASURES)[number];

/** Which count is the numerator. */
export const RESULTS = ['approved', 'submitted'] as const;
export type Result = (typeof RESULTS)[number];

/** Which of a unit's numbers is divided by; `in_force` is the one that counts by the rule of decision 11. */
export const TARGET_CHOICES = ['in_force', 'assigned', 'revised', 'registered', 'guideline'] as const;
export type TargetChoice = (typeof TARGET_CHOICES)[number];

/** How units are ranked; what a measure does not use is passed over. */
export interface RankingRule {
	measure: RankMeasure;
	result: Result;
	target: TargetChoice;
	/** Whose value of an approved initiative counts. */
	source: Source;
	/** Units with fewer members are not ranked; 0 asks for none. */
	minMembers: number;
}

export const DEFAULT_RULE: RankingRule = {
	measure: 'attainment',
	result: 'approved',
	target: 'in_force',
	source: 'verified',
	minMembers: 0,
};

/** A target as a ranking divides by it. */
export interface RankedTarget {
	number: number;
	kind: Kind;
	/** Units whose own targets are in it: those that were merged into this one after its target was set. */
	merged: number;
}

/** Members as a ranking divides by them. */
export interface RankedMembers {
	members: number;
	/** Units whose own figures are in it: as with targets. */
	merged: number;
	/** Summed from the units below, for the unit has no figure of its own. */
	below: boolean;
}

/** What is known of one unit for a period, as of one moment, under one tree. */
export interface RankingFacts {
	submitted: number;
	approved: number;
	/** Approved initiatives that have a value of the rule's source, and its sum in đồng. */
	valued: number;
	benefit: bigint;
	target: RankedTarget | null;
	members: RankedMembers | null;
	endedOn: string | null;
}

/** Why a unit has no rank. */
export const UNRANKED = [
	'ended',
	'no_target',
	'no_members',
	'few_members',
	'nothing_submitted',
	'nothing_valued',
] as const;
export type Unranked = (typeof UNRANKED)[number];
