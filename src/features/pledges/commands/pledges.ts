import { type Actor, scopeOf } from '#features/people/rules.ts';
import { type LocalDate, localDate } from '#platform/clock/clock.ts';
import { sql, type Tx, violatedUnique } from '#platform/db/db.ts';
import { notFound, Refusal, refuseIfAny } from '#platform/http/refusal.ts';
import { clustersToLead, type OpenedPledge, openPledge } from '../queries/pledges.ts';
import { resultsOf } from '../queries/results.ts';
import { reasonAgainst, reasonAgainstUndo, unitStateOf } from '../rules/state.ts';
import { ENTRIES, type EntryKind, yearSpan } from '../schema.ts';

/** What is entered, by kind: its data as `ENTRIES` reads it. */
export interface Asked {
	kind: Exclude<EntryKind, 'undo' | 'sign' | 'close' | 'publish'>;
	unitId: number | null;
	data: unknown;
}

/**
 * Begins the pledge of a cluster for a year with its draft.
 * @throws Refusal `not_found` for a cluster that the person does not lead; `pledge_exists` (409)
 */
export async function beginPledge(
	tx: Tx,
	actor: Actor,
	of: { clusterId: number; programmeId: number; year: number },
	draft: unknown,
	now: Date,
): Promise<number> {
	const clusters = await clustersToLead(tx, scopeOf(actor, 'pledge'));
	if (!clusters.some(({ id }) => id === of.clusterId)) throw notFound();
	const data = read('draft', draft);
	const row = await tx.first<{ id: number }>(sql`
		insert into pledges (cluster_id, programme_id, year, created_at)
		values (${of.clusterId}, ${of.programmeId}, ${of.year}, ${now})
		on conflict (cluster_id, programme_id, year) do nothing returning id`);
	if (!row) throw new Refusal('pledge_exists', { status: 409 });
	await append(tx, row.id, actor, { kind: 'draft', unitId: null, data }, now);
	return row.id;
}

/**
 * Enters something into a pledge: its draft, a unit's numbers, a score.
 * @throws Refusal `not_found`, `invalid` with issues, or why it cannot be done (409)
 */
export async function enter(tx: Tx, actor: Actor, pledgeId: number, asked: Asked, now: Date): Promise<void> {
	const opened = await allowed(tx, actor, pledgeId, asked.kind, asked.unitId);
	const data = read(asked.kind, asked.data);
	if (asked.kind === 'self' || asked.kind === 'head') {
		const { criterion, points } = data as { criterion: number; points: number };
		const found = opened.state.criteria.find(({ id, kind }) => id === criterion && kind === 'by_hand');
		refuseIfAny([
			...(found ? [] : [{ field: 'criterion', code: 'pledge_missing' }]),
			...(found && points > found.most * 10
				? [{ field: 'points', code: 'pledge_points_over', params: { most: found.most } }]
				: []),
		]);
	}
	await append(tx, pledgeId, actor, { kind: asked.kind, unitId: asked.unitId, data }, now);
}

/**
 * Signs for a unit what stands: the criteria and its numbers. Changing either asks for another signature.
 * @param seen the entries that held them when the person looked
 * @throws Refusal `pledge_changed` (409) when something else stands by now
 */
export async function signPledge(
	tx: Tx,
	actor: Actor,
	pledgeId: number,
	unitId: number,
	seen: { draftId: number; numbersId: number | null },
	now: Date,
): Promise<void> {
	const { state } = await allowed(tx, actor, pledgeId, 'sign', unitId);
	const { numbersId } = unitStateOf(state, unitId);
	if (state.draftId !== seen.draftId || numbersId !== seen.numbersId)
		throw new Refusal('pledge_changed', { status: 409 });
	await append(
		tx,
		pledgeId,
		actor,
		{ kind: 'sign', unitId, data: { draftId: state.draftId, numbersId } },
		now,
	);
}

/**
 * Closes a pledge with the figures at the end of a local date: the table is kept as it is then.
 * @throws Refusal `invalid` for a date outside the year or after today
 */
