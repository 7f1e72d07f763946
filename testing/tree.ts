import { expect } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { totals } from '#features/statistics/queries/figures.ts';
import { verify } from '#features/statistics/queries/verify.ts';
import { nodesOf } from '#features/units/queries/trees.ts';
import type { TreeChange } from '#features/units/rules/change.ts';
import { makeScope } from '#features/units/rules.ts';
import { type Db, openDb } from '#platform/db/db.ts';
import { decideChange } from '#portal/tree.ts';
import { testDatabase } from './database.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from './world.ts';

export const everywhere = makeScope({ all: true });
const now = new Date();

export type Change = TreeChange extends infer Each
	? Each extends unknown
		? Omit<Each, 'why' | 'from'>
		: never
	: never;
/** A change from a day on, today unless another is given. */
export const dated = (change: Change, from = TODAY) =>
	({ ...change, from, why: 'Theo quyết định' }) as TreeChange;
export const by = (scope = everywhere, today = TODAY) => ({ scope, accountId: null, today, now });

/** A database with a programme, and worlds of units in it whose figures can be asked for. */
export async function treeWorlds() {
	const db: Db = openDb((await testDatabase()).url, { max: 4 });
	await makeUnits(db, []);
	const programme = await makeProgramme(db, { code: 'cay' });
	let worlds = 0;

	async function submitOne(unitId: number, title: string): Promise<void> {
		const author = await makePerson(db, 'member', unitId);
		const initiative = newInitiative(programme, author, unitId, title);
		const submission = { initiative, kind: 'self' as const, key: title };
		await db.transaction((tx) =>
			submitInitiatives(tx, author.accountId, everywhere, programme, [submission], now),
		);
	}

	/** Two provinces, each with a commune and two workplaces with one initiative each; codes begin with the world's. */
	async function makeWorld() {
		const at = `W${worlds++}`;
		const units = await makeUnits(db, [
			[`${at}A`, 'TLD', 'provincial_federation'],
			[`${at}B`, 'TLD', 'provincial_federation'],
			[`${at}A1`, `${at}A`, 'commune'],
			[`${at}B1`, `${at}B`, 'commune'],
			...(['A', 'B'] as const).flatMap((side) =>
				['X', 'Y'].map((leaf) => [`${at}${side}${leaf}`, `${at}${side}1`, 'grassroots'] as const),
			),
		]);
		const ids = new Map([...units].map(([code, unit]) => [code.replace(at, ''), unit.id]));
		for (const leaf of ['AX', 'AY', 'BX', 'BY']) await submitOne(ids.get(leaf)!, `Sáng kiến ${at} ${leaf}`);
		await foldAll(db);
		return { code: (name: string) => `${at}${name}`, id: (name: string) => ids.get(name)! };
	}

	const submitted = async (unitId: number) => (await totals(db, programme.id, unitId)).submitted.n;
	return {
		db,
		programme,
		makeWorld,
		submitOne,
		submitted,
		decide: (change: Change, from?: string, scope = everywhere) =>
			decideChange(db, dated(change, from), by(scope)),
		submittedOn: async (unitId: number, day: string) =>
			submitted((await nodesOf(db, [unitId], day)).get(unitId)!),
		expectVerified: async () => expect((await db.snapshot((tx) => verify(tx))).mismatches).toEqual([]),
	};
}
