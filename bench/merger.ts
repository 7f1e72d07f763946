/**
 * Two provinces of some 3,000 units each become one, in a tree of 130,000 and with their figures at full density:
 * the tree, its nodes of before, every cube and the counts of persons, in one transaction.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CUBE_NAMES, CUBES, type Cube, keysAtNode, keysOf } from '#features/statistics/rules/cubes.ts';
import { addUnits } from '#features/units/commands.ts';
import { unitByCode } from '#features/units/queries.ts';
import { addDays, localDate } from '#platform/clock/clock.ts';
import { openDb, raw, sql } from '#platform/db/db.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';
import { decideChange } from '#portal/tree.ts';
import { decidesOn, mergerOf } from './support/merge.ts';
import { printMachine, printTable } from './support/report.ts';
import { makeTree } from './support/tree.ts';

const today = localDate(new Date());
/** Initiatives of a unit: 2.4 million over 115,000 units that have any. */
const EACH = 21;

/** A value of each thing that cubes count by. */
const VALUES: Record<string, string> = {
	day: "date '2022-01-08' + (random() * 600)::int",
	phase_id: '(random() * 1.2)::int + 1',
	group_id: '(random() * 4)::int + 1',
	field_id: '(random() * 6)::int + 1',
	kind: "case when random() < 0.7 then 'proxy' else 'self' end",
	authors: '(random() * 4)::int + 1',
	source: "case when random() < 0.7 then 'verified' else 'unit' end",
	band: '(random() * 6)::int + 1',
};

printMachine('npm run bench merger');
const dataDir = mkdtempSync(join(tmpdir(), 'sangkien-bench-'));
const server = await attachPostgres({ dataDir, log: createLogger('silent') });
const db = openDb(server.url);
try {
	await migrate(db.pool);
	await db.transaction((tx) => addUnits(tx, makeTree(), { today }));
	await db.rows(sql`insert into programmes
			(code, name, description, status, application, submission, required_fields, return_days)
		values ('do', '{}', '{}', 'open', '[2021-09-01,2023-09-01]', '[2022-01-08,2023-08-31]', '{}', 15)`);
	await db.rows(sql`update tally_state set stale = false`);
	for (const code of ['L1-0', 'L1-1', 'L1-2', 'L1-3']) await fillFigures(code);
	await merge('L1-1', 'L1-0', addDays(today, -30));
	await merge('L1-3', 'L1-2', addDays(today, -30));
	await db.rows(sql`vacuum analyze`);
	const below = await db.first<{ n: number }>(
		sql`select count(*) as n from unit_closure c join units u on u.id = c.ancestor_id where u.code in ('L1-0', 'L1-2')`,
	);
	const began = performance.now();
	await merge('L1-2', 'L1-0', today);
	const ms = performance.now() - began;
	printTable([
		{ what: `merger of two provinces, ${below!.n} units`, ms },
		{ what: 'one unit to another province', ms: await moveOne() },
	]);
} finally {
	await db.close();
	await server.stop();
	rmSync(dataDir, { recursive: true, force: true });
}

function merge(code: string, into: string, from: string) {
	return decideChange(db, mergerOf(code, into, from), decidesOn(today));
}

async function moveOne(): Promise<number> {
	const below = async (code: string, distance: number): Promise<string> =>
		(await db.first<{ code: string }>(sql`select below.code from unit_closure c
			join units u on u.id = c.ancestor_id join units below on below.id = c.unit_id
			where u.code = ${code} and c.distance = ${distance} limit 1`))!.code;
	const [leaf, parent] = [await below('L1-0', 5), await below('L1-5', 4)];
	const began = performance.now();
	await decideChange(
		db,
		{ kind: 'move', codes: [leaf], parent, from: today, why: 'bench' },
		decidesOn(today),
	);
	return performance.now() - began;
}

/** Cells of every cube, and persons, as `EACH` initiatives at each unit below would leave. */
async function fillFigures(code: string): Promise<void> {
	const { id } = (await unitByCode(db, code))!;
	for (const cube of CUBE_NAMES) await fillCube(cube, id);
	await db.rows(sql`insert into author_places select p.id, (random() * 1e9)::bigint, c.unit_id, 1, 1
		from unit_closure c cross join generate_series(1, ${EACH}) cross join programmes p
		where c.ancestor_id = ${id} on conflict do nothing`);
}

async function fillCube(cube: Cube, id: number): Promise<void> {
	const values = raw(CUBES[cube].map((key) => `, ${VALUES[key]} as ${key}`).join(''));
	await db.rows(sql`
		with own as materialized (
			select ${keysOf(cube)}, count(*) as own_n, 5e6::numeric * count(*) as own_benefit from (
				select p.id as programme_id, c.unit_id, m.measure ${values}
				from unit_closure c cross join generate_series(1, ${EACH}) cross join programmes p
					cross join (values ('submitted'), ('approved')) m(measure) where c.ancestor_id = ${id}) x
			group by ${keysOf(cube)})
		insert into ${raw(cube)} as t (${keysOf(cube)}, n, benefit, own_n, own_benefit)
		select ${keysAtNode(cube)}, sum(d.own_n), sum(d.own_benefit),
			coalesce(sum(d.own_n) filter (where c.node_id = d.unit_id), 0),
			coalesce(sum(d.own_benefit) filter (where c.node_id = d.unit_id), 0)
		from own d join node_units c on c.unit_id = d.unit_id group by ${keysAtNode(cube)}
		on conflict (${keysOf(cube)}) do update set n = t.n + excluded.n, benefit = t.benefit + excluded.benefit`);
}
