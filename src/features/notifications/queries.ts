import { type Reader, sql } from '#platform/db/db.ts';
import { KINDS, type NoticeKind, UNREAD_MAX } from './schema.ts';

/** A message as its person sees it. */
export interface MyNotice {
	id: number;
	kind: NoticeKind;
	title: string;
	body: string;
	href: string;
	at: Date;
	read: boolean;
}

/** How many messages a person has not read; counts at most one past `UNREAD_MAX`. */
export async function unreadCount(db: Reader, accountId: number): Promise<number> {
	const row = await db.first<{ n: number }>(sql`select count(*)::int as n from (select 1 from notifications
		where account_id = ${accountId} and read_at is null and withdrawn_at is null limit ${UNREAD_MAX + 1}) unread`);
	return row!.n;
}

/**
 * A page of a person's messages, newest first.
 * @param of.before id of the last one of the page before
 */
export async function listNotices(
	db: Reader,
	accountId: number,
	of: { before?: number; limit: number },
): Promise<{ notices: MyNotice[]; more: boolean }> {
	const rows = await db.rows<MyNotice>(sql`
		select id, kind, title, body, href, created_at as at, read_at is not null as read from notifications
		where account_id = ${accountId} and withdrawn_at is null
			and (${of.before ?? null}::bigint is null or id < ${of.before ?? null}::bigint)
		order by id desc limit ${of.limit + 1}`);
	return { notices: rows.slice(0, of.limit), more: rows.length > of.limit };
}

/** Whether each kind of message comes to a person by mail too. */
export async function mailChoices(db: Reader, accountId: number): Promise<Record<NoticeKind, boolean>> {
	const rows = await db.rows<{ kind: NoticeKind; byMail: boolean }>(
		sql`select kind, by_mail as "byMail" from notification_choices where account_id = ${accountId}`,
	);
	const chosen = new Map(rows.map(({ kind, byMail }) => [kind, byMail]));
	return Object.fromEntries(KINDS.map((kind) => [kind, chosen.get(kind) ?? true])) as Record<
		NoticeKind,
		boolean
	>;
}
