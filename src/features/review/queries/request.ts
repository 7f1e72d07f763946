import type { Actor } from '#features/people/rules.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import type { Reader } from '#platform/db/db.ts';
import { queueFilter } from '../schema.ts';
import type { QueueRequest } from './conditions.ts';
import { reviewScopes } from './scopes.ts';

/**
 * What a person's queue is read with, from what an address says. The view of a scope is of one programme, the
 * newest open one unless another is named: states are counted by programme.
 */
export async function queueRequest(
	db: Reader,
	actor: Actor,
	address: Record<string, unknown>,
	now: Date,
): Promise<QueueRequest> {
	const programmes = await listProgrammes(db);
	const filter = queueFilter.parse(address);
	if (filter.view === 'scope' && !programmes.some((programme) => programme.code === filter.programme)) {
		const current = programmes.find((programme) => programme.status === 'open') ?? programmes[0];
		filter.programme = current?.code ?? '';
	}
	// A place in a list by value means nothing in one by date.
	const fits = filter.value ? /^\d+~/ : /^\d{4}-/;
	for (const side of ['after', 'before'] as const)
		if (!fits.test(filter[side] ?? '')) filter[side] = undefined;
	return { actor, scopes: reviewScopes(actor), programmes, filter, today: localDate(now) };
}

/** The filters that differ from the plain view, as an address; which page of it is shown is not part of it. */
export function queueAddress({ filter }: Pick<QueueRequest, 'filter'>): string {
	const { after: _after, before: _before, view, state, ...narrowing } = filter;
	const scope = view === 'scope';
	const said = { ...(scope && { view, ...(state !== 'in_review' && { state }) }), ...narrowing };
	const set = Object.entries(said).filter(([, value]) => value !== undefined && value !== '');
	return new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
}
