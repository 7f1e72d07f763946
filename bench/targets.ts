/**
 * Handing targets down: the preview of a whole province of 8,000 units over three levels (2 s at most), of the nation
 * down to 3,300 communes, and publishing both.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '#database/demo/random.ts';
import { demoProgramme } from '#database/facts/programmes.ts';
import { createAccount } from '#features/people/commands.ts';
import { actorById } from '#features/people/queries.ts';
import { addProgramme } from '#features/programmes/commands.ts';
import { programmeByCode } from '#features/programmes/queries.ts';
import { beginCascade, publishCascade, saveCascade } from '#features/targets/commands/cascades.ts';
import { cascadeById, previewCascade } from '#features/targets/queries/cascades.ts';
import { targetOverview } from '#features/targets/queries/overview.ts';
import { periodsOf, WHOLE } from '#features/targets/rules/periods.ts';
import type { CascadeSettings } from '#features/targets/schema.ts';
import { addUnits } from '#features/units/commands.ts';
import { unitByCode } from '#features/units/queries.ts';
import { ROOT_CODE, type UnitKind, type UnitRow } from '#features/units/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import { openDb, sql } from '#platform/db/db.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';
import { timesOf } from './support/load.ts';
import { printMachine, printTable, quantile } from './support/report.ts';

/** The large province: communes, grassroots units, divisions. Only grassroots units have figures of members. */
const PROVINCE = { communes: 168, grassroots: 5_000, divisions: 2_832 };
const PROVINCES = 34;
const COMMUNES = 3_300;
const TIMES = 10;
const now = new Date();
const today = localDate(now);

const SETTINGS: CascadeSettings = {
	method: 'divide',
	total: 600_000,
	rate: 100,
	memberShare: 100,
	membersOn: today,
	pastProgrammeId: null,
	pastPhaseId: null,
	minimum: 0,
	step: 1,
	levels: 1,
	why: '',
};

printMachine('npm run bench targets');
const dataDir = mkdtempSync(join(tmpdir(), 'sangkien-bench-'));
const server = await attachPostgres({ dataDir, log: createLogger('silent') });
const db = openDb(server.url);
try {
	await migrate(db.pool);
	await db.transaction((tx) => addUnits(tx, makeTree(), { today }));
	await db.transaction((tx) => addProgramme(tx, demoProgramme(today)));
	const programme = (await programmeByCode({ rows: db.rows, first: db.first }, 'demo'))!;
	await db.rows(sql`insert into tally_by_unit
		select ${programme.id}, unit_id, 'approved', 1 + unit_id * 7919 % 97, 0 from unit_today`);
	await db.rows(sql`vacuum analyze`);
	const root = (await unitByCode(db, ROOT_CODE))!;
	const province = (await unitByCode(db, 'P0'))!;
	const accountId = await db.transaction((tx) =>
		createAccount(
			tx,
			{ name: 'Quản Lý', email: 'ql@thu.invalid', grants: [{ role: 'manager', unitId: root.id }] },
			null,
		),
	);
	const actor = (await actorById(db, accountId))!;
	const table: Record<string, string | number>[] = [];
	const measure = async (what: string, unitId: number, over: Partial<CascadeSettings>, hand = 0) => {
		const id = await db.transaction((tx) =>
			beginCascade(tx, actor, programme, unitId, WHOLE, { ...SETTINGS, ...over }, now),
		);
		const { branches, numbers } = await previewCascade(db, await cascadeById(db, actor, id));
		const chosen = branches.filter(({ distance }) => distance === over.levels).slice(0, hand);
		const fixed = Object.fromEntries(chosen.map(({ id: unit }) => [unit, numbers.get(unit)! + 1]));
		await db.transaction((tx) => saveCascade(tx, actor, id, 1, { fixed }, now));
		const stored = await cascadeById(db, actor, id);
		const preview = await previewCascade(db, stored);
		if (preview.obstacles.length > 0) throw new Error(JSON.stringify(preview.obstacles));
		const times = await timesOf(TIMES, () => previewCascade(db, stored));
		const began = performance.now();
		await db.transaction((tx) => publishCascade(tx, actor, programme, id, preview.digest, now));
		table.push({
			what,
			units: branches.length,
			'preview p50 ms': quantile(times, 0.5),
			'preview worst ms': Math.max(...times),
			'publish ms': performance.now() - began,
		});
	};
	await measure('province, by members', province.id, { levels: 3, memberShare: 100 });
	await measure('province, by members and past', province.id, {
		levels: 3,
		memberShare: 50,
		pastProgrammeId: programme.id,
	});
	await measure(
		'province, 500 set by hand, minimum 2',
		province.id,
		{ levels: 3, memberShare: 50, pastProgrammeId: programme.id, minimum: 2, total: 600_175 },
		500,
	);
	await measure('nation down to communes, steps of 10', root.id, {
		levels: 2,
		memberShare: 0,
		pastProgrammeId: programme.id,
		total: 1_000_000,
		step: 10,
	});
	printTable(table);
	const overview = await timesOf(TIMES, () =>
		targetOverview(db, programme, province, periodsOf(programme)[0]!, today),
	);
	printTable([
		{ what: `page of a province, ${PROVINCE.communes} children`, 'p50 ms': quantile(overview, 0.5) },
	]);
} finally {
	await db.close();
	await server.stop();
	rmSync(dataDir, { recursive: true, force: true });
}

function makeTree(): UnitRow[] {
	const random = createRandom(1);
	const row = (code: string, parent: string | null, kind: UnitKind, members?: number): UnitRow => ({
		...{ code, parent, kind, name: `Đơn vị ${code}`, from: '2015-01-01' },
		...(members !== undefined && { members, membersAsOf: '2026-01-01', membersSource: 'Báo cáo' }),
	});
	const many = (count: number, make: (index: number) => UnitRow) =>
		Array.from({ length: count }, (_, i) => make(i));
	return [
		row(ROOT_CODE, null, 'confederation'),
		...many(PROVINCES, (i) => row(`P${i}`, ROOT_CODE, 'provincial_federation')),
		...many(PROVINCE.communes, (i) => row(`C${i}`, 'P0', 'commune')),
		...many(COMMUNES - PROVINCE.communes, (i) => row(`D${i}`, `P${1 + (i % (PROVINCES - 1))}`, 'commune')),
		...many(PROVINCE.grassroots, (i) =>
			row(`G${i}`, `C${i % PROVINCE.communes}`, 'grassroots', random.int(5, 3_000)),
		),
		...many(PROVINCE.divisions, (i) =>
			row(`V${i}`, `G${(i * 3) % PROVINCE.grassroots}`, 'division', random.int(5, 300)),
		),
	];
}
