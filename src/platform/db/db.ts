import { createHash } from 'node:crypto';
import pg from 'pg';
import sql, { empty, join, type RawValue, raw, type Sql } from 'sql-template-tag';
import { Refusal } from '#platform/http/refusal.ts';

// `raw` is for names that stand in the program, such as those of tables; never for what somebody wrote.
export { empty, join, type RawValue, raw, type Sql, sql };

/** Anything that answers queries: the pool, or a transaction. */
export interface Reader {
	/** Every row, columns named as in the statement. */
	rows<Row>(statement: Sql): Promise<Row[]>;
	/** The first row, or undefined. */
	first<Row>(statement: Sql): Promise<Row | undefined>;
}

/** A transaction: only verbs that are given one may write. */
export interface Tx extends Reader {
	readonly transaction: true;
	/** The connection itself, for COPY. */
	readonly client: pg.PoolClient;
	readonly home: Home;
}

/** Stands for one database while it is open: what is kept of it in memory hangs on this. */
export type Home = object;

export interface Db extends Reader {
	readonly pool: pg.Pool;
	readonly home: Home;
	/** Runs `work` in a transaction; a deadlock or serialization failure is tried again, everything else rolls back. */
	transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
	/** One unchanging view of the database for several reads, beside live traffic. */
	snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
	close(): Promise<void>;
}

// Dates stay local dates as text, and counts are numbers: the portal has none beyond 2^53 but sums of đồng,
// which are numeric and stay text.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.INT8, (text) => {
	const value = Number(text);
	if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number`);
	return value;
});

/**
 * Opens a pool. Statements are prepared under a name made from their text, so a statement is parsed once
 * per connection; text that varies without bound (lists written out) must therefore go in as an array.
 */
export function openDb(url: string, options: { max?: number } = {}): Db {
	const pool = new pg.Pool({ connectionString: url, max: options.max ?? 16, types });
	// An idle connection that breaks (database restarted) is dropped; the next query opens another.
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', () => {}));
	const home: Home = {};

	async function transact<T>(begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
		const client = await pool.connect();
		let broken: Error | undefined;
		try {
			await client.query(begin);
			const result = await work({ ...reader(client), transaction: true, client, home });
			await client.query('commit');
			return result;
		} catch (error) {
			await client.query('rollback').catch((failure) => {
				broken = failure;
			});
			throw error;
		} finally {
			client.release(broken);
		}
	}

	return {
		...reader(pool),
		pool,
		home,
		transaction: (work) => retryConflicts(() => transact('begin', work)),
		snapshot: (work) => transact('begin isolation level repeatable read read only', work),
		close: () => pool.end(),
	};
}

/** No text of PostgreSQL holds a NUL; who sends one, wherever it came in, is told so. */
const NO_TEXT = new Set(['22021', '22P05']);

function reader(client: pg.Pool | pg.PoolClient): Reader {
	const rows = async <Row>(statement: Sql) => {
		const text = statement.text;
		try {
			const name = anew.has(statement) ? undefined : statementName(text);
			const result = await client.query({ name, text, values: statement.values });
			return result.rows as Row[];
		} catch (error) {
			if (NO_TEXT.has((error as { code?: string }).code ?? '')) throw new Refusal('value_invalid');
			throw error;
		}
	};
	return { rows, first: async <Row>(statement: Sql) => (await rows<Row>(statement))[0] };
}

const anew = new WeakSet<Sql>();

/**
 * The same statement, as a whole and not as a part of another, planned anew whenever it runs. After five runs PostgreSQL keeps one plan of a prepared statement for
 * arrays of any length, and keeps it while a table goes from one page to thousands: what looks things up for long
 * arrays, in tables that are emptied or begin empty, would take minutes instead of milliseconds.
 */
export function plannedAnew(statement: Sql): Sql {
	anew.add(statement);
	return statement;
}

const names = new Map<string, string>();

function statementName(text: string): string {
	let name = names.get(text);
	if (!name) {
		name = createHash('sha1').update(text).digest('base64url');
		names.set(text, name);
	}
	return name;
}

const CONFLICTS = new Set(['40001', '40P01']);

async function retryConflicts<T>(work: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await work();
		} catch (error) {
			if (attempt === 4 || !CONFLICTS.has((error as { code?: string }).code ?? '')) throw error;
			await new Promise((resolve) => setTimeout(resolve, attempt * 20 * Math.random()));
		}
	}
}

/** The name of the unique constraint that `error` reports as violated, or null. */
export function violatedUnique(error: unknown): string | null {
	const { code, constraint } = error as { code?: string; constraint?: string };
	return code === '23505' ? (constraint ?? '') : null;
}

/** The order in which Vietnamese readers look names up; the database's own is that of code points. */
export const VIETNAMESE: Sql = sql`"vi-x-icu"`;

/** Rows as one JSON parameter: `from ${recordset(items)} as i(id bigint, name text)`. */
export function recordset(items: readonly object[]): Sql {
	return sql`jsonb_to_recordset(${JSON.stringify(items)}::jsonb)`;
}

/** Conditions joined by `and`; none is true. */
export function all(conditions: readonly RawValue[]): Sql {
	return conditions.length === 0 ? sql`true` : join(conditions, ' and ');
}
