import { recordset, sql, type Tx } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import { KINDS, type Notice, type NoticeKind } from './schema.ts';

/** The job that mails one message. */
export const MAIL_NOTICE = 'mail_notice';

export interface Sent {
	id: number;
	/** A mail is on its way. */
	mailed: boolean;
}

/**
 * Gives people messages, and mails them to those who have an address and have not declined the kind.
 * Answers in the order given.
 * @param mailAt when mails go, until when a message can be taken back unmailed; null: none goes
 */
export async function notify(
	tx: Tx,
	notices: readonly Notice[],
	now: Date,
	mailAt: Date | null = now,
): Promise<Sent[]> {
	if (notices.length === 0) return [];
	return tx.rows<Sent>(sql`
		with given as (
			select g.*, row_number() over () as place
			from ${recordset(notices)} as g("accountId" bigint, kind text, title text, body text, href text)
		), made as (
			insert into notifications (account_id, kind, title, body, href, created_at)
			select "accountId", kind, title, body, href, ${now} from given order by place returning id, account_id, kind
		), queued as (
			select m.id, (graphile_worker.add_job(${MAIL_NOTICE}, json_build_object('id', m.id), run_at := ${mailAt},
				max_attempts := 12)).id is not null as mailed
			from made m join accounts a on a.id = m.account_id and a.email is not null and a.disabled_at is null
				left join notification_choices c on c.account_id = m.account_id and c.kind = m.kind
			where coalesce(c.by_mail, true) and ${mailAt}::timestamptz is not null
		)
		select m.id, coalesce(q.mailed, false) as mailed from made m left join queued q on q.id = m.id order by m.id`);
}

/** Takes messages back that nobody has read; answers the ids of those that were read or mailed already. */
export async function withdrawNotices(tx: Tx, ids: readonly number[], now: Date): Promise<Set<number>> {
	// In order, as the job that mails takes them: it holds the row of a message until the mail is gone.
	const rows = await tx.rows<{ id: number; reached: boolean }>(sql`
		select id, read_at is not null or mailed_at is not null as reached from notifications
		where id = any(${ids}::bigint[]) order by id for update`);
	await tx.rows(sql`update notifications set withdrawn_at = ${now}
		where id = any(${ids}::bigint[]) and read_at is null and withdrawn_at is null`);
	return new Set(rows.filter(({ reached }) => reached).map(({ id }) => id));
}

/**
 * A person opens one of their messages; answers where it leads.
 * @throws Refusal `not_found`
 */
export async function openNotice(tx: Tx, accountId: number, id: number, now: Date): Promise<string> {
	const notice = await tx.first<{ href: string }>(sql`
		update notifications set read_at = coalesce(read_at, ${now})
		where id = ${id} and account_id = ${accountId} and withdrawn_at is null returning href`);
	if (!notice) throw notFound();
	return notice.href;
}

/** Marks messages of a person as read: up to and with one, which is the latest that they saw. */
export async function markAllRead(tx: Tx, accountId: number, upTo: number, now: Date): Promise<void> {
	await tx.rows(sql`update notifications set read_at = ${now}
		where account_id = ${accountId} and id <= ${upTo} and read_at is null and withdrawn_at is null`);
}

/** Chooses which kinds come by mail too. */
export async function chooseMails(tx: Tx, accountId: number, byMail: ReadonlySet<NoticeKind>): Promise<void> {
	const choices = KINDS.map((kind) => ({ kind, mail: byMail.has(kind) }));
	await tx.rows(sql`insert into notification_choices (account_id, kind, by_mail)
		select ${accountId}, kind, mail from ${recordset(choices)} as c(kind text, mail boolean)
		on conflict (account_id, kind) do update set by_mail = excluded.by_mail`);
}
