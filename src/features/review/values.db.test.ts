import { beforeAll, describe, expect, test } from 'vitest';
import { resubmitInitiative } from '#features/initiatives/commands/steps.ts';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { loadHistory } from '#features/initiatives/queries/history.ts';
import type { Actor, Role } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { BANDS } from '#features/statistics/schema.ts';
import { makeScope } from '#features/units/rules.ts';
import type { Unit, UnitKind } from '#features/units/schema.ts';
import { addDays } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';
import { verify } from '../statistics/queries/verify.ts';
import { verifyBenefits, verifyOne } from './commands/values.ts';
import { decide } from './commands.ts';
import type { ValuationRequest } from './schema.ts';

const TREE: [string, string, UnitKind][] = [
	['T1', 'TLD', 'provincial_federation'],
	['T2', 'TLD', 'provincial_federation'],
	['H1', 'T1', 'district'],
	['L1', 'H1', 'grassroots'],
	['L2', 'T2', 'grassroots'],
];
const now = new Date();
const yesterday = new Date(now.getTime() - 86_400_000);
let db: Db;
let units: Map<string, Unit>;
let programme: Programme;
let author: Actor;
let officer: Actor;
let reviewer: Actor;
let manager: Actor;
let made = 0;

beforeAll(async () => {
	db = openDb((await testDatabase()).url, { max: 4 });
	units = await makeUnits(db, TREE);
	programme = await makeProgramme(db, { code: 'gia-tri' });
	author = await person('member', 'L1');
	officer = await person('officer', 'L1');
	reviewer = await person('reviewer', 'H1');
	manager = await person('manager', 'TLD');
	return () => db.close();
});

const unit = (code: string) => units.get(code)!.id;
const person = (role: Role, code: string, name?: string) => makePerson(db, role, unit(code), name);

async function submit(benefit: number | null, by = author, place = 'L1'): Promise<number> {
	const over = { benefit, socialBenefit: 'An toàn hơn' };
	const initiative = newInitiative(programme, by, unit(place), `Sáng kiến giá trị ${++made}`, over);
	const submissions = [{ initiative, kind: 'self' as const, key: `gia-tri-${made}` }];
	const [done] = await db.transaction((tx) =>
		submitInitiatives(tx, by.accountId, makeScope({ all: true }), programme, submissions, yesterday),
	);
	return done!.id;
}

async function approved(benefit: number | null, by = author, place = 'L1'): Promise<number> {
	const id = await submit(benefit, by, place);
	const root = [await person('officer', 'TLD'), await person('reviewer', 'TLD')];
	for (const [index, action] of (['confirm', 'approve'] as const).entries()) {
		const request = { id, action, note: '' };
		await db.transaction((tx) => decide(tx, root[index]!, [programme], [request], yesterday));
	}
	return id;
}

type Asked = Partial<ValuationRequest> & Pick<ValuationRequest, 'id' | 'action'>;
const asked = (request: Asked): ValuationRequest => ({ value: null, note: '', ...request });
const act = async (actor: Actor, request: Asked) => {
	const [outcome] = await db.transaction((tx) =>
		verifyBenefits(tx, actor, [programme], [asked(request)], now),
	);
	return outcome!.refused;
};
const standing = (id: number) =>
	db.first<
		Record<string, unknown>
	>(sql`select benefit, unit_verified as unit, central_verified as central, state, seq,
		state_on = ${addDays(TODAY, -1)} as "stayedOn" from initiatives where id = ${id}`);

