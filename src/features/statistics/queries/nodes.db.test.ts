import { beforeAll, expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import type { NewInitiative } from '#features/initiatives/schema.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decide } from '#features/review/commands.ts';
import type { Unit } from '#features/units/schema.ts';
import { addDays, startOfLocalDate } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';
import type { SubmissionKind } from '../schema.ts';
import { largestOf } from './largest.ts';
import {
	benefitOfNodes,
	byKind,
	byPeriod,
	countsInDays,
	distribution,
	figuresOfNodes,
	peopleOfNodes,
} from './nodes.ts';

const HUGE = 500_000_000_000;

let db: Db;
let programme: Programme;
let units: Map<string, Unit>;
let member: Actor;
let officer: Actor;
let reviewer: Actor;
const id = (code: string) => units.get(code)!.id;
const on = (daysAgo: number) => addDays(TODAY, -daysAgo);
const at = (daysAgo: number) => new Date(startOfLocalDate(on(daysAgo)).getTime() + 36_000_000);

beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	units = await makeUnits(db, [
		['TINH', 'TLD', 'provincial_federation'],
		['CS-A', 'TINH', 'grassroots'],
		['CS-B', 'TINH', 'grassroots'],
		['CS-C', 'TLD', 'grassroots'],
	]);
	programme = await makeProgramme(db, { code: 'nodes' });
	[member, officer, reviewer] = (await Promise.all(
		(['member', 'officer', 'reviewer'] as const).map((role) => makePerson(db, role, id('TLD'))),
	)) as [Actor, Actor, Actor];
	const named = (...names: string[]): Partial<NewInitiative> => ({
		authors: names.map((name, index) => ({
			name,
			share: index === 0 ? 10_000 - (names.length - 1) * 1_000 : 1_000,
			accountId: null,
			namePublic: false,
		})),
	});
	await approve(await submit('Một', 40, 'CS-A', 'self', { benefit: HUGE }), 35);
	await approve(await submit('Hai', 40, 'CS-B', 'proxy', { benefit: 5_000_000, ...named('An', 'Bình') }), 10);
	await submit('Ba', 10, 'CS-B', 'import', { benefit: null, ...named('An') });
	// The same name in another unit is another person.
	await approve(await submit('Bốn', 3, 'CS-C', 'import', { benefit: 0, ...named('An') }), 0);
	await foldAll(db);
	return () => db.close();
});

async function submit(
	title: string,
	daysAgo: number,
	unit: string,
	kind: SubmissionKind,
	over: Partial<NewInitiative>,
) {
	const initiative = newInitiative(programme, member, id(unit), title, over);
	const [submitted] = await db.transaction((tx) =>
		submitInitiatives(
			tx,
			member.accountId,
			scopeOf(member, 'submit'),
			programme,
			[{ initiative, kind, key: title }],
			at(daysAgo),
		),
	);
	return submitted!.id;
}

async function approve(initiativeId: number, daysAgo: number) {
	for (const [actor, action] of [
		[officer, 'confirm'],
		[reviewer, 'approve'],
	] as const)
		await db.transaction((tx) =>
			decide(tx, actor, [programme], [{ id: initiativeId, action, note: '' }], at(daysAgo)),
		);
}

test('figures now and at the end of a past day, for every node that was asked for', async () => {
	const nodes = [id('TINH'), id('CS-C'), -77];
	const now = await figuresOfNodes(db, programme.id, nodes, null);
	expect([...now.keys()]).toEqual(nodes);
	expect(now.get(id('TINH'))).toMatchObject({
		submitted: { n: 3 },
		approved: { n: 2, benefit: String(HUGE + 5_000_000) },
		in_review: { n: 1 },
	});
	expect(now.get(-77)).toMatchObject({ submitted: { n: 0, benefit: '0' } });
	expect(await figuresOfNodes(db, programme.id, nodes, TODAY)).toEqual(now);

	const before = (await figuresOfNodes(db, programme.id, [id('TINH')], on(11))).get(id('TINH'));
	expect(before).toMatchObject({ submitted: { n: 2 }, approved: { n: 1 }, in_review: { n: 1 } });
	const first = (await figuresOfNodes(db, programme.id, [id('TINH')], on(41))).get(id('TINH'));
	expect(first).toMatchObject({ submitted: { n: 0 }, approved: { n: 0 } });
});

