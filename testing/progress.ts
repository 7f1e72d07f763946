import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decideOne } from '#features/review/commands.ts';
import { publishTargets } from '#features/targets/commands/publish.ts';
import { makeScope } from '#features/units/rules.ts';
import type { Unit } from '#features/units/schema.ts';
import { addDays, startOfLocalDate } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/db.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from './world.ts';

/** Noon of a local date so many days ago. */
export const daysAgo = (days: number): Date =>
	new Date(startOfLocalDate(addDays(TODAY, -days)).getTime() + 12 * 3_600_000);

export interface ProgressWorld {
	programme: Programme;
	units: Map<string, Unit>;
	unit(code: string): number;
	/** Submits so many initiatives of a unit on a day of the past; answers their ids. */
	submit(code: string, days: number, count?: number): Promise<number[]>;
	decide(
		ids: readonly number[],
		actor: Actor,
		action: 'confirm' | 'approve' | 'return',
		days?: number,
	): Promise<void>;
	assign(code: string, number: number): Promise<void>;
	people: Record<'manager' | 'reviewer' | 'otherReviewer' | 'officer' | 'secondOfficer', Actor>;
}

/**
 * A programme in the middle of its second phase (41 days of 100), with a campaign of its last 11 days; two
 * provinces, the first with three grassroots units, one officer at CS1, another at CS2, none at CS3.
 */
export async function progressWorld(db: Db): Promise<ProgressWorld> {
	const units = await makeUnits(db, [
		['TINH', 'TLD', 'provincial_federation'],
		['KHAC', 'TLD', 'provincial_federation'],
		['CS1', 'TINH', 'grassroots'],
		['CS2', 'TINH', 'grassroots'],
		['CS3', 'TINH', 'grassroots'],
		['XA', 'KHAC', 'grassroots'],
	]);
	const unit = (code: string) => units.get(code)!.id;
	const both = (text: string) => ({ vi: text, en: text });
	const day = (offset: number) => addDays(TODAY, offset);
	const programme = await makeProgramme(db, {
		code: 'demo',
		phases: [
			{ code: 'gd1', name: both('Giai đoạn 1'), from: day(-100), to: day(-41), target: 100 },
			{ code: 'gd2', name: both('Giai đoạn 2'), from: day(-40), to: day(59), target: 300 },
		],
		campaigns: [{ phase: 'gd2', code: 'cao-diem', name: both('Đợt cao điểm'), from: day(-10), to: day(9) }],
	});
	const people = {
		manager: await makePerson(db, 'manager', unit('TLD')),
		reviewer: await makePerson(db, 'reviewer', unit('TINH'), 'Người Đôn Đốc'),
		otherReviewer: await makePerson(db, 'reviewer', unit('KHAC')),
		officer: await makePerson(db, 'officer', unit('CS1'), 'Cán Bộ Một'),
		secondOfficer: await makePerson(db, 'officer', unit('CS2'), 'Cán Bộ Hai'),
	};
	const author = await makePerson(db, 'member', unit('TLD'), 'Tác Giả Chung');
	let made = 0;
	return {
		programme,
		units,
		unit,
		people,
		async submit(code, days, count = 1) {
			const at = daysAgo(days);
			const submissions = Array.from({ length: count }, () => {
				made += 1;
				const initiative = newInitiative(programme, author, unit(code), `Sáng kiến số ${made}`);
				return { initiative, kind: 'proxy' as const, key: `khoa-${made}` };
			});
			const done = await db.transaction((tx) =>
				submitInitiatives(tx, author.accountId, makeScope({ all: true }), programme, submissions, at),
			);
			await foldAll(db);
			return done.map(({ id }) => id);
		},
		async decide(ids, actor, action, days = 0) {
			const reason = action === 'return' ? 'bo-sung' : undefined;
			for (const id of ids)
				await db.transaction((tx) =>
					decideOne(tx, actor, [programme], { id, action, reason, note: 'Xin xem lại.' }, daysAgo(days)),
				);
			await foldAll(db);
		},
		async assign(code, number) {
			const phaseId = programme.phases[1]!.id;
			const asked = { unitId: unit(code), phaseId, quarter: null, kind: 'assigned', number } as const;
			const occasion = { unitId: unit('TLD'), origin: 'hand', why: '' } as const;
			await db.transaction((tx) =>
				publishTargets(tx, people.manager, programme, [asked], occasion, daysAgo(40)),
			);
		},
	};
}
