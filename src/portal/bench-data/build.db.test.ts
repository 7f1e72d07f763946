import { beforeAll, expect, test } from 'vitest';
import { programmeByCode } from '#features/programmes/queries.ts';
import { verify } from '#features/statistics/queries/verify.ts';
import { fixedClock } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { buildBenchData, PROGRAMME } from './build.ts';
import { divide } from './divide.ts';

const WANTED = { initiatives: 3_000, units: 2_000, seed: 7 };
const clock = fixedClock(new Date('2026-06-01T00:00:00Z'));
const nobody = { step() {}, done() {} };
let db: Db;
let programmeId: number;
let before: string[];

/** What holds the tables together: as it was before, and as it is once everything has been put back. */
const keysAndIndexes = async () =>
	(
		await db.rows<{ definition: string }>(sql`
			select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as definition
			from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
			union all select pg_get_indexdef(indexrelid) from pg_index join pg_class c on c.oid = indexrelid
			where c.relnamespace = 'public'::regnamespace and c.relname !~ '^similarity_postings' order by 1`)
	).map(({ definition }) => definition);

beforeAll(async () => {
	db = openDb((await testDatabase()).url, { max: 4 });
	before = await keysAndIndexes();
	await buildBenchData({ db, clock }, WANTED, nobody);
	programmeId = (await programmeByCode(db, PROGRAMME))!.id;
	return () => db.close();
}, 180_000);

test('what is generated is as if the verbs had written it', async () => {
	const { mismatches, position, events } = await db.snapshot((tx) => verify(tx));
	expect(mismatches).toEqual([]);
	expect(position).toBe(events);
	expect(await keysAndIndexes()).toEqual(before);
}, 120_000);

test('its totals are the published ones, scaled', async () => {
	const figure = async (measure: string) =>
		(await db.first<{ n: number; benefit: string }>(sql`select t.n, t.benefit::text from tally_by_unit t
			join units u on u.id = t.unit_id
			where u.code = 'TLD' and t.programme_id = ${programmeId} and t.measure = ${measure}`))!;
	expect((await figure('submitted')).n).toBe(3_000);
	const approved = await figure('approved');
	expect(approved.n).toBe(Math.round((2_033_669 * 3_000) / 2_409_104));
	expect(Number(approved.benefit) / 1e9).toBeCloseTo((33_057 * 3_000) / 2_409_104, 0);
	const groups = await db.rows<{ n: number }>(sql`select sum(t.n)::int as n from tally_by_class t
		join units u on u.id = t.unit_id left join participant_groups g on g.id = t.group_id
		where u.code = 'TLD' and t.programme_id = ${programmeId} and t.measure = 'approved'
		group by g.position order by g.position nulls last`);
	const published = divide(approved.n, [955_824, 732_120, 345_723, 2]).filter((n) => n > 0);
	expect(groups.map(({ n }) => n)).toEqual(published);
	const phase = await db.first<{ n: number }>(sql`select sum(t.n)::int as n from tally_by_day t
		join units u on u.id = t.unit_id where u.code = 'TLD' and t.programme_id = ${programmeId}
			and t.measure = 'submitted' and t.day <= '2022-05-31'`);
	expect(Math.abs(phase!.n - (696_948 * 3_000) / 2_409_104)).toBeLessThan(3);
});

test('it stands in the tree of 2022 and in that of today', async () => {
	const counts = await db.first<{ in_2022: number; today: number }>(sql`select
		(select count(*) from unit_periods p join units root on root.id = p.parent_id and root.code = 'TLD'
			where p.valid @> '2022-06-01'::date) as in_2022,
		(select count(*) from unit_today t join units root on root.id = t.parent_id and root.code = 'TLD'
			where t.ended_on is null) as today`);
	expect(counts).toEqual({ in_2022: 82, today: 51 });
	const past = await db.first<{ n: number }>(sql`select sum(t.n)::int as n from past_nodes p
		join tally_by_unit t on t.unit_id = p.id and t.measure = 'submitted' join units u on u.id = p.unit_id
		where u.code like 'LDLD-%' and p.valid @> '2022-06-01'::date`);
	expect(past!.n).toBeGreaterThan(0);
});

test('a folder that holds anything is left alone', async () => {
	await expect(buildBenchData({ db, clock }, WANTED, nobody)).rejects.toMatchObject({
		code: 'bench_data_present',
	});
});
