import type { Task } from 'graphile-worker';
import type { Clock } from '#platform/clock/clock.ts';
import { type Db, sql } from '#platform/db/db.ts';
import type { Mailer } from '#platform/mail/mail.ts';

interface Due {
	title: string;
	body: string;
	href: string;
	email: string;
}

/**
 * Mails one message, unless it was taken back, mailed, or its person has since declined or left. The row stays
 * locked while the mail goes, so that taking it back either comes first or knows that it came too late.
 * Whoever cuts the process off between mail and record gets the mail twice.
 */
export const mailNoticeTask =
	({ db, clock, mail, publicUrl }: { db: Db; clock: Clock; mail: Mailer; publicUrl: string }): Task =>
	async (payload) => {
		const { id } = payload as { id: number };
		await db.transaction(async (tx) => {
			const due = await tx.first<Due>(sql`
				select n.title, n.body, n.href, a.email from notifications n join accounts a on a.id = n.account_id
					left join notification_choices c on c.account_id = n.account_id and c.kind = n.kind
				where n.id = ${id} and n.withdrawn_at is null and n.mailed_at is null and a.email is not null
					and a.disabled_at is null and coalesce(c.by_mail, true) for update of n`);
			if (!due) return;
			const text = `${due.body}\n\n${publicUrl}${due.href}`;
			await mail.send({ to: due.email, subject: due.title, text });
			await tx.rows(sql`update notifications set mailed_at = ${clock.now()} where id = ${id}`);
		});
	};
