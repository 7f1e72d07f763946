import { type KnownFacts, loadFacts } from '#features/initiatives/queries/facts.ts';
import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import type { Tx } from '#platform/db/db.ts';

/** What became of one request: done, or the code of the reason why not. */
export interface Outcome {
	id: number;
	refused: string | null;
}

/** What is asked of one initiative, and the version of it that was seen. */
interface Request {
	id: number;
	seq?: number | undefined;
}

/** What kind of request it is: why one may not be taken, and how those that may be are written. */
export interface Handling<R extends Request> {
	whyNot(request: R, facts: KnownFacts): string | null;
	write(taken: readonly R[], facts: ReadonlyMap<number, KnownFacts>): Promise<void>;
}

/**
 * Takes requests, each by the rules on its own, under a lock on their initiatives: those that may not be taken are
 * answered with the reason and the others stand.
 * Refusal codes: `not_found`, `state_changed` (also for the second request of one initiative), those of `whyNot`.
 */
export async function takeEach<R extends Request>(
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	requests: readonly R[],
	now: Date,
	{ whyNot, write }: Handling<R>,
): Promise<Outcome[]> {
	const ids = requests.map(({ id }) => id);
	const facts = await loadFacts(tx, actor, programmes, ids, now, { lock: true });
	const seen = new Set<number>();
	const refusalOf = (request: R): string | null => {
		const known = facts.get(request.id);
		if (!known?.mayRead) return 'not_found';
		if (seen.has(request.id) || (request.seq ?? known.seq) !== known.seq) return 'state_changed';
		seen.add(request.id);
		return whyNot(request, known);
	};
	const judged = requests.map((request) => ({ request, refused: refusalOf(request) }));
	const taken = judged.filter(({ refused }) => refused === null).map(({ request }) => request);
	if (taken.length > 0) await write(taken, facts);
	return judged.map(({ request, refused }) => ({ id: request.id, refused }));
}
