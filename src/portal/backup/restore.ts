import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { from as copyFrom } from 'pg-copy-streams';
import { foldTallies } from '#features/statistics/commands/fold.ts';
import { type Reader, sql, type Tx } from '#platform/db/db.ts';
import { knownMigrations, migrate } from '#platform/db/migrate.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import type { Portal } from '../portal.ts';
import { queueAgain } from './jobs.ts';
import { fileDigest, JOBS, type Manifest, pieceName } from './manifest.ts';
import { quoted, tablesInOrder, withColumns } from './tables.ts';
import { damaged, readTar, type TarMember } from './tar.ts';

const unpack = promisify(gunzip);

/** Tables that a fresh schema has rows in. */
const NEVER_EMPTY = ['tally_state', 'tree_state', 'similarity_versions'];

/**
 * Loads a checked backup into an empty database, of this or another version of PostgreSQL: all of it in one
 * transaction, or nothing. The schema first stands as it did when the backup was made and is then brought up
 * to date; events that had no position yet get one.
 * @param manifest what `checkBackup` answered for this archive
 * @param onMember called after each member of the archive
 * @throws Refusal `restore_not_empty`, `backup_newer`, `restore_schema_newer`
 */
export async function restoreBackup(
	portal: Pick<Portal, 'db' | 'files'>,
	archive: string,
	manifest: Manifest,
	onMember: () => void = () => {},
): Promise<void> {
	const { db } = portal;
	await refuseUnfit(db, manifest);
	await migrate(db.pool, { only: new Set(manifest.migrations) });
	await migrateJobs(db.pool);
	await db.transaction(async (tx) => {
		await refuseNotEmpty(tx);
		await load(tx, portal, archive, manifest, onMember);
	});
	await migrate(db.pool);
	await db.pool.query('analyze');
	while ((await db.transaction(foldTallies)) > 0);
}

async function refuseUnfit(db: Reader, { migrations }: Manifest): Promise<void> {
	const known = new Set(await knownMigrations());
	if (migrations.some((name) => !known.has(name))) throw new Refusal('backup_newer');
	const schema = await db.first<{ there: boolean }>(
		sql`select to_regclass('migrations') is not null as there`,
	);
	if (!schema!.there) return;
	await refuseNotEmpty(db);
	const beyond = await db.first<{ name: string }>(
		sql`select name from migrations where not (name = any(${migrations}::text[])) limit 1`,
	);
	if (beyond) throw new Refusal('restore_schema_newer', { params: beyond });
}

async function refuseNotEmpty(db: Reader): Promise<void> {
	for (const { name } of await tablesInOrder(db)) {
		if (NEVER_EMPTY.includes(name)) continue;
		const row = await db.first(sql`select 1 from ${sql([quoted(name)])} limit 1`);
		if (row) throw new Refusal('restore_not_empty', { params: { table: name } });
	}
}

async function load(
	tx: Tx,
	{ files }: Pick<Portal, 'files'>,
	archive: string,
	manifest: Manifest,
	onMember: () => void,
): Promise<void> {
	// Rows come as they were, digests among them: were the chain made anew, a changed past would no longer show.
	await switchTriggers(tx, manifest, 'disable');
	const carried = new Set(manifest.tables.map(({ name }) => name));
	for (const name of NEVER_EMPTY) if (carried.has(name)) await tx.client.query(`delete from ${quoted(name)}`);
	const members = readTar(archive);
	for (const table of manifest.tables) await loadTable(tx, members, table, onMember);
	for await (const member of members) {
		if (member.name === JOBS) await queueAgain(tx, JSON.parse((await member.bytes()).toString()));
		else if (fileDigest(member.name)) await files.put(await member.bytes());
		onMember();
	}
	await switchTriggers(tx, manifest, 'enable');
	await continueIdentities(tx);
	// Every event now bears this transaction's id: the next folding looks through all of them once, places those
	// that had no position, and goes on from there.
	await tx.rows(sql`update tally_state set xid = pg_current_xact_id()`);
	// The index is not carried: nothing is found until it is made again, so everything is then screened once more.
	if (carried.has('similarity_texts'))
		await tx.rows(sql`update similarity_generations set rebuild_wanted = 'count' where current`);
}

async function switchTriggers(tx: Tx, { tables }: Manifest, to: 'enable' | 'disable'): Promise<void> {
	for (const { name } of tables) await tx.client.query(`alter table ${quoted(name)} ${to} trigger user`);
}

async function loadTable(
	tx: Tx,
	members: AsyncGenerator<TarMember>,
	table: Manifest['tables'][number],
	onMember: () => void,
): Promise<void> {
	async function* bytes() {
		for (const index of table.pieces.keys()) {
			const { value: member, done } = await members.next();
			if (done || member.name !== pieceName(table.name, index)) throw damaged(pieceName(table.name, index));
			yield await unpack(await member.bytes());
			onMember();
		}
	}
	const copy = tx.client.query(copyFrom(`copy ${withColumns(table)} from stdin`));
	await pipeline(Readable.from(bytes()), copy);
	if (copy.rowCount !== table.rows) throw damaged(`tables/${table.name}`);
}

/** New rows are numbered after those that came. */
async function continueIdentities(tx: Tx): Promise<void> {
	const columns = await tx.rows<{ table: string; column: string; last: 'max' | 'min' }>(sql`
		select c.relname::text as table, a.attname::text as column,
			case when s.seqincrement > 0 then 'max' else 'min' end as last
		from pg_attribute a join pg_class c on c.oid = a.attrelid
			join pg_sequence s on s.seqrelid = pg_get_serial_sequence(c.oid::regclass::text, a.attname)::regclass
		where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attidentity <> ''`);
	for (const { table, column, last } of columns) {
		const from = `${quoted(table)}`;
		await tx.client.query(
			`select setval(pg_get_serial_sequence($1, $2), (select ${last}(${quoted(column)}) from ${from}))
			where exists (select 1 from ${from})`,
			[from, column],
		);
	}
}
