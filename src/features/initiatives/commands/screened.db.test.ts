import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createRandom } from '#database/demo/random.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decide } from '#features/review/commands.ts';
import { nearest } from '#features/similarity/queries/nearest.ts';
import { pairsOf, resultsOf } from '#features/similarity/queries/pairs.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { screenAll } from '#testing/screening/corpus.ts';
import { edited, words } from '#testing/screening/texts.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';
import type { NewInitiative } from '../schema.ts';
import { indexMissing } from './index-missing.ts';
import { resubmitInitiative, withdrawInitiative } from './steps.ts';
import { submitInitiatives } from './submit.ts';

const random = createRandom(3);
const now = new Date();
let db: Db;
let programme: Programme;
let former: Programme;
let member: Actor;
let officer: Actor;
let reviewer: Actor;
let manager: Actor;
let unitId: number;
let solution: string;

beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	const units = await makeUnits(db, [
		['TINH', 'TLD', 'provincial_federation'],
		['CS', 'TINH', 'grassroots'],
	]);
	unitId = units.get('CS')!.id;
	programme = await makeProgramme(db, { code: 'nay' });
	former = await makeProgramme(db, { code: 'truoc' });
	member = await makePerson(db, 'member', unitId);
	officer = await makePerson(db, 'officer', unitId);
	reviewer = await makePerson(db, 'reviewer', units.get('TINH')!.id);
	manager = await makePerson(db, 'manager', units.get('TLD')!.id);
});
afterAll(() => db.close());
beforeEach(() => {
	solution = words(random, 120);
});

const initiative = (over: Partial<NewInitiative> = {}, into = programme) =>
	newInitiative(into, member, unitId, words(random, 8), { solution, ...over });

async function submit(over: Partial<NewInitiative> = {}, into = programme): Promise<number> {
	const submissions = [{ initiative: initiative(over, into), kind: 'self' as const, key: randomUUID() }];
	const scope = scopeOf(member, 'submit');
	const [submitted] = await db.transaction((tx) =>
		submitInitiatives(tx, member.accountId, scope, into, submissions, now),
	);
	return submitted!.id;
}

/** What screening says of an initiative, once nothing waits: its band and whom it is like. */
async function found(id: number): Promise<{ band: string | undefined; like: number[] }> {
	await screenAll(db);
	const pairs = await pairsOf(db, id);
	const result = (await resultsOf(db, [id])).get(id);
	expect(result?.pairs ?? 0).toBe(pairs.length);
	return { band: result?.band, like: pairs.map(({ otherSubject }) => otherSubject) };
}

async function take(
	actor: Actor,
	action: 'return' | 'confirm' | 'approve' | 'revoke',
	id: number,
	reason?: string,
) {
	const request = { id, action, reason, note: 'Ghi chú' };
	const [outcome] = await db.transaction((tx) => decide(tx, actor, [programme], [request], now));
	expect(outcome?.refused).toBeNull();
}

test('a copy is found from both sides, also of an earlier programme', async () => {
	const before = await submit({}, former);
	expect(await found(before)).toEqual({ band: 'clear', like: [] });
	const copy = await submit({ solution: edited(random, solution, 0.1) });
	expect(await found(copy)).toEqual({ band: 'duplicate', like: [before] });
	expect(await found(before)).toEqual({ band: 'duplicate', like: [copy] });
});

test('what was there already is not indexed a second time', async () => {
	const submissions = [1, 2].map(() => ({
		initiative: initiative(),
		kind: 'self' as const,
		key: 'một khóa',
	}));
	const submitTwice = () =>
		db.transaction((tx) =>
			submitInitiatives(
				tx,
				member.accountId,
				scopeOf(member, 'submit'),
				programme,
				submissions.slice(0, 1),
				now,
			),
		);
	const id = (await submitTwice())[0]!.id;
	await submitTwice();
	await db.transaction((tx) =>
		submitInitiatives(tx, member.accountId, scopeOf(member, 'submit'), programme, submissions, now),
	);
	const documents = await db.rows(sql`select doc from similarity_texts where subject = ${id}`);
	expect(documents).toHaveLength(1);
	expect(await found(id)).toEqual({ band: 'clear', like: [] });
});

test('a submission that is rolled back leaves nothing', async () => {
	const undo = new Error('undo');
	const submissions = [{ initiative: initiative(), kind: 'self' as const, key: randomUUID() }];
	const going = db.transaction(async (tx) => {
		await submitInitiatives(tx, member.accountId, scopeOf(member, 'submit'), programme, submissions, now);
		throw undo;
	});
	await expect(going).rejects.toBe(undo);
	expect(await nearest(db, solution)).toEqual([]);
});

test('a withdrawn one is gone from the other side too; submitted anew it is found again', async () => {
	const [one, other] = [await submit(), await submit()];
	expect(await found(one)).toEqual({ band: 'duplicate', like: [other] });
	await db.transaction((tx) => withdrawInitiative(tx, member, [programme], other, '', now));
	expect(await found(one)).toEqual({ band: 'clear', like: [] });
	expect(await found(other)).toEqual({ band: undefined, like: [] });
	expect((await nearest(db, solution)).map(({ subject }) => subject)).not.toContain(other);
	const again = await submit();
	expect(await found(one)).toEqual({ band: 'duplicate', like: [again] });
});

test('one that is withdrawn before it was screened is screened no more', async () => {
	const one = await submit();
	await db.transaction((tx) => withdrawInitiative(tx, member, [programme], one, '', now));
	expect(await found(one)).toEqual({ band: undefined, like: [] });
});

test('a resubmission is screened by its new text alone', async () => {
	const [one, other] = [await submit(), await submit()];
	expect(await found(one)).toEqual({ band: 'duplicate', like: [other] });
	await take(officer, 'return', other, 'bo-sung');
	expect(await found(one)).toEqual({ band: 'duplicate', like: [other] });

	const mended = initiative({ solution: words(random, 120) });
	await db.transaction((tx) => resubmitInitiative(tx, member, [programme], other, mended, now));
	expect((await resultsOf(db, [other])).size).toBe(0);
	expect(await found(other)).toEqual({ band: 'clear', like: [] });
	expect(await found(one)).toEqual({ band: 'clear', like: [] });
});

test('a revoked one stays: whoever copies it is still found', async () => {
	const one = await submit();
	await take(officer, 'confirm', one);
	await take(reviewer, 'approve', one);
	await take(manager, 'revoke', one, 'thu-hoi');
	const copy = await submit();
	expect(await found(copy)).toEqual({ band: 'duplicate', like: [one] });
});

test('initiatives from before there was screening are indexed once, those withdrawn are not', async () => {
	const [one, other, withdrawn] = [await submit(), await submit(), await submit()];
	await db.transaction((tx) => withdrawInitiative(tx, member, [programme], withdrawn, '', now));
	await screenAll(db);
	await db.pool.query(
		`truncate similarity_pairs, similarity_results, similarity_waiting, similarity_texts, similarity_delta`,
	);
	const index = async () => {
		let [after, taken]: [number | null, number] = [0, -1];
		for (; after !== null; taken++) after = await db.transaction((tx) => indexMissing(tx, after!, 3, now));
		return taken;
	};
	expect(await index()).toBeGreaterThan(2);
	expect(await index()).toBe(0);
	expect(await found(one)).toEqual({ band: 'duplicate', like: [other] });
	expect(await db.rows(sql`select 1 from similarity_texts where subject = ${withdrawn}`)).toEqual([]);
});
