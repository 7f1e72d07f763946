import { type KnownFacts, loadFacts } from '#features/initiatives/queries/facts.ts';
import { type State, whyNot } from '#features/initiatives/rules/life-cycle.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import type { Band } from '#features/similarity/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { passStep, waitOf } from '../rules.ts';
import { PAGE_ROWS, type VerdictKind } from '../schema.ts';
import { JUDGED, UNJUDGED } from './bands.ts';
import { INITIATIVES, inQueue, orderOf, type QueueRequest } from './conditions.ts';

/** One initiative in a queue, with what the reader may do about it. */
export interface QueueRow {
	id: number;
	code: string;
	/** Version to name in a decision. */
	seq: number;
	title: string;
	confidential: boolean;
	unitCode: string;
	unitName: string;
	/** The first author, and how many more there are. */
	author: string;
	coAuthors: number;
	state: State;
	stateOn: LocalDate;
	submittedOn: LocalDate;
	programmeId: number;
	/** Đồng as declared, and as verified by the unit's side and by the centre; null where none was stated. */
	benefit: number | null;
	unitVerified: number | null;
	centralVerified: number | null;
	/** Null unless in review; one past the last level is an appeal. */
	level: number | null;
	/** Name of the unit whose turn it is. */
	turn: string | null;
	wait: ReturnType<typeof waitOf>;
	/** Where screening put it; null when it was not screened yet. */
	band: Band | null;
	/** It is like another one closely enough that somebody should judge the two, and nobody has. */
	unjudged: boolean;
	/** The gravest verdict on it and another one that stands. */
	judged: VerdictKind | null;
	/** The step that lets it pass, when the reader may take one; else the code of the reason why not. */
	pass: 'confirm' | 'approve' | null;
	barred: string | null;
	cursor: string;
}

export interface QueuePage {
	rows: QueueRow[];
	/** Cursors of the neighbouring pages, where there are any. */
	after: string | null;
	before: string | null;
}

interface Row extends Omit<QueueRow, 'code' | 'wait' | 'pass' | 'barred' | 'cursor'> {
	at: string;
}

/**
 * One page of a queue: what waits oldest first, everything else by the latest change first.
 * What it costs follows what waits, not how many initiatives there are.
 */
export async function queuePage(
	db: Reader,
	request: QueueRequest,
	now: Date,
	limit = PAGE_ROWS,
): Promise<QueuePage> {
	const { filter } = request;
	const backwards = filter.before !== undefined && filter.after === undefined;
	const found = await readRows(db, request, limit + 1, backwards);
	const more = found.length > limit;
	const page = found.slice(0, limit);
	if (backwards) page.reverse();
	const rows = await withSteps(db, request, page, now);
	return {
		rows,
		after: (backwards ? true : more) ? (rows.at(-1)?.cursor ?? null) : null,
		before: (backwards ? more : filter.after !== undefined) ? (rows[0]?.cursor ?? null) : null,
	};
}

async function readRows(
	db: Reader,
	request: QueueRequest,
	limit: number,
	backwards: boolean,
): Promise<Row[]> {
	const { filter } = request;
	const { key, type, down: falling } = orderOf(filter);
	const down = falling !== backwards;
	const cursor = (backwards ? filter.before : filter.after)?.split('~');
	const direction = down ? sql`desc` : sql`asc`;
	const from = cursor
		? sql`and (${key}, i.id) ${down ? sql`<` : sql`>`} (${cursor[0]}::${type}, ${Number(cursor[1])}::bigint)`
		: sql``;
	const where = await inQueue(db, request);
	return db.rows<Row>(sql`
		with page as (
			select i.id, ${key} as key from ${INITIATIVES}
			where ${where} ${from}
			order by ${key} ${direction}, i.id ${direction} limit ${limit}
		)
		select i.id, i.seq, i.title, i.confidential, u.code as "unitCode", t.name as "unitName", i.state,
			i.state_on as "stateOn", i.submitted_on as "submittedOn", i.programme_id as "programmeId", i.level,
			i.benefit, i.unit_verified as "unitVerified", i.central_verified as "centralVerified",
			turn.name as turn, p.key::text as at, first.name as author, s.band, ${UNJUDGED} as unjudged, ${JUDGED} as judged,
			(select count(*)::int - 1 from initiative_authors a where a.initiative_id = i.id) as "coAuthors"
		from page p join initiatives i on i.id = p.id join units u on u.id = i.unit_id
			join unit_today t on t.unit_id = i.unit_id
			left join unit_today turn on turn.unit_id = i.review_unit_id
			left join initiative_authors first on first.initiative_id = i.id and first.position = 1
			left join similarity_results s on s.subject = i.id
		order by p.key ${direction}, p.id ${direction}`);
}

async function withSteps(
	db: Reader,
	request: QueueRequest,
	rows: readonly Row[],
	now: Date,
): Promise<QueueRow[]> {
	const ids = rows.map((row) => row.id);
	const facts = await loadFacts(db, request.actor, request.programmes, ids, now);
	return rows.map(({ at, ...row }) => {
		const known = facts.get(row.id)!;
		return {
			...row,
			code: codeOf(row.id),
			wait: waitOf(row.submittedOn, request.today),
			...passOf(known),
			cursor: `${at}~${row.id}`,
		};
	});
}

function passOf(facts: KnownFacts): Pick<QueueRow, 'pass' | 'barred'> {
	const step = passStep(facts);
	const barred = whyNot(step, facts);
	return { pass: barred === null ? step : null, barred };
}

/** Codes of the initiatives before and after one in a queue; the first one follows the last. */
export async function neighbours(
	db: Reader,
	request: QueueRequest,
	id: number,
): Promise<{ previous: string | null; next: string | null }> {
	const { key } = orderOf(request.filter);
	const at = await db.first<{ key: string | null }>(
		sql`select ${key}::text as key from initiatives i where i.id = ${id}`,
	);
	// Without a declared value it stands in no list of values.
	if (at?.key == null) return { previous: null, next: null };
	const cursor = `${at.key}~${id}`;
	const step = async (place: { after?: string; before?: string }) => {
		const filter = { ...request.filter, after: undefined, before: undefined, ...place };
		const [row] = await readRows(db, { ...request, filter }, 1, place.before !== undefined);
		return row && row.id !== id ? codeOf(row.id) : null;
	};
	return {
		previous: await step({ before: cursor }),
		next: (await step({ after: cursor })) ?? (await step({})),
	};
}
