import { beforeAll, describe, expect, test } from 'vitest';
import { appealInitiative } from '#features/initiatives/commands/steps.ts';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { loadFacts } from '#features/initiatives/queries/facts.ts';
import { openSteps } from '#features/initiatives/rules/life-cycle.ts';
import { actorById } from '#features/people/queries.ts';
import type { Actor, Role } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { makeScope } from '#features/units/rules.ts';
import type { Unit, UnitKind } from '#features/units/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';
import { decide, decideInBulk, decideOne } from './commands.ts';
import type { QueueRequest } from './queries/conditions.ts';
import { queueCounts, waitingCount } from './queries/counts.ts';
import { neighbours, queuePage } from './queries/queue.ts';
import { reviewScopes } from './queries/scopes.ts';
import { queueFilter } from './schema.ts';

const TREE: [string, string, UnitKind][] = [
	['T1', 'TLD', 'provincial_federation'],
	['T2', 'TLD', 'provincial_federation'],
	['H1', 'T1', 'district'],
	['H2', 'T2', 'district'],
	['L1', 'H1', 'grassroots'],
	['L2', 'H1', 'grassroots'],
	['L3', 'H2', 'grassroots'],
];
const now = new Date();
let db: Db;
let units: Map<string, Unit>;
let programme: Programme;
let made = 0;

beforeAll(async () => {
	db = openDb((await testDatabase()).url, { max: 4 });
	units = await makeUnits(db, TREE);
	programme = await makeProgramme(db, { code: 'duyet' });
	return () => db.close();
});

const unit = (code: string) => units.get(code)!.id;
const person = (role: Role, code: string, name?: string) => makePerson(db, role, unit(code), name);

async function submit(
	author: Actor,
	code: string,
	over: Parameters<typeof newInitiative>[4] = {},
): Promise<number> {
	made += 1;
	const initiative = newInitiative(programme, author, unit(code), `Sáng kiến số ${made}`, over);
	const submission = { initiative, kind: 'self' as const, key: `khoa-${made}` };
	const scope = makeScope({ all: true });
	const [done] = await db.transaction((tx) =>
		submitInitiatives(tx, author.accountId, scope, programme, [submission], now),
	);
	return done!.id;
}

const request = (actor: Actor, filter: Record<string, unknown> = {}): QueueRequest => ({
	actor,
	scopes: reviewScopes(actor),
	programmes: [programme],
	filter: queueFilter.parse(filter),
	today: localDate(now),
});
const queue = async (actor: Actor, filter: Record<string, unknown> = {}) =>
	(await queuePage(db, request(actor, filter), now, 1_000)).rows;
const act = (actor: Actor, id: number, action: string, over: object = {}) =>
	db.transaction((tx) => decide(tx, actor, [programme], [{ id, action, note: '', ...over } as never], now));

describe('the queue', () => {
	test('holds exactly what the rules let each person decide, whoever they are', async () => {
		const authors = await Promise.all(['L1', 'L2', 'L3'].map((code) => person('member', code)));
		const deciders = await Promise.all(
			(['officer', 'reviewer', 'manager', 'member', 'administrator'] as const).flatMap((role) =>
				['TLD', 'T1', 'T2', 'H1', 'H2', 'L1', 'L3'].map((code) => person(role, code)),
			),
		);
		// Some decide and write: an account, and a name in their own unit.
		const officer = deciders[5]!;
		const namesake = await person('officer', 'L1', 'Trùng Tên');
		deciders.push(namesake);
		for (const [index, author] of authors.entries()) {
			const code = ['L1', 'L2', 'L3'][index]!;
			for (let n = 0; n < 4; n += 1) await submit(author, code);
			await submit(officer, code);
			await submit(author, code, {
				authors: [{ name: 'TRÙNG TÊN', share: 10_000, accountId: null, namePublic: false }],
			});
		}
		const root = await person('officer', 'TLD');
		const reviewer = deciders.find((each) =>
			each.grants.some((grant) => grant.role === 'reviewer' && grant.unitCode === 'H1'),
		)!;
		const ids = (await db.rows<{ id: number }>(sql`select id from initiatives order by id`)).map(
			(row) => row.id,
		);
		for (const id of ids.filter((each) => each % 2 === 0)) await act(root, id, 'confirm');
		const rejected = (await queue(reviewer)).slice(0, 2);
		for (const { id } of rejected) {
			await act(reviewer, id, 'reject', { reason: 'khong-dat', note: 'Chưa rõ.' });
			await appeal(id);
		}
		for (const actor of deciders) {
			const facts = await loadFacts(db, actor, [programme], ids, now);
			const allowed = ids.filter((id) => {
				const known = facts.get(id)!;
				return known.mayRead && openSteps(known).some((step) => step === 'confirm' || step === 'approve');
			});
			const rows = await queue(actor);
			expect(
				rows.map((row) => row.id).sort((a, b) => a - b),
				JSON.stringify(actor.grants),
			).toEqual(allowed);
			expect(rows.every((row) => row.pass !== null && row.barred === null)).toBe(true);
			expect(await waitingCount(db, actor, reviewScopes(actor))).toBe(allowed.length);
			expect((await queueCounts(db, request(actor))).total).toBe(allowed.length);
		}
	});

	test('in the view of a scope shows nothing outside, and says why a row is not to be decided', async () => {
		const officer = await person('officer', 'H1');
		const rows = await queue(officer, { view: 'scope', programme: 'duyet' });
		expect(rows.length).toBeGreaterThan(0);
		expect(new Set(rows.map((row) => row.unitCode))).toEqual(new Set(['L1', 'L2']));
		expect(rows.filter((row) => row.pass === null).every((row) => row.barred !== null)).toBe(true);
		expect(await queue(officer, { view: 'scope', programme: 'duyet', unit: unit('L3') })).toEqual([]);
		expect(await queue(officer, { view: 'scope', programme: 'duyet', q: 'SK-999999999' })).toEqual([]);
	});

	test('is read in pages both ways without losing or repeating a row', async () => {
		const root = await person('officer', 'TLD');
		const whole = (await queue(root)).map((row) => row.id);
		const seen: number[] = [];
		let filter: Record<string, unknown> = {};
		let last = '';
		for (;;) {
			const page = await queuePage(db, request(root, filter), now, 3);
			seen.push(...page.rows.map((row) => row.id));
			last = page.before ?? last;
			if (!page.after) break;
			filter = { after: page.after };
		}
		expect(seen).toEqual(whole);
		const back = await queuePage(db, request(root, { before: last }), now, 3);
		const end = whole.length - (whole.length % 3 || 3);
		expect(back.rows.map((row) => row.id)).toEqual(whole.slice(end - 3, end));
		const { next, previous } = await neighbours(db, request(root), whole[1]!);
		expect([previous, next]).toEqual([`SK-${whole[0]}`, `SK-${whole[2]}`]);
	});
});

