import { programmeByCode } from '#features/programmes/queries.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { type Db, sql } from '#platform/db/db.ts';
import type { Plan } from './plan.ts';

/** What the rows to be written refer to, by number. */
export interface Ground {
	programme: Programme;
	/** Ids of units by code. */
	ids: ReadonlyMap<string, number>;
	/** By leaf: the unit, the one above it while the programme ran, and the one above it today. */
	unit: Int32Array;
	parent: Int32Array;
	parentToday: Int32Array;
	root: number;
	/** By leaf, the index of its parent among `offices`, which have an officer and a reviewer each. */
	office: Int32Array;
	/** Units at which officers and reviewers hold their roles today. */
	offices: number[];
	/** Id of the manager; then come an officer and a reviewer for each office, then the members. */
	firstAccount: number;
	firstInitiative: number;
	firstEvent: number;
}

export async function layGround(db: Db, { grown }: Plan, programmeCode: string): Promise<Ground> {
	const { leaves } = grown.tree;
	const parents = [...new Set(leaves.map(({ parent }) => parent))];
	const units = await db.rows<{ id: number; code: string }>(sql`select id, code from units`);
	const ids = new Map(units.map(({ id, code }) => [code, id]));
	const today = await db.rows<{ id: number; parent: number | null; ended: boolean }>(
		sql`select unit_id as id, parent_id as parent, ended_on is not null as ended from unit_today`,
	);
	const above = new Map(today.map((row) => [row.id, row]));
	const standing = (id: number): number => {
		const { ended, parent } = above.get(id)!;
		return ended && parent !== null ? standing(parent) : id;
	};
	const idOf = (code: string) => ids.get(code)!;
	const officeOf = new Map(parents.map((code, index) => [code, index]));
	const next = await db.first<{ account: number; initiative: number; event: number }>(sql`select
		coalesce((select max(id) from accounts), 0) + 1 as account,
		greatest(coalesce((select max(id) from initiatives), 0), 100000) + 1 as initiative,
		coalesce((select max(id) from events), 0) + 1 as event`);
	return {
		programme: (await programmeByCode(db, programmeCode))!,
		ids,
		unit: Int32Array.from(leaves, ({ code }) => idOf(code)),
		parent: Int32Array.from(leaves, ({ parent }) => idOf(parent)),
		parentToday: Int32Array.from(leaves, ({ code }) => above.get(idOf(code))!.parent!),
		root: idOf('TLD'),
		office: Int32Array.from(leaves, ({ parent }) => officeOf.get(parent)!),
		offices: parents.map((code) => standing(idOf(code))),
		firstAccount: next!.account,
		firstInitiative: next!.initiative,
		firstEvent: next!.event,
	};
}

/** Ids of accounts, by whom they belong to. */
export const managerId = (ground: Ground): number => ground.firstAccount;
export const officerId = (ground: Ground, leaf: number): number =>
	ground.firstAccount + 1 + 2 * ground.office[leaf]!;
export const reviewerId = (ground: Ground, leaf: number): number => officerId(ground, leaf) + 1;
export const memberId = (ground: Ground, account: number): number =>
	ground.firstAccount + 1 + 2 * ground.offices.length + account;