test('what came in on the days of a range, both ends with it', async () => {
	const inDays = (from: number, to: number) =>
		countsInDays(db, programme.id, [id('TINH')], { from: on(from), to: on(to) });
	expect((await inDays(40, 35)).get(id('TINH'))).toEqual({ submitted: 2, approved: 1 });
	expect((await inDays(39, 36)).get(id('TINH'))).toEqual({ submitted: 0, approved: 0 });
});

test('periods follow each other without gap and sum to the range', async () => {
	const range = { from: on(40), to: TODAY };
	for (const period of ['day', 'week', 'month', 'quarter'] as const) {
		const found = await byPeriod(db, programme.id, id('TLD'), period, range);
		expect(found[0]!.from).toBe(range.from);
		expect(found.at(-1)!.to).toBe(range.to);
		expect(found.reduce((sum, { submitted }) => sum + submitted, 0)).toBe(4);
		expect(found.reduce((sum, { approved }) => sum + approved, 0)).toBe(3);
	}
});

test('a single huge value shows in its band', async () => {
	const bands = await distribution(db, programme.id, id('TLD'), 'approved', 'declared');
	expect(bands.map(({ n }) => n)).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 1]);
	expect(bands.at(-1)).toEqual({ band: 8, from: HUGE, below: null, n: 1, benefit: String(HUGE) });
	expect((await benefitOfNodes(db, programme.id, [id('TLD')], 'declared')).get(id('TLD'))).toEqual({
		n: 2,
		benefit: String(HUGE + 5_000_000),
	});
	expect((await benefitOfNodes(db, programme.id, [id('TLD')], 'verified')).get(id('TLD'))).toEqual({
		n: 0,
		benefit: '0',
	});
});

test('the largest values of a unit are named, as long as they stand', async () => {
	const named = async (code: string) =>
		(await largestOf(db, programme.id, id(code))).map(({ unitCode, benefit }) => [unitCode, benefit]);
	expect(await named('TLD')).toEqual([['CS-A', HUGE]]);
	expect(await named('TINH')).toEqual([['CS-A', HUGE]]);
	expect(await named('CS-B')).toEqual([]);
});

test('kinds of submission and numbers of authors', async () => {
	expect(await byKind(db, programme.id, id('TLD'), 'submitted')).toEqual([
		{ kind: 'import', authors: 1, n: 2, benefit: '0' },
		{ kind: 'proxy', authors: 2, n: 1, benefit: '5000000' },
		{ kind: 'self', authors: 1, n: 1, benefit: String(HUGE) },
	]);
});

test('people count once at every level', async () => {
	const codes = ['TLD', 'TINH', 'CS-B', 'CS-C'];
	const read = async () => {
		const people = await peopleOfNodes(db, programme.id, codes.map(id));
		return codes.map((code) => people.get(id(code))!);
	};
	const before = await read();
	// The member, An and Bình in CS-B, another An in CS-C.
	expect(before.map(({ authors }) => authors)).toEqual([4, 3, 2, 1]);
	expect(before.map(({ approvedAuthors }) => approvedAuthors)).toEqual([4, 3, 2, 1]);
	await db.rows(sql`insert into registrations (programme_id, account_id, unit_id, at, local_date)
		values (${programme.id}, ${officer.accountId}, ${id('CS-B')}, ${at(40)}, ${on(40)})`);
	await foldAll(db);
	expect((await read()).map(({ registrants }, index) => registrants - before[index]!.registrants)).toEqual([
		1, 1, 1, 0,
	]);
});
