import type { LocalDate } from '#platform/clock/clock.ts';
import type { Criterion, Entry, EntryKind, Scored } from '../schema.ts';

/** What one unit has entered and been given. Points in tenths. */
export interface UnitState {
	/** By criterion id. */
	numbers: Record<number, number>;
	numbersId: number | null;
	/** Who signed what stands now; null when what was signed has changed since. */
	signed: { by: string; at: Date } | null;
	self: Record<number, { points: number; evidence: string }>;
	head: Record<number, { points: number; reason: string }>;
}

/** What a pledge has come to. */
export interface PledgeState {
	title: string;
	criteria: readonly Criterion[];
	draftId: number;
	units: ReadonlyMap<number, UnitState>;
	closed: { id: number; asOf: LocalDate; position: number; at: Date; results: readonly Scored[] } | null;
	published: boolean;
	/** Entries that stand, oldest first: neither undone nor an undo. */
	standing: readonly Entry[];
}

const blank = (): UnitState => ({ numbers: {}, numbersId: null, signed: null, self: {}, head: {} });

export const unitStateOf = (state: PledgeState, unitId: number): UnitState =>
	state.units.get(unitId) ?? blank();

/** What stands of some entries: an entry that was undone is passed over, and so is its undo, unless that was undone. */
export function standing(entries: readonly Entry[]): Entry[] {
	const undone = new Set<number>();
	// From the newest: an undo that is itself undone takes nothing back.
	for (const entry of entries.toReversed())
		if (entry.kind === 'undo' && !undone.has(entry.id)) undone.add(entry.undoesId!);
	return entries.filter((entry) => entry.kind !== 'undo' && !undone.has(entry.id));
}

/** Reads a pledge from its entries, oldest first; the first is its draft. */
export function stateOf(entries: readonly Entry[]): PledgeState {
	const stands = standing(entries);
	const units = new Map<number, UnitState>();
	const state = {
		title: '',
		criteria: [] as readonly Criterion[],
		draftId: 0,
		units,
		closed: null as PledgeState['closed'],
		published: false,
		standing: stands,
	};
	const signatures = new Map<number, Extract<Entry, { kind: 'sign' }>>();
	for (const entry of stands) {
		const unit = entry.unitId === null ? blank() : (units.get(entry.unitId) ?? blank());
		if (entry.unitId !== null) units.set(entry.unitId, unit);
		switch (entry.kind) {
			case 'draft':
				Object.assign(state, { ...entry.data, draftId: entry.id });
				break;
			case 'numbers':
				unit.numbers = entry.data.numbers;
				unit.numbersId = entry.id;
				break;
			case 'sign':
				signatures.set(entry.unitId!, entry);
				break;
			case 'self':
				unit.self[entry.data.criterion] = entry.data;
				break;
			case 'head':
				unit.head[entry.data.criterion] = entry.data;
				break;
			case 'close':
				state.closed = { ...entry.data, id: entry.id, at: entry.at };
				break;
			case 'publish':
				state.published = true;
				break;
		}
	}
	for (const [unitId, { data, by, at }] of signatures) {
		const unit = units.get(unitId)!;
		if (data.draftId === state.draftId && data.numbersId === unit.numbersId) unit.signed = { by, at };
	}
	return state;
}

/** What a person is to a pledge. */
export interface Part {
	/** Works at the cluster's head unit, its owner, or above. */
	leads: boolean;
	/** Units of the cluster at which the person holds the role, not merely reaches. */
	units: readonly number[];
}

/** Why something cannot be done, as the code of a refusal; null when it can. */
export type Reason =
	| 'pledge_closed'
	| 'pledge_open'
	| 'pledge_published'
	| 'pledge_not_yours'
	| 'pledge_incomplete';

const BY_HEAD: readonly EntryKind[] = ['draft', 'head', 'close', 'publish'];

/** Whether a person may make an entry of a kind, about a unit, as things stand. */
export function reasonAgainst(
	state: PledgeState,
	part: Part,
	kind: EntryKind,
	unitId: number | null,
): Reason | null {
	const mine = BY_HEAD.includes(kind) ? part.leads : unitId !== null && part.units.includes(unitId);
	if (!mine) return 'pledge_not_yours';
	if (kind === 'publish') {
		if (!state.closed) return 'pledge_open';
		return state.published ? 'pledge_published' : null;
	}
	if (state.closed) return 'pledge_closed';
	if (kind === 'sign' && unitId !== null && !complete(state, unitId)) return 'pledge_incomplete';
	return null;
}

/** A unit has pledged a number for everything that the portal counts. */
export function complete(state: PledgeState, unitId: number): boolean {
	const { numbers } = unitStateOf(state, unitId);
	return state.criteria.every(({ id, kind }) => kind === 'by_hand' || numbers[id] !== undefined);
}

/** Two entries about the same thing: the later one follows the earlier. */
const sameThing = (a: Entry, b: Entry): boolean =>
	a.kind === b.kind &&
	a.unitId === b.unitId &&
	(!('criterion' in a.data) || !('criterion' in b.data) || a.data.criterion === b.data.criterion);

/**
 * Whether a person may take an entry back: who could make it, while it stands, nothing has followed it, and the
 * pledge is not closed – a closing and a publication are taken back in turn.
 */
export function reasonAgainstUndo(
	state: PledgeState,
	part: Part,
	entryId: number,
): Reason | 'pledge_followed' | 'pledge_first' | null {
	const entry = state.standing.find(({ id }) => id === entryId);
	if (!entry) return 'pledge_followed';
	const later = state.standing.slice(state.standing.indexOf(entry) + 1);
	const mine = BY_HEAD.includes(entry.kind) ? part.leads : part.units.includes(entry.unitId!);
	if (!mine) return 'pledge_not_yours';
	if (entry === state.standing[0]) return 'pledge_first';
	if (entry.kind === 'publish') return null;
	if (state.published) return 'pledge_published';
	if (entry.kind === 'close') return null;
	if (state.closed) return 'pledge_closed';
	return later.some((each) => sameThing(each, entry)) ? 'pledge_followed' : null;
}
