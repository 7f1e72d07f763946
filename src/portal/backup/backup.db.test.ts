import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { openSession } from '#features/people/commands.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decide } from '#features/review/commands.ts';
import { foldTallies } from '#features/statistics/commands/fold.ts';
import { totals } from '#features/statistics/queries/figures.ts';
import { verify } from '#features/statistics/queries/verify.ts';
import type { Unit } from '#features/units/schema.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { type FileStore, localFileStore } from '#platform/files/store.ts';
import { enqueue, migrateJobs } from '#platform/jobs/jobs.ts';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';
import { testDatabase } from '#testing/database.ts';
import { administer, withDatabase } from '#testing/database-server.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';
import { writeBackup } from './backup.ts';
import { checkBackup } from './manifest.ts';
import { restoreBackup } from './restore.ts';
import { quoted, tablesInOrder, withColumns } from './tables.ts';

// Servers and whole databases are made here; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

const DEBIAN_15 = '/usr/lib/postgresql/15/bin';

let folder: string;
let db: Db;
let files: FileStore;
let programme: Programme;
let root: Unit;
let unit: Unit;
let member: Actor;
let officer: Actor;
const photo = randomBytes(300_000);
const leave: (() => Promise<void>)[] = [];

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'sangkien-backup-'));
	db = openDb((await testDatabase()).url);
	files = localFileStore(path.join(folder, 'files'));
	await migrateJobs(db.pool);
	const units = await makeUnits(db, [
		['SO', 'TLD', 'provincial_federation'],
		['MAY', 'SO', 'grassroots'],
	]);
	root = units.get('TLD')!;
	unit = units.get('MAY')!;
	programme = await makeProgramme(db, { code: 'thu' });
	member = await makePerson(db, 'member', unit.id);
	officer = await makePerson(db, 'officer', unit.id);
	for (let batch = 0; batch < 5; batch++) await submitSome(`đợt ${batch}`, 200);
	await db.transaction((tx) =>
		decide(tx, officer, [programme], [{ id: 100_001, action: 'confirm', note: '' }], new Date()),
	);
	const digest = await files.put(photo);
	await db.transaction(async (tx) => {
		await tx.rows(sql`insert into files (id, initiative_id, purpose, name, media_type, bytes, sha256, created_by, created_at)
			values (${randomUUID()}, 100001, 'photo', ${'ảnh\\t"1".jpg'}, 'image/jpeg', ${photo.length}, ${digest},
				${member.accountId}, now())`);
		await enqueue(tx, 'send_mail', { to: 'an@thu.invalid', subject: 'Đã nhận' });
		await openSession(tx, member.accountId, null, new Date());
	});
	await foldAll(db);
});

afterEach(async () => {
	for (const end of leave.splice(0).reverse()) await end();
});
afterAll(async () => {
	await db.close();
	await rm(folder, { recursive: true, force: true });
});

/** Texts with everything that COPY writes in a way of its own. */
const nasty = '\\N \\. \t tab\n dòng "hai" \'ba\' \\\\ 😀';

async function submitSome(name: string, count: number): Promise<void> {
	const submissions = Array.from({ length: count }, (_, index) => ({
		initiative: newInitiative(programme, member, unit.id, `Sáng kiến ${name} ${index}`, { problem: nasty }),
		kind: 'self' as const,
		key: randomUUID(),
	}));
	await db.transaction((tx) =>
		submitInitiatives(tx, member.accountId, scopeOf(member, 'submit'), programme, submissions, new Date()),
	);
}

const portal = () => ({ db, files, clock: systemClock });
const archive = () => path.join(folder, `${randomUUID()}.tar`);

/** An empty database on the run's own server. */
async function emptyHere(): Promise<Db> {
	const server = inject('databaseServer');
	const name = `restored_${randomBytes(6).toString('hex')}`;
	await administer(server, `create database ${name} template template0`);
	const made = openDb(withDatabase(server, name));
	leave.push(async () => {
		await made.close();
		await administer(server, `drop database ${name} with (force)`);
	});
	return made;
}

