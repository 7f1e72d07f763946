import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import type { Actor } from '#features/people/rules.ts';
import { decide } from '#features/review/commands.ts';
import { publishTargets } from '#features/targets/commands/publish.ts';
import { WHOLE } from '#features/targets/rules/periods.ts';
import type { Period } from '#features/targets/schema.ts';
import { addClusters, setSuccessors } from '#features/units/commands.ts';
import { makeScope } from '#features/units/rules.ts';
import type { UnitRow } from '#features/units/schema.ts';
import { addDays, startOfLocalDate } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/db.ts';
import { changeTree } from '#portal/tree.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from './world.ts';

/** Local date some days before today, and ten in the morning of it. */
export const day = (ago: number) => addDays(TODAY, -ago);
export const at = (ago: number) => new Date(startOfLocalDate(day(ago)).getTime() + 36_000_000);

/** Days since B was merged into A. */
export const MERGED = 10;

/**
 * Top-level units A to D with a workplace each, whose initiatives came in over fifty days. B was merged into A; C has no
 * members of its own, D none at all.
 */
export async function rankingWorld(db: Db) {
	const units = await makeUnits(db, [
		['A', 'TLD', 'provincial_federation'],
		['B', 'TLD', 'provincial_federation'],
		['C', 'TLD', 'central_industry'],
		['D', 'TLD', 'central_industry'],
		...(['A1', 'B1', 'C1', 'D1'] as const).map((code) => [code, code[0]!, 'grassroots'] as const),
	]);
	const programme = await makeProgramme(db, {
		code: 'xh',
		levels: [{ code: 'duyet', name: { vi: 'Duyệt', en: 'Review' }, action: 'review', at: 'root' }],
	});
	const reviewer = await makePerson(db, 'reviewer', units.get('TLD')!.id);
	const manager = await makePerson(db, 'manager', units.get('TLD')!.id);
	const people = new Map<string, Actor>();
	for (const code of ['A1', 'B1', 'C1', 'D1'])
		people.set(code, await makePerson(db, 'member', units.get(code)!.id));
	await db.transaction((tx) =>
		addClusters(
			tx,
			['tinh', 'nganh'].map((code) => ({
				code,
				name: `Cụm ${code}`,
				owner: 'TLD',
				head: null,
				sample: false,
			})),
		),
	);
	await change(
		row('A', { cluster: 'tinh', members: 100, membersAsOf: day(90), membersSource: 'Báo cáo' }),
		row('B', { cluster: 'tinh', members: 50, membersAsOf: day(90), membersSource: 'Báo cáo' }),
		row('C', { cluster: 'nganh' }),
		row('D', { cluster: 'nganh' }),
		row('C1', { members: 25, membersAsOf: day(90), membersSource: 'Báo cáo' }),
	);
	await target(60, { A: 4, B: 2, C: 5, D: 10 });
	await enter('A1', 50, 4, [40, 2]);
	await enter('B1', 50, 3, [40, 3]);
	await enter('C1', 50, 5, [40, 5]);
	await enter('D1', 50, 5, [20, 5]);
	await enter('B1', 15, 1, []);
	await db.transaction((tx) => setSuccessors(tx, [{ code: 'B', successor: 'A' }]));
	await change(row('B', { cluster: 'tinh', to: day(MERGED) }));
	await enter('B1', 5, 1, [5, 1]);
	await target(2, { A: 12 });
	await foldAll(db);
	return { programme, units, reviewer, target };

	function row(code: string, over: Partial<UnitRow>): UnitRow {
		const { name, kind } = units.get(code)!;
		return { code, name, kind, parent: code.length === 1 ? 'TLD' : code[0]!, from: '2019-01-01', ...over };
	}

	async function change(...rows: UnitRow[]): Promise<void> {
		await db.transaction((tx) => changeTree(tx, rows, { today: TODAY }));
	}

	async function enter(
		unit: string,
		ago: number,
		count: number,
		[decided, approve]: number[],
	): Promise<void> {
		const author = people.get(unit)!;
		const submissions = Array.from({ length: count }, (_, index) => ({
			initiative: newInitiative(programme, author, units.get(unit)!.id, `Sáng kiến ${unit} ${ago} ${index}`),
			kind: 'self' as const,
			key: `${unit} ${ago} ${index}`,
		}));
		const scope = makeScope({ all: true });
		const made = await db.transaction((tx) =>
			submitInitiatives(tx, author.accountId, scope, programme, submissions, at(ago)),
		);
		const requests = made
			.slice(0, approve ?? 0)
			.map(({ id }) => ({ id, action: 'approve' as const, note: '' }));
		if (requests.length > 0)
			await db.transaction((tx) => decide(tx, reviewer, [programme], requests, at(decided!)));
	}

	async function target(ago: number, numbers: Record<string, number>, period: Period = WHOLE): Promise<void> {
		const rows = Object.entries(numbers).map(([code, number]) => ({
			...period,
			unitId: units.get(code)!.id,
			kind: 'assigned' as const,
			number,
		}));
		const occasion = { unitId: units.get('TLD')!.id, origin: 'hand', why: '' } as const;
		await db.transaction((tx) => publishTargets(tx, manager, programme, rows, occasion, at(ago)));
	}
}
