/**
 * A tree of 130,000 units, seven levels deep: import, search as a person types, subtree and ancestor reads, and
 * the refresh when one unit changes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '#database/demo/random.ts';
import { addUnits } from '#features/units/commands.ts';
import { descendants, findUnits, unitsAbove } from '#features/units/queries.ts';
import { ROOT_CODE, type UnitRow } from '#features/units/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import { openDb, sql } from '#platform/db/db.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';
import { timesOf } from './support/load.ts';
import { printMachine, printTable, quantile } from './support/report.ts';
import { LEVELS, makeTree, WORDS } from './support/tree.ts';

const today = localDate(new Date());

printMachine('npm run bench units');
const dataDir = mkdtempSync(join(tmpdir(), 'sangkien-bench-'));
const server = await attachPostgres({ dataDir, log: createLogger('silent') });
const db = openDb(server.url);
try {
	await migrate(db.pool);
	const tree = makeTree();
	const table: Record<string, string | number>[] = [];
	const began = performance.now();
	await db.transaction((tx) => addUnits(tx, tree, { today }));
	table.push({ what: `import of ${tree.length} units`, 'p50 ms': performance.now() - began });
	await db.rows(sql`vacuum analyze`);

	const random = createRandom(7);
	const ids = (await db.rows<{ id: number }>(sql`select unit_id as id from unit_today`)).map(({ id }) => id);
	const tops = await db.rows<{ id: number }>(sql`select t.unit_id as id from unit_today t
		join units u on u.id = t.parent_id where u.code = ${ROOT_CODE}`);
	const leaves = tree.filter(({ code }) => code.startsWith('L5'));
	const queries: Record<string, () => string> = {
		'two words': () => `${random.pick(WORDS)} ${random.pick(WORDS)}`,
		'three letters': () => random.pick(WORDS).slice(0, 3).padEnd(3, 'n'),
		'a whole name': () => random.pick(leaves).name,
		'nothing to find': () => 'zyx qwk',
	};
	const time = async (what: string, count: number, step: () => Promise<unknown>) => {
		await timesOf(5, step);
		const times = await timesOf(count, step);
		table.push({ what, 'p50 ms': quantile(times, 0.5), 'p99 ms': quantile(times, 0.99) });
	};
	for (const [name, query] of Object.entries(queries))
		await time(`search: ${name}`, 200, () => findUnits(db, query()));
	await time('search below a top-level unit', 200, () =>
		findUnits(db, queries['two words']!(), { below: random.pick(tops).id }),
	);
	await time('units above one', 500, () => unitsAbove(db, random.pick(ids)));
	await time('units below a top-level one, with names', 50, () => descendants(db, random.pick(tops).id));
	await time('how many lie below a top-level one', 50, () =>
		db.first(
			sql`select count(*) from unit_closure where ancestor_id = ${random.pick(tops).id} and distance > 0`,
		),
	);
	await time('one unit renamed, tree refreshed', 5, () =>
		changeOne({ ...random.pick(leaves), name: `Tên mới ${random.next()}` }),
	);
	await time('one unit moved, tree refreshed', 5, () =>
		changeOne({ ...random.pick(leaves), parent: `L4-${random.int(0, LEVELS[3]! - 1)}` }),
	);
	printTable(table);
} finally {
	await db.close();
	await server.stop();
	rmSync(dataDir, { recursive: true, force: true });
}

function changeOne(row: UnitRow) {
	return db.transaction((tx) => addUnits(tx, [{ ...row, from: '2026-01-01' }], { today }));
}