describe('a decision', () => {
	test('on a version that is past is refused, and nothing is written', async () => {
		const author = await person('member', 'L1');
		const [one, two] = await Promise.all([person('officer', 'L1'), person('officer', 'H1')]);
		const id = await submit(author, 'L1');
		await act(one, id, 'return', { seq: 1, reason: 'bo-sung', note: 'Thiếu ảnh.' });
		const late = db.transaction((tx) =>
			decideOne(tx, two, [programme], { id, seq: 1, action: 'confirm', note: '' }, now),
		);
		await expect(late).rejects.toMatchObject({ code: 'state_changed', status: 409 });
		expect(await db.first(sql`select seq, state from initiatives where id = ${id}`)).toEqual({
			seq: 2,
			state: 'returned',
		});
	});

	test('over many rows stands for those that may be decided and names the reason of the others', async () => {
		const author = await person('member', 'L1');
		const officer = await person('officer', 'L1');
		const mine = await submit(officer, 'L1');
		const good = await submit(author, 'L1');
		const stale = await submit(author, 'L1');
		const outside = await submit(await person('member', 'L3'), 'L3');
		const chosen = [
			{ id: mine, seq: 1 },
			{ id: good, seq: 1 },
			{ id: stale, seq: 9 },
			{ id: outside, seq: 1 },
			{ id: good, seq: 1 },
		];
		const outcomes = await db.transaction((tx) =>
			decideInBulk(tx, officer, [programme], chosen, { action: 'pass', note: '' }, now),
		);
		expect(outcomes.map(({ id, refused }) => [id, refused])).toEqual([
			[mine, 'own_initiative'],
			[good, null],
			[stale, 'state_changed'],
			[outside, 'not_found'],
			[good, 'state_changed'],
		]);
		const events = await db.rows(sql`select kind from events where initiative_id = ${good} order by seq`);
		expect(events).toEqual([{ kind: 'submitted' }, { kind: 'confirmed' }]);
	});

	test('over many rows without its reason is refused whole', async () => {
		const officer = await person('officer', 'L1');
		const id = await submit(await person('member', 'L1'), 'L1');
		const work = db.transaction((tx) =>
			decideInBulk(
				tx,
				officer,
				[programme],
				[{ id, seq: 1 }],
				{ action: 'reject', reason: '', note: '' },
				now,
			),
		);
		await expect(work).rejects.toMatchObject({
			issues: [
				{ field: 'reason', code: 'reason_missing' },
				{ field: 'note', code: 'note_missing' },
			],
		});
	});

	test('on one’s own initiative is refused at every level, by account and by name in one’s own unit', async () => {
		for (const [role, place] of [
			['officer', 'L2'],
			['reviewer', 'H1'],
		] as const) {
			const decider = await person(role, place, 'Lê Thị Mình');
			const byAccount = await submit(decider, 'L2');
			const byName = await submit(await person('member', 'L2'), role === 'officer' ? 'L2' : 'H1', {
				authors: [{ name: 'lê  thị mình', share: 10_000, accountId: null, namePublic: false }],
			});
			const root = await person('officer', 'TLD');
			if (role === 'reviewer') for (const id of [byAccount, byName]) await act(root, id, 'confirm');
			for (const id of [byAccount, byName])
				for (const action of ['confirm', 'approve', 'return', 'reject'])
					expect(await act(decider, id, action, { reason: 'khong-dat', note: 'Thử.' })).toEqual([
						{ id, refused: 'own_initiative' },
					]);
			const shown = (await queue(decider)).map((row) => row.id);
			expect(shown).not.toContain(byAccount);
			expect(shown).not.toContain(byName);
		}
	});
});

async function appeal(id: number): Promise<void> {
	const row = await db.first<{ by: number }>(sql`select created_by as by from initiatives where id = ${id}`);
	const author = (await actorById(db, row!.by))!;
	await db.transaction((tx) => appealInitiative(tx, author, [programme], id, 'Xin xem lại.', now));
}
