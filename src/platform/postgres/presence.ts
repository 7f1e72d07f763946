import { dirname } from 'node:path';
import pg from 'pg';
import { type Cluster, DATABASE, USER } from './cluster.ts';
import { PostgresUnavailable } from './unavailable.ts';

/** First half of our advisory locks' keys: any number that nothing else in the program uses. */
const LOCKS = 0x736b;
/** Shared by all who use the server; whoever can take it alone is the last. */
const IN_USE = 1;
/** Held by the one owner. */
const OWNER = 2;

export type Role = 'owner' | 'guest';

/** Our place in the server, held by one connection for as long as the process uses the database. */
export interface Presence {
	/** Resolves when the connection ends by itself: the server went away. */
	readonly lost: Promise<void>;
	/** Gives up the place. True: nobody else is left and nobody can come in; the server may be shut down. */
	leave(): Promise<boolean>;
	end(): Promise<void>;
}

/**
 * Takes a place in a server that accepts connections. Advisory locks say who is here: PostgreSQL releases them
 * when a process dies, however it dies, so there are no lock files to go stale.
 * Null: the server is about to stop; come again. An owner beside another owner is refused.
 */
export async function enter(cluster: Cluster, role: Role): Promise<Presence | null> {
	const client = new pg.Client({
		host: cluster.socketDir,
		user: USER,
		database: 'postgres',
		application_name: `${role} ${process.pid}`,
	});
	const lost = new Promise<void>((resolve) => {
		client.on('error', () => resolve());
		client.on('end', () => resolve());
	});
	const lock = async (call: string, key: number) => {
		const { rows } = await client.query(`select ${call}(${LOCKS}, ${key}) as got`);
		return rows[0].got as boolean;
	};
	const end = () => client.end().catch(() => {});

	try {
		await client.connect();
		if (!(await lock('pg_try_advisory_lock_shared', IN_USE))) {
			await end();
			return null;
		}
		if (role === 'owner' && !(await lock('pg_try_advisory_lock', OWNER)))
			throw await ownedBy(client, cluster);
		await createDatabase(client);
	} catch (error) {
		await end();
		throw error;
	}
	return {
		lost,
		end,
		async leave() {
			await client.query('select pg_advisory_unlock_all()');
			return lock('pg_try_advisory_lock', IN_USE);
		},
	};
}

/** The refusal names the process to stop. */
async function ownedBy(client: pg.Client, cluster: Cluster): Promise<PostgresUnavailable> {
	const { rows } = await client.query(
		`select application_name as name from pg_locks join pg_stat_activity using (pid)
		 where locktype = 'advisory' and classid = ${LOCKS} and objid = ${OWNER}`,
	);
	const who = String(rows[0]?.name ?? 'by a process just ending').replace('owner', 'by process');
	return new PostgresUnavailable(
		`The data folder ${dirname(cluster.dir)} is already in use ${who}. Stop that one first, or choose another folder.`,
	);
}

async function createDatabase(client: pg.Client): Promise<void> {
	const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
	if (rowCount) return;
	await client.query(`create database ${DATABASE}`).catch((error: pg.DatabaseError) => {
		// 42P04, 23505: another process made it a moment ago.
		if (error.code !== '42P04' && error.code !== '23505') throw error;
	});
}
