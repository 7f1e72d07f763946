import type { Proposal, Status } from './schema.ts';

/** With the author's name the titles need to be half alike; without it, nearly the same. Trigrams of folded texts. */
const ALIKE_WITH_NAME = 0.5;
const ALIKE_ALONE = 0.8;

/**
 * Whether an initiative of the unit is worth showing as somebody's. It is only proposed: the same person may have two
 * solutions, and two people one name.
 */
export const isLikely = ({ sameName, alike }: Pick<Proposal, 'sameName' | 'alike'>): boolean =>
	alike >= (sameName ? ALIKE_WITH_NAME : ALIKE_ALONE);

/**
 * How far somebody has come: by the initiative that was confirmed to be theirs, else by the draft begun for them.
 * A withdrawn one is posted no more.
 */
export function statusOf(initiativeState: string | null, hasDraft: boolean): Status {
	if (initiativeState === 'approved') return 'approved';
	if (initiativeState !== null && initiativeState !== 'withdrawn') return 'submitted';
	return hasDraft ? 'draft' : 'not_posted';
}
