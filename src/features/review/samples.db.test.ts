import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { makeScope } from '#features/units/rules.ts';
import type { Unit } from '#features/units/schema.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';
import { drawSample } from './commands/samples.ts';
import { verifyOne } from './commands/values.ts';
import { decide } from './commands.ts';
import { neighbours, queuePage } from './queries/queue.ts';
import { queueRequest } from './queries/request.ts';
import { latestSamples, loadSample } from './queries/samples.ts';

const now = new Date();
let db: Db;
let units: Map<string, Unit>;
let programme: Programme;
let manager: Actor;
let reviewer: Actor;
let elsewhere: Actor;
/** Ids by declared value in millions, all approved but that of 3 million; of 8 and 9 none is declared. */
const ids = new Map<number, number>();

beforeAll(async () => {
	db = openDb((await testDatabase()).url, { max: 4 });
	units = await makeUnits(db, [
		['T1', 'TLD', 'provincial_federation'],
		['T2', 'TLD', 'provincial_federation'],
		['L1', 'T1', 'grassroots'],
		['L2', 'T2', 'grassroots'],
	]);
	programme = await makeProgramme(db, { code: 'mau' });
	const person = (role: Parameters<typeof makePerson>[1], code: string) =>
		makePerson(db, role, units.get(code)!.id);
	manager = await person('manager', 'TLD');
	reviewer = await person('reviewer', 'T1');
	elsewhere = await person('reviewer', 'T2');
	const author = await person('member', 'L1');
	const [confirmer, approver] = [await person('officer', 'TLD'), await person('reviewer', 'TLD')];
	const submissions = Array.from({ length: 9 }, (_, index) => ({
		initiative: newInitiative(programme, author, units.get('L1')!.id, `Sáng kiến mẫu ${index + 1}`, {
			benefit: index < 7 ? (index + 1) * 1_000_000 : null,
			socialBenefit: 'An toàn hơn',
		}),
		kind: 'self' as const,
		key: `mau-${index}`,
	}));
	const everywhere = makeScope({ all: true });
	const made = await db.transaction((tx) =>
		submitInitiatives(tx, author.accountId, everywhere, programme, submissions, now),
	);
	for (const [index, { id }] of made.entries()) ids.set(index + 1, id);
	const act = (actor: Actor, action: 'confirm' | 'approve', but?: number) =>
		db.transaction((tx) =>
			decide(
				tx,
				actor,
				[programme],
				made.filter(({ id }) => id !== but).map(({ id }) => ({ id, action, note: '' })),
				now,
			),
		);
	await act(confirmer, 'confirm');
	await act(approver, 'approve', ids.get(3));
	const verify = (millions: number, action: 'verify_benefit' | 'verify_centrally', value: number) =>
		db.transaction((tx) =>
			verifyOne(
				tx,
				action === 'verify_benefit' ? reviewer : manager,
				[programme],
				{ id: ids.get(millions)!, action, value, note: 'Sổ kho.' },
				now,
			),
		);
	await verify(5, 'verify_benefit', 5_000_000);
	await verify(6, 'verify_benefit', 1_000_000);
	await verify(2, 'verify_centrally', 2_000_000);
	return () => db.close();
});

const request = (actor: Actor, filter: Record<string, unknown>) =>
	queueRequest(db, actor, { view: 'scope', state: 'approved', programme: 'mau', ...filter }, now);
const listed = async (actor: Actor, value: string) =>
	(await queuePage(db, await request(actor, { value }), now)).rows.map((row) => row.benefit! / 1_000_000);

test('lists narrow by how values stand, the largest declared value first, within the reach', async () => {
	expect(await listed(reviewer, 'unverified')).toEqual([7, 4, 1]);
	expect(await listed(manager, 'not_centrally')).toEqual([7, 6, 5, 4, 1]);
	expect(await listed(manager, 'differs')).toEqual([6]);
	for (const value of ['unverified', 'not_centrally', 'differs'])
		expect(await listed(elsewhere, value)).toEqual([]);
});

test('such a list is read in pages both ways, and a place in another one is passed over', async () => {
	const first = await queuePage(db, await request(manager, { value: 'not_centrally' }), now, 2);
	const second = await queuePage(
		db,
		await request(manager, { value: 'not_centrally', after: first.after }),
		now,
		2,
	);
	expect(second.rows.map((row) => row.benefit)).toEqual([5_000_000, 4_000_000]);
	const back = await queuePage(
		db,
		await request(manager, { value: 'not_centrally', before: second.before }),
		now,
		2,
	);
	expect(back.rows).toEqual(first.rows);
	const { next } = await neighbours(db, await request(manager, { value: 'not_centrally' }), ids.get(7)!);
	expect(next).toBe(codeOf(ids.get(6)!));
	for (const other of [{ after: first.after }, { value: 'differs', after: '2026-01-01~5' }])
		expect((await queuePage(db, await request(manager, other), now)).rows.length).toBeGreaterThan(0);
});

test('a sample is what its seed says of all that stood approved, and stays so', async () => {
	const id = await db.transaction((tx) => drawSample(tx, reviewer, programme, units.get('T1')!.id, 4, now));
	const scope = scopeOf(reviewer, 'read_initiatives');
	const sample = await loadSample(db, scope, id);
	const approved = [...ids].filter(([millions]) => millions !== 3).map(([, each]) => codeOf(each));
	const lot = (code: string) => createHash('sha256').update(`${sample.seed} ${code}`).digest('hex');
	const expected = approved.sort((one, other) => (lot(one) < lot(other) ? -1 : 1)).slice(0, 4);
	expect(sample.items.map(({ code }) => code)).toEqual(expected);
	expect(sample).toMatchObject({ population: 8, size: 4, unitCode: 'T1', drawnBy: reviewer.name });
	const verified = sample.items.filter((item) => (item.centralVerified ?? item.unitVerified) !== null);
	expect(sample.verified).toBe(verified.length);
	const other = await db.transaction((tx) =>
		drawSample(tx, reviewer, programme, units.get('T1')!.id, 500, now),
	);
	const whole = await loadSample(db, scope, other);
	expect(whole).toMatchObject({ size: 8, verified: 3, declaredSum: '13000000', verifiedSum: '8000000' });
	expect(whole.seed).not.toBe(sample.seed);
});

test('nobody draws or reads a sample outside their reach, and none is drawn from nothing', async () => {
	const draw = (actor: Actor, code: string, size = 3) =>
		db.transaction((tx) => drawSample(tx, actor, programme, units.get(code)!.id, size, now));
	await expect(draw(elsewhere, 'T1')).rejects.toMatchObject({ issues: [{ code: 'unit_not_yours' }] });
	await expect(draw(elsewhere, 'T2')).rejects.toMatchObject({ issues: [{ code: 'nothing_approved' }] });
	await expect(draw(reviewer, 'T1', 501)).rejects.toMatchObject({ issues: [{ code: 'sample_size' }] });
	const id = await draw(manager, 'TLD');
	const theirs = scopeOf(reviewer, 'read_initiatives');
	await expect(loadSample(db, theirs, id)).rejects.toMatchObject({ code: 'not_found' });
	expect((await latestSamples(db, theirs)).map((each) => each.id)).not.toContain(id);
	expect((await latestSamples(db, scopeOf(manager, 'read_initiatives')))[0]!.id).toBe(id);
	expect(await db.rows(sql`select 1 from audit_samples where population = 0`)).toEqual([]);
});
