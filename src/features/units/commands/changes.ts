import type { LocalDate } from '#platform/clock/clock.ts';
import { sql, type Tx } from '#platform/db/db.ts';
import { notFound, Refusal, refuseIfAny } from '#platform/http/refusal.ts';
import { reserveUnits } from '../commands.ts';
import {
	anyLeansOn,
	knownFor,
	laterOn,
	madeBy,
	type StoredChange,
	storedChange,
	unitAboveAll,
} from '../queries/changes.ts';
import { type Figure, figuresAt, sameFigures } from '../queries/members.ts';
import { misplacedAmong } from '../queries/misplaced.ts';
import { timelinesOf } from '../queries/timelines.ts';
import { newCodesOf, type TreeChange } from '../rules/change.ts';
import { misplacedIssue, newlyMisplaced } from '../rules/places.ts';
import { planChange } from '../rules/plan-change.ts';
import { lastPeriod, sameTimeline, type Timeline } from '../rules/timelines.ts';
import type { UnitScope } from '../rules.ts';
import type { TreeMove } from './figured.ts';
import { writeFigures } from './members.ts';
import { lockTree, refreshUnitTree } from './refresh.ts';
import { writeTimelines } from './timelines.ts';

/** A role that went over to a successor; `kept` where its holder had the same one there already. */
export interface Carried {
	accountId: number;
	role: string;
	fromUnit: number;
	toUnit: number;
	kept: boolean;
}

/** Who decides on the tree, and when. */
export interface Deciding {
	scope: UnitScope;
	/** Null: the command line. */
	accountId: number | null;
	today: LocalDate;
	now: Date;
}

export interface Changed {
	id: number;
	before: Timeline[];
	after: Timeline[];
	move: TreeMove;
}

/** Figures of members that a list replaced, and what it wrote. */
export interface Figures {
	before: Figure[];
	after: Figure[];
}

/** Of what is said at once of one change: a province put wrong has thousands below it. */
const ISSUES_MAX = 20;

/**
 * Changes the tree as somebody decided, with its record. The figures of nodes that it moved are for the caller to move.
 * @throws Refusal `invalid` with everything that is wrong, `unit_cycle`
 */
export async function changeUnitTree(tx: Tx, change: TreeChange, by: Deciding): Promise<Changed> {
	await lockTree(tx);
	await reserveUnits(
		tx,
		newCodesOf(change).map((code) => ({ code, sample: false })),
	);
	const known = await knownFor(tx, by.scope, change);
	const { after, issues } = planChange(change, known);
	refuseIfAny(issues);
	const ids = after.map(({ id }) => id);
	const was = await timelinesOf(tx, ids);
	const before = ids.map((id) => was.get(id)!);
	const misplaced = await misplacedAmong(tx, ids, change.from);
	await writeTimelines(tx, after);
	const move = await refreshUnitTree(tx, by.today, ids);
	const wrong = newlyMisplaced(misplaced, await misplacedAmong(tx, ids, change.from));
	refuseIfAny(wrong.slice(0, ISSUES_MAX).map((each) => misplacedIssue(placeOf(change), each)));
	const id = await recordChange(tx, by, { ...change, asked: change, before, after });
	return { id, before, after, move };
}

/** The field of a change that says where units come to stand, or as what. */
function placeOf(change: TreeChange): string {
	switch (change.kind) {
		case 'add':
			return 'unit.kind';
		case 'rename':
			return 'unitKind';
		case 'move':
			return 'parent';
		case 'merge':
			return change.unit ? 'unit.kind' : 'into';
		case 'split':
			return 'parts.0.kind';
		case 'close':
			return 'successor';
		case 'recluster':
			return 'codes';
	}
}

