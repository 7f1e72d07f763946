import type { Random } from '#database/demo/random.ts';
import { raw, type Sql, sql, type Tx } from '#platform/db/db.ts';

/** A table that figures come from or stand in, and what of it verify answers for. */
interface Kept {
	table: string;
	/** Columns that may be altered without a figure being wrong: they belong to nobody's count. */
	free?: readonly string[];
	/** Rows `t` that count something: what comes to nothing may as well not be there. */
	counts?: string;
	/** Rows can be made up. Of events only such that do not follow: one that does is an event. */
	invented?: boolean;
}

const CELL = 'not (t.n = 0 and t.benefit = 0 and t.own_n = 0 and t.own_benefit = 0)';
const cube = (table: string): Kept => ({ table, counts: CELL, invented: true });

export const KEPT: readonly Kept[] = [
	{ table: 'events', free: ['xid'], invented: true },
	{ table: 'event_positions', invented: true },
	{ table: 'tally_state', free: ['singleton', 'xid', 'stale'] },
	cube('tally_by_unit'),
	cube('tally_by_day'),
	cube('tally_by_class'),
	cube('tally_by_kind'),
	cube('tally_by_benefit'),
	cube('tally_by_value'),
	{ table: 'tally_people', counts: 't.n <> 0', invented: true },
	{ table: 'author_places', counts: 't.submitted <> 0', invented: true },
	// Whose account it is counts nowhere, nor at which second of the day it joined.
	{ table: 'registrations', free: ['account_id', 'at'] },
	{
		table: 'initiatives',
		free: [
			...[
				'id',
				'level',
				'review_unit_id',
				'appealed',
				'title',
				'problem',
				'solution',
				'result',
				'benefit_text',
			],
			...[
				'social_benefit',
				'difference',
				'applied_on',
				'recognised_by',
				'recognition_number',
				'recognised_on',
			],
			...[
				'confidential',
				'consent',
				'created_by',
				'submission_key',
				'content_key',
				'submitted_at',
				'state_at',
			],
			'search',
		],
	},
	{
		table: 'initiative_authors',
		free: ['position', 'name', 'folded_name', 'account_id', 'name_public', 'consent_at', 'consent_by'],
	},
	{ table: 'decisions', free: ['level', 'note'], invented: true },
	{ table: 'unit_closure', invented: true },
	{ table: 'past_closure', invented: true },
	{ table: 'unit_today' },
	{ table: 'snapshots' },
	{ table: 'snapshot_rows', invented: true },
];

interface Column {
	name: string;
	type: string;
	/** PostgreSQL numbers its rows and lets nobody else. */
	fixed: boolean;
}

/** What was done to which row, in words; null when the database would not have it, or nothing came of it. */
export async function corruptAtRandom(tx: Tx, random: Random, kept: Kept): Promise<string | null> {
	const { table, counts = 'true' } = kept;
	const row = await tx.first<{ ctid: string; row: Record<string, unknown> }>(sql`
		select t.ctid::text, to_jsonb(t) as row from ${raw(table)} t where ${raw(counts)}
		order by md5(t.ctid::text || ${random.next()}::text) limit 1`);
	if (!row) return null;
	const place = sql`${row.ctid}::tid`;
	const does = random.weighted([
		['alters', 6],
		['drops', table === 'tally_state' ? 0 : 2],
		['invents', kept.invented ? 2 : 0],
	] as const);
	if (does === 'drops') {
		await tx.rows(sql`delete from ${raw(table)} where ctid = ${place}`);
		return `${table}: dropped ${JSON.stringify(row.row)}`;
	}
	const columns = (await columnsOf(tx, table)).filter(({ name }) => !kept.free?.includes(name));
	const column = random.pick(
		does === 'invents' ? await keysOf(tx, table, columns) : columns.filter(({ fixed }) => !fixed),
	);
	const other = otherValue(random, table, column);
	const name = raw(`"${column.name}"`);
	const said = `${table}: ${does} ${column.name} of ${JSON.stringify(row.row)}`;
	if (does === 'invents') {
		const names = (await columnsOf(tx, table)).map((each) => `"${each.name}"`);
		const values = names.map((each) => (each === `"${column.name}"` ? other : raw(each)));
		const made =
			await tx.rows(sql`insert into ${raw(table)} (${raw(names.join(', '))}) overriding system value
			select ${joined(values)} from ${raw(table)} where ctid = ${place} returning 1`);
		return made.length > 0 ? said : null;
	}
	const altered = await tx.rows(sql`update ${raw(table)} set ${name} = ${other}
		where ctid = ${place} and ${name} is distinct from ${other} returning 1`);
	return altered.length > 0 ? said : null;
}

const joined = (parts: readonly Sql[]): Sql => parts.reduce((all, part) => sql`${all}, ${part}`);

const columnsOf = (tx: Tx, table: string): Promise<Column[]> =>
	tx.rows<Column>(sql`select attname as name, format_type(atttypid, null) as type, attidentity = 'a' as fixed
		from pg_attribute
		where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`);

/** Columns of the primary key: a made-up row needs another one. */
async function keysOf(tx: Tx, table: string, columns: readonly Column[]): Promise<Column[]> {
	const keys = await tx.rows<{ name: string }>(sql`select a.attname as name from pg_index i
		join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
		where i.indrelid = ${table}::regclass and i.indisprimary`);
	return columns.filter(({ name }) => keys.some((key) => key.name === name));
}

/** Another value of a column, from its own one. */
function otherValue(random: Random, table: string, { name, type }: Column): Sql {
	const own = raw(`"${name}"`);
	const step = raw(String(random.pick([-2, -1, 1, 3])));
	switch (type) {
		case 'smallint':
		case 'integer':
		case 'bigint':
		case 'numeric':
			return sql`(coalesce(${own}, 0) + ${step})`;
		case 'date':
			return sql`(coalesce(${own}, date '2022-01-08') + ${step})`;
		case 'timestamp with time zone':
			return sql`(${own} + ${step} * interval '1 second')`;
		case 'boolean':
			return sql`(not ${own})`;
		case 'bytea':
			return sql`(case when length(${own}) = 0 then '\\x00'::bytea else set_byte(${own}, 0, (get_byte(${own}, 0) + 1) % 256) end)`;
		case 'bigint[]':
			return sql`(array_append(${own}, 7::bigint))`;
		case 'jsonb':
			return sql`(${own} || '{"note": "khác"}')`;
		// Columns of a few words take another one of theirs; the rest take a letter more.
		default:
			return sql`(select coalesce((select o."${raw(name)}" from ${raw(table)} o
				where o."${raw(name)}" is distinct from ${raw(`${table}."${name}"`)} order by random() limit 1),
				${raw(`${table}."${name}"`)} || 'x'))`;
	}
}
