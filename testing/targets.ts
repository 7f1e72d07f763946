import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { publishTargets } from '#features/targets/commands/publish.ts';
import { targetsOf } from '#features/targets/queries/targets.ts';
import { WHOLE } from '#features/targets/rules/periods.ts';
import type { Kind } from '#features/targets/schema.ts';
import { addUnits } from '#features/units/commands.ts';
import type { Db } from '#platform/db/db.ts';
import { makePerson, makeProgramme, makeUnits, TODAY } from './world.ts';

/** Members of units; those of T1 are known only below it. */
const MEMBERS = { T11: 300, T12: 100, T2: 600 } as const;

/** A province T with a zone above two grassroots units and one without, a province N, and who works there. */
export async function targetWorld(db: Db) {
	const units = await makeUnits(db, [
		['T', 'TLD', 'provincial_federation'],
		['T1', 'T', 'zone'],
		['T2', 'T', 'zone'],
		['T11', 'T1', 'grassroots'],
		['T12', 'T1', 'grassroots'],
		['N', 'TLD', 'provincial_federation'],
		['N1', 'N', 'grassroots'],
	]);
	const id = (code: string) => units.get(code)!.id;
	await db.transaction((tx) =>
		addUnits(
			tx,
			Object.entries(MEMBERS).map(([code, members]) => ({
				code,
				name: units.get(code)!.name,
				kind: units.get(code)!.kind,
				parent: code.length === 2 ? 'T' : 'T1',
				from: '2018-01-01',
				members,
				membersAsOf: '2026-01-01',
				membersSource: 'Báo cáo',
			})),
			{ today: TODAY },
		),
	);
	let programmes = 0;
	return {
		units,
		id,
		manager: await makePerson(db, 'manager', id('TLD')),
		/** Hands down in T. */
		province: await makePerson(db, 'reviewer', id('T')),
		/** Registers for T11. */
		officer: await makePerson(db, 'officer', id('T11')),
		fresh: () => makeProgramme(db, { code: `ct-${++programmes}` }),
		/** Publishes numbers for the whole programme, some minutes after the year began. */
		publish: (
			programme: Programme,
			actor: Actor,
			rows: [code: string, kind: Kind, number: number][],
			minutes: number,
		) =>
			db.transaction((tx) =>
				publishTargets(
					tx,
					actor,
					programme,
					rows.map(([code, kind, number]) => ({ ...WHOLE, unitId: id(code), kind, number })),
					{ unitId: id(rows[0]![0]), origin: 'hand', why: 'Kế hoạch 15' },
					minutesIn(minutes),
				),
			),
		/** Kind and number in force for the whole programme. */
		numberOf: async (programme: Programme, code: string, asOf?: Date) => {
			const stands = (await targetsOf(db, programme.id, [id(code)], { asOf })).get(id(code))!.inForce;
			return stands && `${stands.kind} ${stands.number}`;
		},
	};
}

export const minutesIn = (minutes: number): Date => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000);
