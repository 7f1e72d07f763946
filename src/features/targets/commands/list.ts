import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import type { Tx } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';
import type { ListedTarget } from '../excel.ts';
import { type PlannedRow, planList } from '../queries/list.ts';
import { publishTargets } from './publish.ts';

/**
 * Publishes a list, all of it or nothing, under the same rules as a form; answers what each row came to.
 * @param unitId where the list was sent
 * @throws Refusal `targets_invalid` when any row is wrong; `target_changed` (409)
 */
export async function publishList(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	unitId: number,
	listed: readonly ListedTarget[],
	why: string,
	now: Date,
): Promise<PlannedRow[]> {
	const planned = await planList(tx, actor, programme, listed);
	if (planned.some(({ outcome }) => outcome === 'wrong')) throw new Refusal('targets_invalid');
	const asked = planned.flatMap(({ plan }) => (plan ? [plan.asked] : []));
	await publishTargets(tx, actor, programme, asked, { unitId, origin: 'list', why }, now);
	return planned;
}
