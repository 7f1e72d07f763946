import { afterAll, expect, test } from 'vitest';
import { openDb, sql } from '#platform/db/db.ts';
import { migrateJobs, runJobs } from '#platform/jobs/jobs.ts';
import { createLogger } from '#platform/log/log.ts';
import { createMailer } from '#platform/mail/mail.ts';
import { testDatabase } from '#testing/database.ts';
import { smtpServer } from '#testing/smtp-server.ts';
import { makePerson, makeUnits } from '#testing/world.ts';
import { chooseMails, MAIL_NOTICE, markAllRead, notify, openNotice, withdrawNotices } from './commands.ts';
import { mailNoticeTask } from './jobs.ts';
import { listNotices, mailChoices, unreadCount } from './queries.ts';
import type { Notice } from './schema.ts';

const { url } = await testDatabase();
const db = openDb(url);
await migrateJobs(db.pool);
const units = await makeUnits(db, [['CS', 'TLD', 'grassroots']]);
const now = () => new Date();
const person = () => makePerson(db, 'officer', units.get('CS')!.id);
const noticeTo = (accountId: number, over: Partial<Notice> = {}): Notice => ({
	accountId,
	kind: 'lagging',
	title: 'Tiến độ «gd1»',
	body: 'Còn thiếu 12 sáng kiến.\nXin đôn đốc.',
	href: '/tien-do?ky=gd1',
	...over,
});
const send = (notices: readonly Notice[], mailAt?: Date) =>
	db.transaction((tx) => notify(tx, notices, now(), mailAt));
const inAnHour = () => new Date(Date.now() + 3_600_000);
const queued = async (id: number) =>
	(await db.rows(sql`select 1 from graphile_worker._private_jobs where (payload->>'id')::bigint = ${id}`))
		.length;

const server = await smtpServer();
const silent = createLogger('silent');
const mail = createMailer({ smtpUrl: server.url, from: 'cong@thu.invalid', folder: '', log: silent });
const task = mailNoticeTask({ db, clock: { now }, mail, publicUrl: 'https://cong.invalid' });
const queue = await runJobs(db.pool, { [MAIL_NOTICE]: task }, silent);
afterAll(async () => {
	await queue.stop();
	await server.close();
	await db.close();
});
/** What the mail server was given for one address, whole. */
const mailsTo = (email: string) => server.received.filter((text) => text.includes(`To: ${email}`));
const emailOf = async (accountId: number) =>
	(await db.first<{ email: string }>(sql`select email from accounts where id = ${accountId}`))!.email;

test('messages are listed newest first, counted, opened one by one and all at once', async () => {
	const { accountId } = await person();
	const other = await person();
	const sent = await send(
		[1, 2, 3].map((n) => noticeTo(accountId, { title: `Thư ${n}` })),
		inAnHour(),
	);
	expect(sent.map(({ mailed }) => mailed)).toEqual([true, true, true]);
	const { notices, more } = await listNotices(db, accountId, { limit: 2 });
	expect([notices.map(({ title }) => title), more]).toEqual([['Thư 3', 'Thư 2'], true]);
	expect(await unreadCount(db, accountId)).toBe(3);
	expect(await db.transaction((tx) => openNotice(tx, accountId, sent[1]!.id, now()))).toBe('/tien-do?ky=gd1');
	expect(await unreadCount(db, accountId)).toBe(2);
	await expect(
		db.transaction((tx) => openNotice(tx, other.accountId, sent[1]!.id, now())),
	).rejects.toMatchObject({ code: 'not_found' });
	await db.transaction((tx) => markAllRead(tx, other.accountId, sent[2]!.id, now()));
	expect(await unreadCount(db, accountId)).toBe(2);
	await db.transaction((tx) => markAllRead(tx, accountId, sent[0]!.id, now()));
	expect(await unreadCount(db, accountId)).toBe(1);
});

test('an address that leads away from the portal is no message', async () => {
	const { accountId } = await person();
	for (const href of ['https://evil.example', '//evil.example', '/\\evil.example', 'cua-toi'])
		await expect(send([noticeTo(accountId, { href })]), href).rejects.toThrow('href');
	expect((await send([noticeTo(accountId, { href: '/' })], inAnHour())).length).toBe(1);
});

test('a mail really reaches the server, with the words and the way back', async () => {
	const { accountId } = await person();
	const email = await emailOf(accountId);
	const [sent] = await send([noticeTo(accountId)]);
	await expect.poll(() => mailsTo(email).length, { timeout: 30_000 }).toBe(1);
	const [text = ''] = mailsTo(email);
	const encoded = /quoted-printable/i.test(text)
		? Buffer.from(
				text
					.replace(/=\r\n/g, '')
					.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
				'latin1',
			).toString('utf8')
		: Buffer.from(text.split('\r\n\r\n')[1] ?? '', 'base64').toString('utf8');
	expect(encoded).toContain('Còn thiếu 12 sáng kiến.');
	expect(encoded).toContain('https://cong.invalid/tien-do?ky=gd1');
	await expect
		.poll(
			async () =>
				(await db.first<{ at: Date }>(sql`select mailed_at as at from notifications where id = ${sent!.id}`))!
					.at,
		)
		.toBeTruthy();
});

test('who has no address or declined the kind gets no mail, and the message all the same', async () => {
	const [declined, without, keen] = [await person(), await person(), await person()];
	await db.transaction((tx) => chooseMails(tx, declined.accountId, new Set(['backlog'])));
	expect(await mailChoices(db, declined.accountId)).toEqual({
		lagging: false,
		backlog: true,
		returned: false,
	});
	await db.rows(
		sql`update accounts set email = null, phone = '+84900000001' where id = ${without.accountId}`,
	);
	const sent = await send(
		[declined, without, keen].map(({ accountId }) => noticeTo(accountId)),
		inAnHour(),
	);
	expect(sent.map(({ mailed }) => mailed)).toEqual([false, false, true]);
	expect(await Promise.all(sent.map(({ id }) => queued(id)))).toEqual([0, 0, 1]);
	for (const { accountId } of [declined, without]) expect(await unreadCount(db, accountId)).toBe(1);
});

test('what is taken back is gone, is not mailed, and says whether it had reached anybody', async () => {
	const [unread, read] = [await person(), await person()];
	const email = await emailOf(unread.accountId);
	const soon = new Date(Date.now() + 700);
	const sent = await send(
		[unread, read].map(({ accountId }) => noticeTo(accountId)),
		soon,
	);
	await db.transaction((tx) => openNotice(tx, read.accountId, sent[1]!.id, now()));
	const reached = await db.transaction((tx) =>
		withdrawNotices(
			tx,
			sent.map(({ id }) => id),
			now(),
		),
	);
	expect(reached).toEqual(new Set([sent[1]!.id]));
	expect((await listNotices(db, unread.accountId, { limit: 9 })).notices).toEqual([]);
	expect((await listNotices(db, read.accountId, { limit: 9 })).notices.length).toBe(1);
	await expect(
		db.transaction((tx) => openNotice(tx, unread.accountId, sent[0]!.id, now())),
	).rejects.toMatchObject({ code: 'not_found' });
	// Once the other one's mail has come, the job of this one is over too.
	await expect.poll(() => queued(sent[0]!.id), { timeout: 30_000 }).toBe(0);
	expect(mailsTo(email)).toEqual([]);
});