/** An empty database on a server of Debian's own version 15. */
async function emptyOn15(): Promise<Db> {
	const dataDir = await mkdtemp(path.join(tmpdir(), 'sangkien-pg15-'));
	const server = await attachPostgres({
		dataDir,
		binaries: DEBIAN_15,
		settings: { fsync: 'off' },
		log: createLogger('silent'),
	});
	const made = openDb(server.url);
	leave.push(async () => {
		await made.close();
		await server.stop();
		await rm(dataDir, { recursive: true, force: true });
	});
	return made;
}

/** A digest of all rows of each table, as they read. */
async function contents(of: Db): Promise<Record<string, string>> {
	const entries: Record<string, string> = {};
	for (const table of await tablesInOrder(of)) {
		const columns = withColumns(table).slice(quoted(table.name).length);
		const { rows } = await of.pool.query(
			`select count(*) || ' ' || md5(coalesce(string_agg(t, '|' order by t), '')) as digest
			from (select row${columns}::text as t from ${quoted(table.name)}) x`,
		);
		entries[table.name] = rows[0].digest;
	}
	return entries;
}

async function expectVerified(restored: Db): Promise<void> {
	// Positions wait for transactions that are open anywhere on the server, so for tests that run beside this one.
	await foldAll(restored);
	const { mismatches, position, events } = await restored.snapshot((tx) => verify(tx));
	expect(mismatches).toEqual([]);
	expect(position).toBe(events);
}

test.each([
	['the embedded version', emptyHere],
	...(existsSync(DEBIAN_15) ? [['version 15', emptyOn15] as const] : []),
] as const)('everything comes back on %s, row for row and file for file', async (_, empty) => {
	const file = archive();
	const { tables, files: kept } = await writeBackup(portal(), file);
	expect(kept).toEqual({ count: 1, bytes: photo.length, missing: [] });
	expect(tables.map(({ name }) => name)).not.toContain('sessions');

	const restored = await empty();
	const store = localFileStore(path.join(folder, randomUUID()));
	await restoreBackup({ db: restored, files: store }, file, await checkBackup(file));

	expect(await contents(restored)).toEqual(await contents(db));
	expect(await totals(restored, programme.id, root.id)).toEqual(await totals(db, programme.id, root.id));
	await expectVerified(restored);
	// What was positioned is not looked through again by every folding, once whatever else ran at that moment is over.
	const unplaced = sql`select 1 from events e, tally_state s where e.xid >= s.xid`;
	const found = () => restored.transaction(foldTallies).then(() => restored.first(unplaced));
	await expect.poll(found, { timeout: 30_000 }).toBeUndefined();
	const named = await restored.first<{ sha256: Buffer }>(sql`select sha256 from files`);
	expect((await store.read(named!.sha256)).equals(photo)).toBe(true);
	const job = await restored.first(sql`select task_identifier as task from graphile_worker.jobs`);
	expect(job).toEqual({ task: 'send_mail' });

	const [next] = await restored.transaction((tx) =>
		submitInitiatives(
			tx,
			member.accountId,
			scopeOf(member, 'submit'),
			programme,
			[
				{
					initiative: newInitiative(programme, member, unit.id, 'Sau khi khôi phục'),
					kind: 'self',
					key: 'sau',
				},
			],
			new Date(),
		),
	);
	const last = await db.first<{ id: number }>(sql`select max(id) as id from initiatives`);
	expect(next).toEqual({ id: last!.id + 1, present: false });
	await expectVerified(restored);
});

test('a backup beside traffic is of one moment', async () => {
	let going = true;
	const traffic = (async () => {
		for (let n = 0; going; n++) await submitSome(`lúc sao lưu ${n}`, 20);
	})();
	const folding = (async () => {
		while (going) await db.transaction(foldTallies);
	})();
	const file = archive();
	try {
		await writeBackup(portal(), file);
	} finally {
		going = false;
		await Promise.all([traffic, folding]);
	}
	const restored = await emptyHere();
	await restoreBackup({ db: restored, files }, file, await checkBackup(file));
	await expectVerified(restored);
});

