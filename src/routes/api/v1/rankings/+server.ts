import { z } from 'zod';
import { publishedRanking } from '#features/statistics/queries/published-ranking.ts';
import { resolveRanking } from '#features/statistics/queries/ranking-ask.ts';
import {
	DEFAULT_RULE,
	RANK_MEASURES,
	type RankingRule,
	RESULTS,
	TARGET_CHOICES,
	UNRANKED,
} from '#features/statistics/schema/ranking.ts';
import { SOURCES } from '#features/statistics/schema.ts';
import { KINDS } from '#features/targets/schema.ts';
import { UNIT_KINDS } from '#features/units/schema.ts';
import { isLocalDate, localDate } from '#platform/clock/clock.ts';
import { notFound, refuseIfAny } from '#platform/http/refusal.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { names, period } from '../figures/answer.ts';

const code = z.string().max(60);
const measure = z.enum(RANK_MEASURES);
const result = z.enum(RESULTS).default(DEFAULT_RULE.result);
const target = z.enum(TARGET_CHOICES).default(DEFAULT_RULE.target);
const source = z.enum(SOURCES).default(DEFAULT_RULE.source);
const ruleAnswer = z.object({ measure, result, target, source, minMembers: z.number() });

const parts = {
	/** Null where the rule does not look at it, as are the three below. */
	submitted: z.number().nullable(),
	approved: z.number().nullable(),
	/** Approved initiatives with a value of the rule's source; `benefit` is their sum in đồng. */
	valued: z.number().nullable(),
	benefit: z.string().nullable(),
	target: z.object({ number: z.number(), kind: z.enum(KINDS), merged: z.number() }).nullable(),
	members: z.object({ members: z.number(), merged: z.number(), below: z.boolean() }).nullable(),
};
const ended = z.object({ code: z.string(), name: z.string(), endedOn: z.string() });

export const GET = endpoint({
	summary:
		'A public ranking of units by any measure, as of now or the end of any past day, under either tree',
	description:
		'Equal measures share a place: 1, 2, 2, 4. `measure` of a place is the exact fraction that is compared, `tenths` ' +
		'its print: tenths of a percent, or of initiatives for each 1,000 members. Counts that the rule does not look at ' +
		'are null. With `trial_measure` places are by that rule, which is not official, and `official` tells the others.',
	query: z.object({
		/** The current one unless named. */
		programme: code.optional(),
		/** Units below this one; the whole country unless named. */
		unit: code.default(''),
		/** All units of a kind, at any depth; else those directly below. */
		kind: z.enum(UNIT_KINDS).or(z.literal('')).default(''),
		cluster: code.default(''),
		/** `gd1`, `gd1:2022Q2`, or empty for the whole programme; the phase that runs unless given. */
		period: code.optional(),
		measure: measure.default(DEFAULT_RULE.measure),
		result,
		target,
		source,
		/** As of the end of this local date. */
		on: z.string().refine(isLocalDate).or(z.literal('')).default(''),
		tree: z.enum(['today', 'of_day']).default('today'),
		trial_measure: measure.optional(),
		trial_result: result,
		trial_target: target,
		trial_source: source,
		trial_min_members: z.coerce.number().int().min(0).max(20_000_000).default(0),
	}),
	answer: z.object({
		programme: z.object({ code: z.string(), name: names }),
		unit: z.object({ code: z.string(), name: z.string() }),
		kind: z.enum(UNIT_KINDS).nullable(),
		cluster: z.object({ code: z.string(), name: z.string() }).nullable(),
		period,
		rule: ruleAnswer,
		trial: ruleAnswer.nullable(),
		on: z.string().nullable(),
		treeOfDay: z.boolean(),
		asOf: z.object({ position: z.number(), at: z.string().nullable() }),
		beforeOn: z.string(),
		places: z.array(
			z.object({
				code: z.string(),
				name: z.string(),
				rank: z.number(),
				tied: z.boolean(),
				measure: z.object({ numerator: z.string(), denominator: z.string() }),
				tenths: z.number().nullable(),
				/** Places won since seven days before; null without a place then. */
				moved: z.number().nullable(),
				official: z.object({ rank: z.number().nullable(), moved: z.number().nullable() }).nullable(),
				includes: z.array(ended),
				...parts,
			}),
		),
		unranked: z.array(
			z.object({
				code: z.string(),
				name: z.string(),
				reason: z.enum(UNRANKED),
				endedOn: z.string().nullable(),
				...parts,
			}),
		),
	}),
	handle: async ({ portal: { db, clock }, query }) => {
		const codes = { ...query, treeOfDay: query.tree === 'of_day' };
		const resolved = await resolveRanking(db, codes, localDate(clock.now()));
		if (!resolved || resolved.issues.some(({ code }) => code.endsWith('_unknown'))) throw notFound();
		refuseIfAny(resolved.issues.map(({ field }) => ({ field, code: 'value_invalid' })));
		const rule: RankingRule = {
			measure: query.measure,
			result: query.result,
			target: query.target,
			source: query.source,
			minMembers: 0,
		};
		const trial: RankingRule | null = query.trial_measure
			? {
					measure: query.trial_measure,
					result: query.trial_result,
					target: query.trial_target,
					source: query.trial_source,
					minMembers: query.trial_min_members,
				}
			: null;
		return publishedRanking(db, resolved.ask, rule, trial);
	},
});
