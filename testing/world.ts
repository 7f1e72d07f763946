import type { NewInitiative } from '#features/initiatives/schema.ts';
import { createAccount } from '#features/people/commands.ts';
import { actorById } from '#features/people/queries.ts';
import type { Actor, Role } from '#features/people/rules.ts';
import { addProgramme, type ProgrammeDefinition } from '#features/programmes/commands.ts';
import { programmeByCode } from '#features/programmes/queries.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { foldTallies } from '#features/statistics/commands/fold.ts';
import { addUnits } from '#features/units/commands.ts';
import { unitByCode } from '#features/units/queries.ts';
import { ROOT_CODE, type Unit, type UnitKind } from '#features/units/schema.ts';
import { addDays, type LocalDate, localDate } from '#platform/clock/clock.ts';
import { type Db, sql } from '#platform/db/db.ts';

export const TODAY: LocalDate = localDate(new Date());

const both = (text: string) => ({ vi: text, en: text });

/** A programme that is open today, with two levels unless others are given. */
export function programmeDefinition(
	over: Partial<ProgrammeDefinition> & { code: string },
): ProgrammeDefinition {
	return {
		name: both(`Chương trình ${over.code}`),
		description: both(''),
		status: 'open',
		applicationFrom: '2021-01-01',
		applicationTo: addDays(TODAY, 365),
		submissionFrom: addDays(TODAY, -100),
		submissionTo: addDays(TODAY, 100),
		requiredFields: ['title', 'authors', 'unit', 'group', 'field', 'appliedOn', 'effect', 'recognition'],
		returnDays: 15,
		groups: ['cong-nhan', 'vien-chuc', 'can-bo'].map((code) => ({ code, name: both(code) })),
		fields: ['ky-thuat', 'an-toan'].map((code) => ({ code, name: both(code) })),
		phases: [
			{
				code: 'gd1',
				name: both('Giai đoạn 1'),
				from: addDays(TODAY, -100),
				to: addDays(TODAY, -1),
				target: 100,
			},
			{ code: 'gd2', name: both('Giai đoạn 2'), from: TODAY, to: addDays(TODAY, 100), target: null },
		],
		campaigns: [],
		reasons: [
			{ code: 'bo-sung', kind: 'return', name: both('Cần bổ sung') },
			{ code: 'khong-dat', kind: 'reject', name: both('Không đạt') },
			{ code: 'thu-hoi', kind: 'revoke', name: both('Thu hồi') },
		],
		levels: [
			{ code: 'xac-nhan', name: both('CĐCS xác nhận'), action: 'confirm', at: 'unit' },
			{ code: 'tham-duyet', name: both('Cấp trên thẩm duyệt'), action: 'review', at: 'superior' },
		],
		...over,
	};
}

export async function makeProgramme(
	db: Db,
	over: Partial<ProgrammeDefinition> & { code: string },
): Promise<Programme> {
	await db.transaction((tx) => addProgramme(tx, programmeDefinition(over)));
	// A reader of its own: what `listProgrammes` keeps for this database does not know the new one yet.
	return (await programmeByCode({ rows: db.rows, first: db.first }, over.code))!;
}

/** Units from `[code, parent code, kind]`, named after their code; the root is added when it is not there. */
export async function makeUnits(
	db: Db,
	units: readonly (readonly [code: string, parent: string, kind: UnitKind])[],
): Promise<Map<string, Unit>> {
	const row = (code: string, parent: string | null, kind: UnitKind) => ({
		code,
		parent,
		kind,
		name: `Đơn vị ${code}`,
		from: '2018-01-01',
	});
	await db.transaction((tx) =>
		addUnits(
			tx,
			[
				row(ROOT_CODE, null, 'confederation'),
				...units.map(([code, parent, kind]) => row(code, parent, kind)),
			],
			{ today: TODAY },
		),
	);
	const made = await Promise.all(
		[ROOT_CODE, ...units.map(([code]) => code)].map((code) => unitByCode(db, code)),
	);
	return new Map(made.map((unit) => [unit!.code, unit!]));
}

let people = 0;

/** A person with one role in one unit. */
export async function makePerson(db: Db, role: Role, unitId: number, name?: string): Promise<Actor> {
	people += 1;
	const email = `nguoi-${people}-${process.pid}-${Math.random().toString(36).slice(2)}@thu.invalid`;
	const id = await db.transaction((tx) =>
		createAccount(tx, { name: name ?? `Người Thứ ${people}`, email, grants: [{ role, unitId }] }, null),
	);
	return (await actorById(db, id))!;
}

/** An initiative that passes every rule of `programmeDefinition`. */
export function newInitiative(
	programme: Programme,
	author: Pick<Actor, 'accountId' | 'name'>,
	unitId: number,
	title: string,
	over: Partial<NewInitiative> = {},
): NewInitiative {
	return {
		unitId,
		title,
		groupId: programme.groups[0]!.id,
		fieldId: programme.fields[0]!.id,
		problem: 'Trước đây làm thủ công.',
		solution: 'Nay làm bằng máy.',
		result: 'Nhanh hơn.',
		benefit: 1_500_000,
		benefitText: '1,5 triệu',
		socialBenefit: '',
		difference: '',
		appliedOn: addDays(TODAY, -200),
		recognisedBy: 'Hội đồng sáng kiến',
		recognitionNumber: '01/QĐ',
		recognisedOn: addDays(TODAY, -150),
		confidential: false,
		authors: [{ name: author.name, share: 10_000, accountId: author.accountId, namePublic: true }],
		consent: '',
		...over,
	};
}

/**
 * Folds until every event is counted. Events get positions once no transaction that began before them is open,
 * anywhere on the server: other tests' included.
 */
export async function foldAll(db: Db): Promise<void> {
	for (;;) {
		await db.transaction(foldTallies);
		const left = await db.first(sql`select 1 from events e
			where not exists (select 1 from event_positions p where p.event_id = e.id) limit 1`);
		if (!left) return;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
