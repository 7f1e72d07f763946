import { timeOf } from '#features/initiatives/components/instant.ts';
import { type UnitScope, within } from '#features/units/rules.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, type Sql, sql } from '#platform/db/db.ts';
import type { Locale } from '#platform/i18n/translate.ts';
import type { FiguresOf, Matter, ProgressMeasure, ReminderText } from '../schema.ts';

/** Who gets the reminders of some units: officers and reviewers of these very units, but for who sends them. */
export async function recipientsOf(
	db: Reader,
	unitIds: readonly number[],
	but: number,
): Promise<{ unitId: number; accountId: number; locale: Locale }[]> {
	return db.rows(sql`
		select distinct g.unit_id as "unitId", a.id as "accountId", a.locale from role_grants g
			join accounts a on a.id = g.account_id and a.disabled_at is null
		where g.unit_id = any(${unitIds}::int[]) and g.role in ('officer', 'reviewer') and a.id <> ${but}
		order by 1, 2`);
}

/** Who reminded some units of a matter on a day, and at what time. */
export async function remindedToday(
	db: Reader,
	programmeId: number,
	matter: Matter,
	unitIds: readonly number[],
	today: LocalDate,
): Promise<{ unitId: number; by: string; time: string }[]> {
	const rows = await db.rows<{ unitId: number; by: string; at: Date }>(sql`
		select r.unit_id as "unitId", a.name as by, o.sent_at as at from reminders r
			join reminder_rounds o on o.id = r.round_id join accounts a on a.id = o.account_id
		where not r.void and r.programme_id = ${programmeId} and r.kind = ${matter} and r.local_date = ${today}
			and r.unit_id = any(${unitIds}::int[]) order by r.unit_id`);
	return rows.map(({ at, ...row }) => ({ ...row, time: timeOf(at) }));
}

/** One reminder of one unit. */
export interface Reminder {
	id: number;
	roundId: number;
	unitId: number;
	unitCode: string;
	unitName: string;
	matter: Matter;
	period: string;
	measure: ProgressMeasure;
	/** What stood at the unit when it was sent. */
	figures: FiguresOf[Matter];
	by: string;
	at: Date;
	people: number;
	mails: number;
	/** How many of its messages were read. */
	read: number;
	withdrawnAt: Date | null;
}

const REMINDER = sql`r.id, r.round_id as "roundId", r.unit_id as "unitId", u.code as "unitCode", t.name as "unitName",
	r.kind as matter, o.period, o.measure, r.figures, a.name as by, o.sent_at as at, r.people, r.mails,
	(select count(*)::int from reminder_notifications l join notifications n on n.id = l.notification_id
		where l.reminder_id = r.id and n.read_at is not null) as read, r.withdrawn_at as "withdrawnAt"`;
const FROM: Sql = sql`reminders r join reminder_rounds o on o.id = r.round_id join accounts a on a.id = o.account_id
	join units u on u.id = r.unit_id join unit_today t on t.unit_id = r.unit_id`;

/** Reminders of a unit, or with `below` of all units under it too; within reach, newest first. */
export async function remindersAt(
	db: Reader,
	scope: UnitScope,
	programmeId: number,
	unitId: number,
	of: { below: boolean; limit: number },
): Promise<Reminder[]> {
	const place = of.below
		? sql`exists (select 1 from unit_closure c where c.unit_id = r.unit_id and c.ancestor_id = ${unitId})`
		: sql`r.unit_id = ${unitId}`;
	return db.rows<Reminder>(sql`select ${REMINDER} from ${FROM}
		where r.programme_id = ${programmeId} and ${place} and ${within(scope, sql`r.unit_id`)}
		order by r.id desc limit ${of.limit}`);
}

/** One press of «send»: what was written, and what became of it. */
export interface Round {
	id: number;
	programmeId: number;
	unitId: number;
	matter: Matter;
	period: string;
	measure: ProgressMeasure;
	texts: Record<Locale, ReminderText>;
	accountId: number;
	by: string;
	at: Date;
	reminders: Reminder[];
	skipped: { unitId: number; unitName: string; why: 'today' | 'nothing' }[];
}

/** A round that was sent from a unit within reach. */
export async function roundById(db: Reader, scope: UnitScope, id: number): Promise<Round | undefined> {
	const round = await db.first<Omit<Round, 'reminders' | 'skipped'>>(sql`
		select o.id, o.programme_id as "programmeId", o.unit_id as "unitId", o.kind as matter, o.period, o.measure, o.texts,
			o.account_id as "accountId", a.name as by, o.sent_at as at
		from reminder_rounds o join accounts a on a.id = o.account_id
		where o.id = ${id} and ${within(scope, sql`o.unit_id`)}`);
	if (!round) return undefined;
	const [reminders, skipped] = [
		await db.rows<Reminder>(sql`select ${REMINDER} from ${FROM} where r.round_id = ${id} order by r.id`),
		await db.rows<Round['skipped'][number]>(sql`
			select t.unit_id as "unitId", t.name as "unitName", s.why from reminder_rounds o
				cross join jsonb_to_recordset(o.skipped) as s("unitId" int, why text)
				join unit_today t on t.unit_id = s."unitId" where o.id = ${id} order by t.unit_id`),
	];
	return { ...round, reminders, skipped };
}
