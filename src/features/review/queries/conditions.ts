import { isAuthor, rejectedWhatIsAppealed } from '#features/initiatives/queries/facts.ts';
import { idOf } from '#features/initiatives/schema.ts';
import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { type UnitScope, within } from '#features/units/rules.ts';
import { addDays, type LocalDate } from '#platform/clock/clock.ts';
import { all, type Reader, type Sql, sql } from '#platform/db/db.ts';
import { fold } from '#platform/text/fold.ts';
import type { QueueFilter, VALUED } from '../schema.ts';
import { screenedAs } from './bands.ts';
import type { ReviewScopes } from './scopes.ts';

/** Everything a queue is read with: who asks, how far they reach, what they look for, on which day. */
export interface QueueRequest {
	actor: Actor;
	scopes: ReviewScopes;
	programmes: readonly Programme[];
	filter: QueueFilter;
	today: LocalDate;
}

/** Initiatives `i` with the level `rl` whose turn it is; none for an appeal. */
export const INITIATIVES = sql`initiatives i
	left join review_levels rl on rl.programme_id = i.programme_id and rl.level = i.level`;

/**
 * What the rules let this person decide now: the same as `whyNot` over `loadFacts`, as one condition (held to
 * it by a property test).
 */
export function decidable(actor: Actor, scopes: ReviewScopes): Sql {
	return sql`i.state = 'in_review'
		and case when rl.action = 'confirm' then ${within(scopes.confirm, sql`i.review_unit_id`)}
			else ${within(scopes.review, sql`i.review_unit_id`)} end
		and (${within(scopes.read, sql`i.unit_id`)} or i.created_by = ${actor.accountId})
		and not ${isAuthor(actor)} and not ${rejectedWhatIsAppealed(actor)}`;
}

/** Above this many units a list is read in its order and sifted; below, unit by unit and sorted. */
const FEW_UNITS = { waiting: 5_000, scope: 500 };

/**
 * The units a view looks through as an array for an index, or null where they are too many: then an index in
 * the order of the list ends the search sooner.
 */
export async function fewUnits(
	db: Reader,
	{ scopes, filter }: { scopes: ReviewScopes; filter: Pick<QueueFilter, 'view' | 'unit'> },
): Promise<Sql | null> {
	const reach = filter.view === 'waiting' ? [scopes.confirm, scopes.review] : [scopes.read];
	const tops = reach.some((scope) => scope.all) ? null : reach.flatMap((scope: UnitScope) => scope.unitIds);
	// A chosen unit narrows where initiatives come from, not whose turn it is.
	const start = filter.view === 'scope' && filter.unit ? [filter.unit] : tops;
	if (!start) return null;
	const most = FEW_UNITS[filter.view];
	const rows = await db.rows(
		sql`select 1 from unit_closure where ancestor_id = any(${start}::int[]) limit ${most + 1}`,
	);
	if (rows.length > most) return null;
	return sql`array(select unit_id from unit_closure where ancestor_id = any(${start}::int[]))`;
}

/** Which initiatives a queue holds: those of its view that the reader did not filter out. */
export async function inQueue(db: Reader, request: QueueRequest): Promise<Sql> {
	const [few, screened] = await Promise.all([fewUnits(db, request), screenedAs(db, request.filter.band)]);
	return all([inView(request, few), narrowed(request), screened]);
}

/** Which initiatives a view holds, before the filters of the reader. */
function inView({ actor, scopes, filter }: QueueRequest, few: Sql | null): Sql {
	if (filter.view === 'waiting') {
		const place = few ? sql`i.review_unit_id = any(${few})` : sql`true`;
		return sql`${place} and ${decidable(actor, scopes)}`;
	}
	const place = few ? sql`i.unit_id = any(${few})` : sql`true`;
	return sql`${place} and i.state = ${filter.state} and ${within(scopes.read, sql`i.unit_id`)}`;
}

// A value of 0 or none says nothing to verify; written so that the index over them can be taken.
const VALUED_AS: Record<(typeof VALUED)[number], Sql> = {
	unverified: sql`i.benefit > 0 and i.central_verified is null and i.unit_verified is null`,
	not_centrally: sql`i.benefit > 0 and i.central_verified is null`,
	differs: sql`(i.unit_verified is not null or i.central_verified is not null)
		and i.benefit <> coalesce(i.central_verified, i.unit_verified)`,
};

/** By what a list is ordered: the largest declared value, what waits longest, else the latest change, first. */
export function orderOf({ value, view, state }: Pick<QueueFilter, 'value' | 'view' | 'state'>) {
	if (value) return { key: sql`i.benefit`, type: sql`bigint`, down: true };
	const waiting = view === 'waiting' || state === 'in_review';
	return waiting
		? { key: sql`i.submitted_at`, type: sql`timestamptz`, down: false }
		: { key: sql`i.state_on`, type: sql`date`, down: true };
}

/** What the reader narrowed it by. */
function narrowed({ filter, programmes, today }: QueueRequest): Sql {
	const conditions: Sql[] = [];
	const chosen = programmes.filter((each) => !filter.programme || each.code === filter.programme);
	const idsOf = (list: 'fields' | 'groups', code: string) =>
		chosen.flatMap((each) => each[list].filter((choice) => choice.code === code).map((choice) => choice.id));
	if (filter.programme) {
		// One id rather than a list, so that an index in order can be walked.
		conditions.push(sql`i.programme_id = ${chosen[0]?.id ?? 0}`);
	}
	if (filter.unit) {
		conditions.push(sql`exists (select 1 from unit_closure below
			where below.unit_id = i.unit_id and below.ancestor_id = ${filter.unit})`);
	}
	if (filter.level === 'appeal') conditions.push(sql`i.level is not null and rl.level is null`);
	else if (filter.level) conditions.push(sql`rl.level = ${Number(filter.level)}`);
	if (filter.field) conditions.push(sql`i.field_id = any(${idsOf('fields', filter.field)}::int[])`);
	if (filter.group) conditions.push(sql`i.group_id = any(${idsOf('groups', filter.group)}::int[])`);
	if (filter.age) conditions.push(sql`i.submitted_on < ${addDays(today, -filter.age)}`);
	if (filter.value) conditions.push(VALUED_AS[filter.value]);
	const id = idOf(filter.q);
	const words = fold(filter.q).split(' ').filter(Boolean);
	if (id !== null) conditions.push(sql`i.id = ${id}`);
	else if (words.length > 0)
		conditions.push(sql`i.search like all(${words.map((word) => `%${word}%`)}::text[])`);
	return all(conditions);
}
