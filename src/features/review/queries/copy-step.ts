import { loadFacts } from '#features/initiatives/queries/facts.ts';
import { whyNot } from '#features/initiatives/rules/life-cycle.ts';
import { idOf } from '#features/initiatives/schema.ts';
import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import type { Reader } from '#platform/db/db.ts';
import type { SideBySide } from './pair.ts';

/** The coded reason of a programme for what was submitted before, where it has that one. */
const COPY_REASON = 'duplicate';

/** What a reader may do after a copy was confirmed: reject the later one of the two. */
export interface CopyStep {
	code: string;
	/** Of the programme's reasons for rejecting, '' where it has none for copies. */
	reason: string;
}

/** The next step after a confirmed copy, or null where it is not the reader's to take. */
export async function copyStep(
	db: Reader,
	actor: Actor,
	programmes: readonly Programme[],
	{ like, mine, other }: Pick<SideBySide, 'like' | 'mine' | 'other'>,
	now: Date,
): Promise<CopyStep | null> {
	if (like.verdict?.kind !== 'confirmed_copy') return null;
	const later = like.earlier ? mine : other;
	if (!later) return null;
	const facts = (await loadFacts(db, actor, programmes, [idOf(later.code)!], now)).values().next().value;
	if (!facts?.mayRead || whyNot('reject', facts) !== null) return null;
	const { reasons } = facts.programme;
	const known = reasons.some(({ kind, code }) => kind === 'reject' && code === COPY_REASON);
	return { code: later.code, reason: known ? COPY_REASON : '' };
}