describe('a verified value', () => {
	test('stands beside the declared one, and that of the centre beside both', async () => {
		const id = await approved(1_000_000_000);
		const note = 'Đối chiếu sổ kho quý II.';
		expect(await act(reviewer, { id, action: 'verify_benefit', value: 40_000_000, note })).toBeNull();
		expect(await act(manager, { id, action: 'verify_centrally', value: 0, note: 'Không có chứng từ.' })).toBe(
			null,
		);
		expect(await standing(id)).toEqual({
			benefit: 1_000_000_000,
			unit: 40_000_000,
			central: 0,
			state: 'approved',
			seq: 5,
			stayedOn: true,
		});
		const history = await loadHistory(db, id, { names: true });
		expect(
			history.slice(3).map(({ kind, verified, note, unitName }) => [kind, verified, note, unitName]),
		).toEqual([
			['benefit_verified', 40_000_000, note, 'Đơn vị H1'],
			['centrally_verified', 0, 'Không có chứng từ.', 'Đơn vị TLD'],
		]);
	});

	test('is corrected and taken back by events of their own; history keeps all', async () => {
		const id = await approved(5_000_000);
		expect(await act(officer, { id, action: 'verify_benefit', value: 5_000_000 })).toBeNull();
		expect(
			await act(reviewer, { id, action: 'verify_benefit', value: 3_000_000, note: 'Trùng kỳ.' }),
		).toBeNull();
		expect(await act(reviewer, { id, action: 'unverify_benefit' })).toBe('note_missing');
		expect(await act(reviewer, { id, action: 'unverify_benefit', note: 'Nhầm hồ sơ.' })).toBeNull();
		expect(await act(reviewer, { id, action: 'unverify_benefit', note: 'Nữa.' })).toBe('nothing_verified');
		expect(await standing(id)).toMatchObject({ benefit: 5_000_000, unit: null, central: null });
		const told = await db.rows(sql`select kind, unit_verified as value from events
			where initiative_id = ${id} and seq > 3 order by seq`);
		expect(told).toEqual([
			{ kind: 'benefit_verified', value: 5_000_000 },
			{ kind: 'benefit_verified', value: 3_000_000 },
			{ kind: 'benefit_unverified', value: null },
		]);
	});

	test('that departs from the declared one says what was looked at, and one of nothing declared, too', async () => {
		const id = await approved(5_000_000);
		for (const value of [4_999_999, 5_000_001, 0])
			expect(await act(officer, { id, action: 'verify_benefit', value })).toBe('note_on_difference');
		expect(await act(officer, { id, action: 'verify_benefit' })).toBe('verified_missing');
		const social = await approved(null);
		expect(await act(officer, { id: social, action: 'verify_benefit', value: 1 })).toBe('note_on_difference');
		expect(await act(officer, { id: social, action: 'verify_benefit', value: 0 })).toBeNull();
		expect(await standing(social)).toMatchObject({ benefit: null, unit: 0 });
	});

	test('of one’s own is refused, by account and by name in one’s own unit', async () => {
		const both = await person('reviewer', 'H1', 'Người Hai Vai');
		const byAccount = await approved(7_000_000, both);
		const namesake = await person('officer', 'L1', author.name);
		expect(await act(both, { id: byAccount, action: 'verify_benefit', value: 7_000_000 })).toBe(
			'own_initiative',
		);
		const id = await submit(7_000_000, await person('member', 'L1'));
		await db.rows(sql`update initiative_authors set account_id = null, folded_name = (select folded_name from accounts
			where id = ${namesake.accountId}) where initiative_id = ${id}`);
		expect(await act(namesake, { id, action: 'verify_benefit', value: 7_000_000 })).toBe('own_initiative');
		const ofManager = await approved(7_000_000, manager);
		expect(await act(manager, { id: ofManager, action: 'verify_centrally', value: 7_000_000 })).toBe(
			'own_initiative',
		);
	});

	test('outside the reach answers as one that does not exist; the centre is the root alone', async () => {
		const id = await approved(9_000_000);
		const elsewhere = await person('reviewer', 'T2');
		const value = { action: 'verify_benefit', value: 9_000_000 } as const;
		expect(await act(elsewhere, { id, ...value })).toBe('not_found');
		expect(await act(elsewhere, { id: 999_999_999, ...value })).toBe('not_found');
		expect(await act(manager, { id, ...value })).toBe('only_unit_side');
		const provincial = await person('manager', 'T1');
		for (const actor of [provincial, reviewer, officer])
			expect(await act(actor, { id, action: 'verify_centrally', value: 9_000_000 })).toBe('only_centre');
		const waiting = await submit(9_000_000);
		expect(await act(manager, { id: waiting, action: 'verify_centrally', value: 9_000_000 })).toBe(
			'state_changed',
		);
		expect(await standing(id)).toMatchObject({ unit: null, central: null, seq: 3 });
	});

	test('on a version that is past is refused', async () => {
		const id = await approved(9_000_000);
		const request = asked({ id, seq: 2, action: 'verify_benefit', value: 9_000_000 });
		const late = db.transaction((tx) => verifyOne(tx, officer, [programme], request, now));
		await expect(late).rejects.toMatchObject({ code: 'state_changed', status: 409 });
	});

	test('may come while it waits, and leaves whose turn it is as it was; a resubmission keeps it', async () => {
		const id = await submit(9_000_000);
		const turn = () =>
			db.first(sql`select level, review_unit_id, state_at, state from initiatives where id = ${id}`);
		const before = await turn();
		expect(await act(reviewer, { id, action: 'verify_benefit', value: 9_000_000 })).toBeNull();
		expect(await turn()).toEqual(before);
		const back = { id, action: 'return', reason: 'bo-sung', note: 'Thiếu ảnh.' } as const;
		await db.transaction((tx) => decide(tx, officer, [programme], [back], now));
		const mended = newInitiative(programme, author, unit('L1'), `Sáng kiến giá trị ${made}`, {
			benefit: 2_000_000,
		});
		await db.transaction((tx) => resubmitInitiative(tx, author, [programme], id, mended, now));
		expect(await standing(id)).toMatchObject({ benefit: 2_000_000, unit: 9_000_000 });
	});
});

test('what is counted by source of the value equals the rows, and everything verifies', async () => {
	await foldAll(db);
	const bandOf = (value: number) => BANDS.filter((least) => least <= value).length - 1;
	const rows = await db.rows<{ state: string } & Record<'declared' | 'unit' | 'central', number | null>>(sql`
		select state, coalesce(benefit, 0) as declared, unit_verified as unit, central_verified as central
		from initiatives where programme_id = ${programme.id}`);
	const expected = new Map<string, [number, number]>();
	for (const row of rows) {
		const values = { ...row, verified: row.central ?? row.unit };
		for (const source of ['declared', 'unit', 'central', 'verified'] as const)
			for (const measure of ['submitted', row.state]) {
				const value = values[source];
				if (value === null) continue;
				const key = `${measure} ${source} ${bandOf(value)}`;
				const [n, benefit] = expected.get(key) ?? [0, 0];
				expected.set(key, [n + 1, benefit + value]);
			}
	}
	const counted = await db.rows<{ key: string; n: number; benefit: string }>(sql`
		select measure || ' ' || source || ' ' || band as key, n, benefit::text from tally_by_benefit
		where programme_id = ${programme.id} and unit_id = ${unit('TLD')} and n <> 0`);
	expect(new Map(counted.map(({ key, n, benefit }) => [key, [n, Number(benefit)]]))).toEqual(expected);
	expect(expected.get('approved unit 3')).toEqual([1, 40_000_000]);
	expect(expected.get('approved central 0')).toEqual([1, 0]);
	expect((await db.snapshot((tx) => verify(tx))).mismatches).toEqual([]);
});
