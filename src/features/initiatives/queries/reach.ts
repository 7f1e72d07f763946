import { type Actor, scopeOf } from '#features/people/rules.ts';
import { within } from '#features/units/rules.ts';
import { type Sql, sql } from '#platform/db/db.ts';

/** A condition on drafts `d`: one's own, and those that lists brought into units one submits for. */
export const reachableDraft = (actor: Actor): Sql => sql`(d.account_id = ${actor.accountId}
	or (d.kind = 'import' and ${within(scopeOf(actor, 'submit_for_others'), sql`d.unit_id`)}))`;

/** What is no UUID names no draft and no file; asked of PostgreSQL it would be a fault. */
export const isUuid = (text: string): boolean =>
	/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
