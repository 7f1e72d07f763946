import { type Actor, holds, rolesWith } from '#features/people/rules.ts';
import { type LocalDate, localDate } from '#platform/clock/clock.ts';
import { recordset, sql, type Tx } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { takesSubmissions } from './rules.ts';
import type { Names, Programme, Reason, ReviewLevel } from './schema.ts';

/** A programme as it is written down, before it has ids. All dates inclusive. */
export interface ProgrammeDefinition {
	code: string;
	name: Names;
	description: Names;
	status: 'open' | 'closed';
	applicationFrom: LocalDate;
	applicationTo: LocalDate;
	submissionFrom: LocalDate;
	submissionTo: LocalDate;
	requiredFields: string[];
	returnDays: number;
	groups: { code: string; name: Names }[];
	fields: { code: string; name: Names }[];
	phases: { code: string; name: Names; from: LocalDate; to: LocalDate; target: number | null }[];
	campaigns: { phase: string; code: string; name: Names; from: LocalDate; to: LocalDate }[];
	reasons: Reason[];
	levels: { code: string; name: Names; action: ReviewLevel['action']; at: ReviewLevel['heldAt'] }[];
}

/** Adds a programme with all its parts. A code that exists is left as it is; answers whether it was added. */
export async function addProgramme(tx: Tx, p: ProgrammeDefinition): Promise<boolean> {
	const row = await tx.first<{ id: number }>(sql`
		insert into programmes (code, name, description, status, application, submission, required_fields, return_days)
		values (${p.code}, ${p.name}, ${p.description}, ${p.status},
			daterange(${p.applicationFrom}, ${p.applicationTo}, '[]'),
			daterange(${p.submissionFrom}, ${p.submissionTo}, '[]'), ${p.requiredFields}, ${p.returnDays})
		on conflict (code) do nothing returning id`);
	if (!row) return false;
	const numbered = <T extends object>(items: readonly T[]) =>
		recordset(items.map((item, position) => ({ ...item, position })));
	await tx.rows(sql`insert into phases (programme_id, code, name, dates, target)
		select ${row.id}, code, name, daterange("from", "to", '[]'), target
		from ${recordset(p.phases)} as x(code text, name jsonb, "from" date, "to" date, target int)`);
	await tx.rows(sql`insert into campaigns (phase_id, code, name, dates)
		select ph.id, x.code, x.name, daterange(x."from", x."to", '[]')
		from ${recordset(p.campaigns)} as x(phase text, code text, name jsonb, "from" date, "to" date)
		join phases ph on ph.programme_id = ${row.id} and ph.code = x.phase`);
	await tx.rows(sql`insert into participant_groups (programme_id, code, name, position)
		select ${row.id}, code, name, position from ${numbered(p.groups)} as x(code text, name jsonb, position int)`);
	await tx.rows(sql`insert into fields (programme_id, code, name, position)
		select ${row.id}, code, name, position from ${numbered(p.fields)} as x(code text, name jsonb, position int)`);
	await tx.rows(sql`insert into reasons (programme_id, code, kind, name, position)
		select ${row.id}, code, kind, name, position
		from ${numbered(p.reasons)} as x(code text, kind text, name jsonb, position int)`);
	await tx.rows(sql`insert into review_levels (programme_id, level, code, name, action, held_at)
		select ${row.id}, position + 1, code, name, action, "at"
		from ${numbered(p.levels)} as x(code text, name jsonb, action text, "at" text, position int)`);
	return true;
}

/**
 * A person joins a programme without submitting yet; whoever has joined stays as they are.
 * @throws Refusal `forbidden`, `submission_closed`, `no_unit` when every unit of theirs has ended
 */
export async function joinProgramme(tx: Tx, actor: Actor, programme: Programme, now: Date): Promise<void> {
	if (!holds(actor, 'submit')) throw new Refusal('forbidden', { status: 403 });
	if (!takesSubmissions(programme, localDate(now)))
		throw new Refusal('submission_closed', { params: programme.submission });
	await register(tx, programme.id, actor.accountId, null, now);
	const joined = await tx.first(sql`select 1 from registrations
		where programme_id = ${programme.id} and account_id = ${actor.accountId}`);
	if (!joined) throw new Refusal('no_unit');
}

/**
 * Counts an account among those that joined a programme, once and for ever, in the unit in which it stands: that of
 * its member role, else of the first other role with which one submits, else `unitId`.
 */
export async function register(
	tx: Tx,
	programmeId: number,
	accountId: number,
	unitId: number | null,
	now: Date,
): Promise<void> {
	await tx.rows(sql`
		insert into registrations (programme_id, account_id, unit_id, at, local_date)
		select ${programmeId}, ${accountId}, stands.unit_id, ${now}, ${localDate(now)}
		from (select coalesce((select g.unit_id from role_grants g
			join unit_today t on t.unit_id = g.unit_id and t.ended_on is null
			where g.account_id = ${accountId} and g.role = any(${rolesWith('submit')}::text[])
			order by g.role <> 'member', g.granted_at, g.role limit 1), ${unitId}::int) as unit_id) stands
		where stands.unit_id is not null
		on conflict (programme_id, account_id) do nothing`);
}
