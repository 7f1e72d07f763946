import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { within } from '#features/units/rules.ts';
import { daysBetween, localDate } from '#platform/clock/clock.ts';
import { type Reader, type Sql, sql } from '#platform/db/db.ts';
import { fold } from '#platform/text/fold.ts';
import type { Facts, State } from '../rules/life-cycle.ts';

/** Facts of one initiative towards one person, with what commands need besides. */
export interface KnownFacts extends Facts {
	id: number;
	unitId: number;
	programme: Programme;
	/** Number of its last event: the version a decision names. */
	seq: number;
	/** The person may read all of it: an author, who entered it, or an officer above. */
	mayRead: boolean;
	/** Benefit as declared, đồng; null when none is. */
	declared: number | null;
}

interface Row {
	id: number;
	unitId: number;
	programmeId: number;
	state: State;
	level: number | null;
	seq: number;
	appealed: boolean;
	stateOn: string;
	isAuthor: boolean;
	/** By account: a name alone proves nothing, since whoever signs up writes their own. */
	isKnownAuthor: boolean;
	entered: boolean;
	mayRead: boolean;
	mayConfirm: boolean;
	mayReview: boolean;
	mayRevoke: boolean;
	maySubmitFor: boolean;
	mayVerify: boolean;
	rejectedIt: boolean;
	declared: number | null;
	unitVerified: number | null;
	centralVerified: number | null;
}

/**
 * What the rules need to know about initiatives and a person, by id; ids that do not exist are absent.
 * @param options.lock keeps the rows until the transaction ends, so that the facts stay true while acting
 */
export async function loadFacts(
	db: Reader,
	actor: Actor,
	programmes: readonly Programme[],
	ids: readonly number[],
	now: Date,
	options: { lock?: boolean } = {},
): Promise<Map<number, KnownFacts>> {
	const reach = (permission: Parameters<typeof scopeOf>[1], column: 'unit_id' | 'review_unit_id') =>
		within(scopeOf(actor, permission), column === 'unit_id' ? sql`i.unit_id` : sql`i.review_unit_id`);
	const rows = await db.rows<Row>(sql`
		select i.id, i.unit_id as "unitId", i.programme_id as "programmeId", i.state, i.level, i.seq, i.appealed,
			i.state_on as "stateOn", i.created_by = ${actor.accountId} as entered,
			${isAuthor(actor)} as "isAuthor", ${isKnownAuthor(actor)} as "isKnownAuthor",
			${reach('read_initiatives', 'unit_id')} as "mayRead", ${reach('confirm', 'review_unit_id')} as "mayConfirm",
			${reach('review', 'review_unit_id')} as "mayReview", ${reach('revoke', 'unit_id')} as "mayRevoke",
			${reach('submit_for_others', 'unit_id')} and i.kind <> 'self' as "maySubmitFor",
			${reach('verify_benefit', 'unit_id')} as "mayVerify", ${rejectedWhatIsAppealed(actor)} as "rejectedIt",
			i.benefit as declared, i.unit_verified as "unitVerified", i.central_verified as "centralVerified"
		from initiatives i where i.id = any(${ids}::bigint[]) order by i.id ${options.lock ? sql`for update of i` : sql``}`);
	const isCentre = scopeOf(actor, 'verify_centrally').all;
	return new Map(rows.map((row) => [row.id, toFacts(row, programmes, now, isCentre)]));
}

/** A condition on initiatives `i`: the person's account is that of an author, so that it opens it to them. */
const isKnownAuthor = (actor: Actor): Sql =>
	sql`exists (select 1 from initiative_authors a where a.initiative_id = i.id and a.account_id = ${actor.accountId})`;

/**
 * A condition on initiatives `i`: the person is an author, by account or by name in their own unit. A namesake is
 * kept from deciding, and from nothing else.
 */
export function isAuthor(actor: Actor): Sql {
	const own = [...new Set(actor.grants.map((grant) => grant.unitId))];
	// A scalar, for PostgreSQL would make a join of `exists` and read every author there is.
	return sql`coalesce((select true from initiative_authors a where a.initiative_id = i.id
		and (a.account_id = ${actor.accountId}
			or (a.account_id is null and a.folded_name = ${fold(actor.name)} and i.unit_id = any(${own}::int[])))
		limit 1), false)`;
}

/** A condition on initiatives `i`: it is an appeal against a rejection by this person. */
export function rejectedWhatIsAppealed(actor: Actor): Sql {
	return sql`(i.appealed and i.state = 'in_review' and exists (select 1 from decisions d
		where d.initiative_id = i.id and d.action = 'reject' and d.decided_by = ${actor.accountId}))`;
}

function toFacts(row: Row, programmes: readonly Programme[], now: Date, isCentre: boolean): KnownFacts {
	const programme = programmes.find((each) => each.id === row.programmeId);
	if (!programme) throw new Error(`initiative ${row.id} is of an unknown programme`);
	const action = programme.levels.find((each) => each.level === row.level)?.action ?? 'review';
	const isAuthorSide = row.isKnownAuthor || row.entered || row.maySubmitFor;
	return {
		id: row.id,
		unitId: row.unitId,
		programme,
		seq: row.seq,
		state: row.state,
		level: row.level,
		levels: programme.levels.length,
		appealed: row.appealed,
		daysInState: daysBetween(row.stateOn, localDate(now)),
		returnDays: programme.returnDays,
		isAuthorSide,
		isOwn: row.isAuthor,
		holdsLevel: row.level !== null && (action === 'confirm' ? row.mayConfirm : row.mayReview),
		rejectedIt: row.rejectedIt,
		isManager: row.mayRevoke,
		isUnitSide: row.mayVerify,
		isCentre,
		verified: { unit: row.unitVerified, central: row.centralVerified },
		declared: row.declared,
		mayRead: row.mayRead || isAuthorSide,
	};
}