test('a changed past still shows after it', async () => {
	const file = archive();
	const tampered = await emptyHere();
	await writeBackup(portal(), file);
	await restoreBackup({ db: tampered, files }, file, await checkBackup(file));
	await tampered.pool.query('alter table events disable trigger user');
	await tampered.pool.query("update events set at = at - interval '1 day' where id = 5");
	await tampered.pool.query('alter table events enable trigger user');
	const again = archive();
	await writeBackup({ ...portal(), db: tampered }, again);
	const restored = await emptyHere();
	await restoreBackup({ db: restored, files }, again, await checkBackup(again));
	const { mismatches } = await restored.snapshot((tx) => verify(tx));
	expect(mismatches.map(({ check }) => check)).toContain('event_digest');
});

test('a file that the store has lost is named, and the rest is kept', async () => {
	const file = archive();
	const { files: kept } = await writeBackup(
		{ ...portal(), files: localFileStore(path.join(folder, 'none')) },
		file,
	);
	expect(kept.missing).toHaveLength(1);
	await checkBackup(file);
});

test('a damaged or cut archive is refused wherever it is hurt', async () => {
	const file = archive();
	await writeBackup(portal(), file);
	const whole = await readFile(file);
	const hurt = path.join(folder, 'hurt.tar');
	for (const share of [0.1, 0.5, 0.9, 0.999]) {
		await writeFile(hurt, whole.subarray(0, Math.floor(whole.length * share)));
		await expect(checkBackup(hurt), `cut at ${share}`).rejects.toMatchObject({ name: 'Refusal' });
	}
	// Inside a header, a packed piece and the manifest; what fills a member up to 512 bytes means nothing.
	const piece = whole.indexOf(Buffer.from([0x1f, 0x8b]));
	for (const at of [300, piece + 4, whole.indexOf('manifest.json') + 600]) {
		const changed = Buffer.from(whole);
		changed[at]! ^= 1;
		await writeFile(hurt, changed);
		await expect(checkBackup(hurt), `changed at ${at}`).rejects.toMatchObject({ code: 'backup_damaged' });
	}
	await writeFile(hurt, 'chỉ là văn bản'.repeat(100));
	await expect(checkBackup(hurt)).rejects.toMatchObject({ code: 'backup_damaged' });
	await expect(checkBackup(path.join(folder, 'nowhere.tar'))).rejects.toMatchObject({
		code: 'backup_missing',
	});
});

test('a database that is not empty is refused and stays as it is', async () => {
	const file = archive();
	await writeBackup(portal(), file);
	const before = await contents(db);
	await expect(restoreBackup({ db, files }, file, await checkBackup(file))).rejects.toMatchObject({
		code: 'restore_not_empty',
	});
	expect(await contents(db)).toEqual(before);
});

test('what breaks on the way leaves the database empty', async () => {
	const file = archive();
	const manifest = await writeBackup(portal(), file);
	const restored = await emptyHere();
	const handle = await open(file, 'r+');
	// After it was checked: the second half becomes unreadable.
	await handle.truncate(Math.floor((await stat(file)).size * 0.5));
	await handle.close();
	await expect(restoreBackup({ db: restored, files }, file, manifest)).rejects.toThrow();
	const rows = await restored.first<{ n: number }>(sql`select count(*) as n from initiatives`);
	expect(rows).toEqual({ n: 0 });
	const whole = archive();
	await restoreBackup({ db: restored, files }, whole, await writeBackup(portal(), whole));
	await expectVerified(restored);
});

test('a backup that fails leaves no file behind', async () => {
	const before = await readdir(folder);
	const broken: FileStore = { ...files, has: () => Promise.reject(new Error('the disk is gone')) };
	await expect(writeBackup({ ...portal(), files: broken }, archive())).rejects.toThrow('the disk is gone');
	expect(await readdir(folder)).toEqual(before);
});
