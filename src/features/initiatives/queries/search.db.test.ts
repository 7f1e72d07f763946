import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decide } from '#features/review/commands.ts';
import type { Unit } from '#features/units/schema.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';
import { submitInitiatives } from '../commands/submit.ts';
import type { NewInitiative } from '../schema.ts';
import { publicInitiative, publicPhoto } from './public.ts';
import { searchApproved } from './search.ts';

let db: Db;
let programme: Programme;
let units: Map<string, Unit>;
let member: Actor;
const ids = new Map<string, number>();

const APPROVED: [title: string, unit: string, over?: Partial<NewInitiative>][] = [
	['Cải tiến máy rải đá', 'CS-A'],
	['Cải tiến mây rải dạ hội', 'CS-A'],
	['Đá rải bằng máy cũ', 'CS-B'],
	['Quy trình 5S tại kho', 'CS-B'],
	[
		'Hợp kim chịu nhiệt',
		'CS-A',
		{
			confidential: true,
			problem: 'Lò nung nứt',
			solution: 'Pha thêm nguyên tố hiếm',
			result: 'Bền gấp đôi',
			socialBenefit: 'Ít tai nạn hơn',
		},
	],
];

beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	units = await makeUnits(db, [
		['CS-A', 'TLD', 'grassroots'],
		['CS-B', 'TLD', 'grassroots'],
	]);
	programme = await makeProgramme(db, {
		code: 'search',
		levels: [{ code: 'duyet', name: { vi: 'Duyệt', en: 'Review' }, action: 'review', at: 'root' }],
	});
	const root = units.get('TLD')!.id;
	member = await makePerson(db, 'member', root);
	const reviewer = await makePerson(db, 'reviewer', root);
	const list = [...APPROVED, ['Máy rải đá đang chờ', 'CS-A'] as (typeof APPROVED)[number]];
	const submitted = await db.transaction((tx) =>
		submitInitiatives(
			tx,
			member.accountId,
			scopeOf(member, 'submit'),
			programme,
			list.map(([title, unit, over]) => ({
				initiative: newInitiative(programme, member, units.get(unit)!.id, title, over),
				kind: 'self' as const,
				key: title,
			})),
			new Date(),
		),
	);
	for (const [index, [title]] of list.entries()) ids.set(title, submitted[index]!.id);
	await db.transaction((tx) =>
		decide(
			tx,
			reviewer,
			[programme],
			APPROVED.map(([title]) => ({ id: ids.get(title)!, action: 'approve' as const, note: '' })),
			new Date(),
		),
	);
	return () => db.close();
});

const search = (query: string, over = {}) =>
	searchApproved(db, { query, programmeIds: [programme.id], ...over });
const titles = async (query: string, over = {}) => (await search(query, over)).rows.map((row) => row.title);

describe('searchApproved', () => {
	it('finds with marks first, then the words in order, then the others', async () => {
		expect(await titles('máy rải đá')).toEqual([
			'Cải tiến máy rải đá',
			'Đá rải bằng máy cũ',
			'Cải tiến mây rải dạ hội',
		]);
	});

	it('finds without marks, in any case', async () => {
		expect(await titles('QUY TRINH 5s')).toEqual(['Quy trình 5S tại kho']);
		expect((await titles('may rai da')).slice().sort()).toEqual(
			['Cải tiến máy rải đá', 'Cải tiến mây rải dạ hội', 'Đá rải bằng máy cũ'].sort(),
		);
	});

	it('takes a last word that is still being typed', async () => {
		expect(await titles('quy tri')).toEqual(['Quy trình 5S tại kho']);
	});

	it('finds nothing that is not approved, not even by code', async () => {
		const waiting = ids.get('Máy rải đá đang chờ')!;
		expect(await titles('đang chờ')).toEqual([]);
		expect(await titles(`SK-${waiting}`)).toEqual([]);
		expect(await titles(`SK-${ids.get('Quy trình 5S tại kho')}`)).toEqual(['Quy trình 5S tại kho']);
		expect(await titles('')).toHaveLength(APPROVED.length);
	});

	it('finds a confidential one by its name only', async () => {
		expect(await titles('hợp kim')).toEqual(['Hợp kim chịu nhiệt']);
		for (const text of ['lò nung', 'nguyên tố hiếm', 'bền gấp đôi']) expect(await titles(text)).toEqual([]);
	});

	it('keeps to a unit, a field and a programme', async () => {
		expect(await titles('đá', { unitId: units.get('CS-B')!.id })).toEqual(['Đá rải bằng máy cũ']);
		expect(await titles('', { unitId: units.get('CS-B')!.id })).toHaveLength(2);
		expect(await titles('đá', { fieldId: programme.fields[1]!.id })).toEqual([]);
		expect(await titles('đá', { programmeIds: [] })).toEqual([]);
		expect(await titles('', { programmeIds: [] })).toEqual([]);
	});

	it('pages the newest by place', async () => {
		const all = await search('');
		const rest = await search('', { after: { on: all.rows[1]!.stateOn, id: all.rows[1]!.id } });
		expect(rest.rows).toEqual(all.rows.slice(2));
	});

	it.each(["'", '\\', '& | !', ':*', '()<->', '%', '"', '   ', 'a'.repeat(300), '\u0000'])(
		'answers %j with no fault',
		async (query) => {
			expect(Array.isArray((await search(query)).rows)).toBe(true);
		},
	);
});

describe('publicInitiative', () => {
	it('shows an approved one whole', async () => {
		const found = await publicInitiative(db, ids.get('Cải tiến máy rải đá')!);
		expect(found?.approved?.open).toMatchObject({ authors: [member.name], unnamed: 0, photos: [] });
		expect(found?.approved?.benefit).toBe(1_500_000);
	});

	it('shows name and effect alone of a confidential one', async () => {
		const found = await publicInitiative(db, ids.get('Hợp kim chịu nhiệt')!);
		expect(found?.approved).toEqual({
			title: 'Hợp kim chịu nhiệt',
			benefit: 1_500_000,
			unitVerified: null,
			centralVerified: null,
			socialBenefit: 'Ít tai nạn hơn',
			open: null,
		});
	});

	it('shows nothing of one that waits but that it is there', async () => {
		const found = await publicInitiative(db, ids.get('Máy rải đá đang chờ')!);
		expect(found?.approved).toBe(null);
		expect(JSON.stringify(found)).not.toContain('rải');
		expect(await publicInitiative(db, 9_999_999)).toBe(undefined);
	});

	it('gives a photo of an approved and open one only, and no other file', async () => {
		const add = async (title: string, purpose: string) => {
			const file = await db.first<{
				id: string;
			}>(sql`insert into files (id, initiative_id, purpose, name, media_type,
				bytes, sha256, created_by, created_at) values (gen_random_uuid(), ${ids.get(title)}, ${purpose}, 'a.jpg',
				'image/jpeg', 1, '\\x00', ${member.accountId}, now()) returning id`);
			return publicPhoto(db, ids.get(title)!, file!.id);
		};
		expect(await add('Cải tiến máy rải đá', 'photo')).toMatchObject({ mediaType: 'image/jpeg' });
		expect(await add('Cải tiến máy rải đá', 'recognition')).toBe(undefined);
		expect(await add('Hợp kim chịu nhiệt', 'photo')).toBe(undefined);
		expect(await add('Máy rải đá đang chờ', 'photo')).toBe(undefined);
	});
});