/** Writes down what was done, so that it can be read and taken back. */
export async function recordChange(
	tx: Tx,
	by: Deciding,
	done: {
		kind: TreeChange['kind'] | 'list' | 'undo';
		from: LocalDate;
		why: string;
		asked: unknown;
		before: readonly Timeline[];
		after: readonly Timeline[];
		figures?: Figures;
		undoes?: number;
		/** Roles that went back with it. */
		carried?: readonly Carried[];
	},
): Promise<number> {
	const unitId = await unitAboveAll(tx, [...done.before, ...done.after], done.from);
	const ahead = done.after.some((each) => (lastPeriod(each)?.to ?? '') > by.today);
	const row = await tx.first<{ id: number }>(sql`
		insert into tree_changes (kind, unit_id, from_date, account_id, made_at, why, asked, before, after, carried_at, undoes_id)
		values (${done.kind}, ${unitId}, ${done.from}, ${by.accountId}, ${by.now}, ${done.why},
			${JSON.stringify(done.asked)}, ${JSON.stringify({ timelines: done.before, figures: done.figures?.before ?? [] })},
			${JSON.stringify({ timelines: done.after, figures: done.figures?.after ?? [], carried: done.carried ?? [] })},
			${done.carried && !ahead ? by.now : null}, ${done.undoes ?? null})
		returning id`);
	return row!.id;
}

/**
 * Takes a decision back: what it changed stands again as before. Only while nothing has touched the same units since.
 * @param takeBack brings back roles that had gone over, and answers what it did
 * @throws Refusal `not_found`, `tree_undone`, `tree_touched_since` with what did
 */
export async function undoUnitChange(
	tx: Tx,
	id: number,
	by: Deciding,
	takeBack: (carried: readonly Carried[]) => Promise<Carried[]>,
): Promise<Changed> {
	await lockTree(tx);
	const change = await storedChange(tx, by.scope, id);
	if (!change) throw notFound();
	if (change.undone) throw new Refusal('tree_undone', { status: 409 });
	const ids = change.after.map((each) => each.id);
	const standing = await timelinesOf(tx, ids);
	const { before: formerly, after: written } = change.figures;
	const figures = await figuresAt(tx, [...written, ...formerly]);
	if (
		change.after.some((each) => !sameTimeline(each, standing.get(each.id))) ||
		!sameFigures(figures, written)
	)
		throw await touchedSince(tx, change);
	await writeTimelines(tx, change.before);
	if (await anyLeansOn(tx, madeBy(change))) throw await touchedSince(tx, change);
	await writeFigures(tx, written, formerly);
	const move = await refreshUnitTree(tx, by.today, ids);
	const carried = await takeBack(change.carried);
	const { before: after, after: before } = change;
	const undoId = await recordChange(tx, by, {
		kind: 'undo',
		from: change.from,
		why: '',
		asked: { undoes: id },
		before,
		after,
		figures: { before: written, after: formerly },
		undoes: id,
		carried,
	});
	return { id: undoId, before, after, move };
}

async function touchedSince(tx: Tx, change: StoredChange): Promise<Refusal> {
	const later = await laterOn(tx, change);
	const what = later[0] ?? null;
	return new Refusal(what ? 'tree_touched_since' : 'tree_touched', {
		status: 409,
		params: what
			? { date: what.from, why: what.why, units: what.units.map(({ name }) => name).join(', ') }
			: {},
	});
}

/**
 * Decisions whose day has come while roles have not all gone over yet, in order, each with the units that it ended. A
 * list may end others later: then `ahead`.
 */
export async function dueToCarry(
	tx: Tx,
	today: LocalDate,
): Promise<{ id: number; ended: { id: number; successorId: number | null }[]; ahead: boolean }[]> {
	return tx.rows(sql`
		select c.id, coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'successorId', u.successor_id))
			from jsonb_array_elements(c.after->'timelines') x(each) join units u on u.id = (x.each->>'id')::int
				join unit_today t on t.unit_id = u.id and t.ended_on is not null), '[]') as ended,
			exists (select 1 from jsonb_array_elements(c.after->'timelines') x(each)
				where (x.each->'periods'->-1->>'to')::date > ${today}) as ahead
		from tree_changes c where c.carried_at is null and c.from_date <= ${today}
			and not exists (select 1 from tree_changes undo where undo.undoes_id = c.id)
		order by c.id for update of c`);
}

/** Writes down which roles went over with a decision, beside those before; without `at` others are still to come. */
export async function recordCarried(
	tx: Tx,
	id: number,
	carried: readonly Carried[],
	at: Date | null,
): Promise<void> {
	await tx.rows(sql`update tree_changes set carried_at = ${at}, after = jsonb_set(after, '{carried}',
		coalesce(after->'carried', '[]') || ${JSON.stringify(carried)}::jsonb) where id = ${id}`);
}
