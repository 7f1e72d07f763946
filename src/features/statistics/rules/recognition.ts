/** What one collective of a cluster brings to the quarterly rule. */
export interface QuarterFacts {
	/** First submissions in the quarter. */
	submitted: number;
	/** Its own target for the quarter, or null. */
	target: number | null;
}

/** How a collective stands to the quarterly rule. */
export type QuarterVerdict =
	/** Most initiatives, and more than its own target. */
	| 'recognised'
	/** Most initiatives, but no more than its target. */
	| 'leads_below_target'
	/** Most initiatives, but no target to exceed. */
	| 'leads_without_target'
	/** Others have more. */
	| 'follows'
	/** Nobody in the cluster has submitted anything. */
	| 'nothing';

/**
 * The rule of quarterly recognition: in each cluster the collective with the most initiatives and whose submissions in
 * the quarter exceed its own target. Both conditions count first submissions of the quarter. Several that share the
 * lead are judged each for itself; one that only reaches its target does not exceed it; when the leader fails the
 * second condition, nobody else moves up.
 */
export function judgeQuarter(cluster: readonly QuarterFacts[]): QuarterVerdict[] {
	const most = Math.max(0, ...cluster.map(({ submitted }) => submitted));
	return cluster.map(({ submitted, target }) => {
		if (most === 0) return 'nothing';
		if (submitted < most) return 'follows';
		if (target === null) return 'leads_without_target';
		return submitted > target ? 'recognised' : 'leads_below_target';
	});
}
