import type { Actor } from '#features/people/rules.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { unitById } from '#features/units/queries.ts';
import type { Unit } from '#features/units/schema.ts';
import { addDays, localDate, localHour } from '#platform/clock/clock.ts';
import { type Db, sql, type Tx } from '#platform/db/db.ts';
import { enqueue } from '#platform/jobs/jobs.ts';
import { reportPeriods } from './rules.ts';
import type { ReportKind } from './schema.ts';

/** The job that makes a report and mails it. */
export const MAIL_REPORT = 'mail_report';

/** Asks for reports of a unit by mail, each when its period is over; taken up again it goes on from now. */
export async function subscribe(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	unit: Pick<Unit, 'id'>,
	kind: ReportKind,
	now: Date,
): Promise<void> {
	// What was over before is not sent: it is on the page.
	const over = reportPeriods(programme, kind, yesterdayOf(now)).find(({ running }) => !running);
	await tx.rows(sql`
		insert into report_subscriptions (account_id, programme_id, unit_id, kind, locale, since, sent_to)
		values (${actor.accountId}, ${programme.id}, ${unit.id}, ${kind}, ${actor.locale}, ${now}, ${over?.to ?? null})
		on conflict (account_id, programme_id, unit_id, kind) do update set ended_at = null, since = excluded.since,
			locale = excluded.locale, sent_to = greatest(report_subscriptions.sent_to, excluded.sent_to)`);
}

/** Stops one of a person's own subscriptions; somebody else's stays as it is. */
export async function unsubscribe(tx: Tx, actor: Actor, id: number, now: Date): Promise<void> {
	await tx.rows(sql`update report_subscriptions set ended_at = ${now}
		where id = ${id} and account_id = ${actor.accountId} and ended_at is null`);
}

/** Local hour from which the reports of the day before are sent: before the Monday meeting. */
const HOUR = 6;

/**
 * Puts a job in the queue for each report whose period is over and that was not sent yet: once, however often it is
 * called and from however many processes. Answers how many.
 */
export async function sendDueReports(db: Db, now: Date): Promise<number> {
	if (localHour(now) < HOUR) return 0;
	let sent = 0;
	// A reader of its own: a job leaves what pages keep of the programmes alone.
	for (const programme of await listProgrammes({ rows: db.rows, first: db.first }))
		for (const kind of ['weekly', 'phase', 'campaign', 'quarter', 'closing'] as const) {
			const period = reportPeriods(programme, kind, yesterdayOf(now)).find(({ running }) => !running);
			if (!period) continue;
			sent += await db.transaction(async (tx) => {
				const due = await tx.rows<{ id: number }>(sql`
					update report_subscriptions set sent_to = ${period.to}
					where programme_id = ${programme.id} and kind = ${kind} and ended_at is null
						and (sent_to is null or sent_to < ${period.to}) returning id`);
				for (const { id } of due) await enqueue(tx, MAIL_REPORT, { id, period: period.code });
				return due.length;
			});
		}
	return sent;
}

export const yesterdayOf = (now: Date) => addDays(localDate(now), -1);

/** A subscription with what its mail needs; undefined once it has ended or its person cannot get mail. */
export async function subscriptionToSend(db: Db, id: number) {
	const row = await db.first<{
		programmeId: number;
		unitId: number;
		kind: ReportKind;
		locale: 'vi' | 'en';
		email: string;
	}>(sql`
		select s.programme_id as "programmeId", s.unit_id as "unitId", s.kind, s.locale, a.email
		from report_subscriptions s join accounts a on a.id = s.account_id
		where s.id = ${id} and s.ended_at is null and a.disabled_at is null and a.email is not null`);
	const programme = row && (await listProgrammes(db)).find((each) => each.id === row.programmeId);
	const unit = row && (await unitById(db, row.unitId));
	return row && programme && unit ? { ...row, programme, unit } : undefined;
}