export async function closePledge(
	tx: Tx,
	actor: Actor,
	pledgeId: number,
	asOf: LocalDate,
	now: Date,
): Promise<void> {
	const { pledge, state } = await allowed(tx, actor, pledgeId, 'close', null);
	const { from, to } = yearSpan(pledge.year);
	if (asOf < from || asOf > to || asOf > localDate(now))
		refuseIfAny([{ field: 'as_of', code: 'pledge_date', params: { year: String(pledge.year) } }]);
	const { position, rows } = await resultsOf(tx, pledge, state, asOf);
	const data = read('close', { asOf, position, results: rows });
	await append(tx, pledgeId, actor, { kind: 'close', unitId: null, data }, now);
}

/** Makes the result of a closed pledge public. */
export async function publishPledge(tx: Tx, actor: Actor, pledgeId: number, now: Date): Promise<void> {
	await allowed(tx, actor, pledgeId, 'publish', null);
	await append(tx, pledgeId, actor, { kind: 'publish', unitId: null, data: {} }, now);
}

/** Takes an entry back; what stood before it stands again. */
export async function undoEntry(
	tx: Tx,
	actor: Actor,
	pledgeId: number,
	entryId: number,
	now: Date,
): Promise<void> {
	const { state, part, entries } = await locked(tx, actor, pledgeId);
	if (!entries.some(({ id }) => id === entryId)) throw notFound();
	const reason = reasonAgainstUndo(state, part, entryId);
	if (reason) throw new Refusal(reason, { status: reason === 'pledge_not_yours' ? 403 : 409 });
	await append(tx, pledgeId, actor, { kind: 'undo', unitId: null, data: {}, undoesId: entryId }, now);
}

async function allowed(
	tx: Tx,
	actor: Actor,
	pledgeId: number,
	kind: EntryKind,
	unitId: number | null,
): Promise<OpenedPledge> {
	const opened = await locked(tx, actor, pledgeId);
	const reason = reasonAgainst(opened.state, opened.part, kind, unitId);
	if (reason) throw new Refusal(reason, { status: reason === 'pledge_not_yours' ? 403 : 409 });
	if (kind === 'head' && !(await inCluster(tx, opened, unitId))) throw notFound();
	return opened;
}

/** One entry after another: each is judged by what stands before it. */
async function locked(tx: Tx, actor: Actor, pledgeId: number): Promise<OpenedPledge> {
	await tx.rows(sql`select 1 from pledges where id = ${pledgeId} for update`);
	return openPledge(tx, actor, pledgeId);
}

async function inCluster(tx: Tx, { pledge }: OpenedPledge, unitId: number | null): Promise<boolean> {
	const row = await tx.first(sql`select 1 from unit_today
		where unit_id = ${unitId} and cluster_id = ${pledge.cluster.id} and ended_on is null`);
	return row !== undefined;
}

function read<Kind extends EntryKind>(kind: Kind, data: unknown) {
	const result = ENTRIES[kind].safeParse(data);
	if (!result.success) {
		const issues = result.error.issues.map(({ path, code }) => ({
			field: path.join('.'),
			code: code === 'too_big' ? 'pledge_too_big' : 'pledge_missing',
		}));
		throw new Refusal('invalid', { issues });
	}
	return result.data;
}

async function append(
	tx: Tx,
	pledgeId: number,
	actor: Actor,
	entry: { kind: EntryKind; unitId: number | null; data: unknown; undoesId?: number },
	now: Date,
): Promise<void> {
	try {
		await tx.rows(sql`insert into pledge_entries (pledge_id, kind, unit_id, data, account_id, at, undoes_id)
			values (${pledgeId}, ${entry.kind}, ${entry.unitId}, ${JSON.stringify(entry.data)}::jsonb, ${actor.accountId},
				${now}, ${entry.undoesId ?? null})`);
	} catch (error) {
		if (violatedUnique(error) !== null) throw new Refusal('pledge_followed', { status: 409 });
		throw error;
	}
}
