import { afterAll, beforeEach, expect, test } from 'vitest';
import { openNotice } from '#features/notifications/commands.ts';
import { mailNoticeTask } from '#features/notifications/jobs.ts';
import { listNotices, unreadCount } from '#features/notifications/queries.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import { openDb, sql } from '#platform/db/db.ts';
import { migrateJobs, runJobs } from '#platform/jobs/jobs.ts';
import { createLogger } from '#platform/log/log.ts';
import { createMailer } from '#platform/mail/mail.ts';
import { testDatabase } from '#testing/database.ts';
import { progressWorld } from '#testing/progress.ts';
import { smtpServer } from '#testing/smtp-server.ts';
import { type ReminderRequest, sendReminders, withdrawRound } from './commands/reminders.ts';
import { remindersAt, roundById } from './queries/reminders.ts';
import { MAIL_DELAY_SECONDS } from './schema.ts';

const db = openDb((await testDatabase()).url);
await migrateJobs(db.pool);
const { programme, unit, people, submit, assign } = await progressWorld(db);
const { reviewer, otherReviewer, manager, officer, secondOfficer } = people;
const server = await smtpServer();
const log = createLogger('silent');
const mail = createMailer({ smtpUrl: server.url, from: 'cong@thu.invalid', folder: '', log });
const task = mailNoticeTask({
	db,
	clock: { now: () => new Date() },
	mail,
	publicUrl: 'https://cong.invalid',
});
const queue = await runJobs(db.pool, { mail_notice: task }, log);
afterAll(async () => {
	await queue.stop();
	await server.close();
	await db.close();
});

for (const code of ['CS1', 'CS2', 'CS3']) await assign(code, 50);
await submit('CS1', 10, 2);
await submit('XA', 10, 1);
await assign('XA', 50);
const period = periodsOf(programme).find(({ code }) => code === 'gd2')!;
const shownPeriod = { ...period, phase: period.phase!.name };
const words = { vi: (key: string) => key, en: (key: string) => key };
const text = (title: string) => ({ title, body: 'Còn thiếu {thieu}.' });
const request = (codes: readonly string[], over: Partial<ReminderRequest> = {}): ReminderRequest => ({
	matter: 'lagging',
	programme,
	period,
	measure: 'submitted',
	unitId: unit('TLD'),
	unitIds: codes.map(unit),
	texts: { vi: text('Nhắc {don_vi}'), en: text('Reminder for {don_vi}') },
	shownPeriod,
	words,
	...over,
});
const send = (actor: Actor, asked: ReminderRequest, now = new Date()) =>
	db.transaction((tx) => sendReminders(tx, actor, asked, now));
const round = async (id: number) => (await roundById(db, scopeOf(manager, 'follow_progress'), id))!;
const emailOf = async (actor: Actor) =>
	(await db.first<{ email: string }>(sql`select email from accounts where id = ${actor.accountId}`))!.email;

beforeEach(async () => {
	// Another day for each story: what was sent today is of yesterday.
	await db.rows(
		sql`update reminders set local_date = local_date - 1 - (select count(*)::int from reminder_rounds)`,
	);
	await db.rows(sql`update notifications set read_at = now() where read_at is null`);
});

test('reminds each unit’s people in their language, with its own figures, and keeps what stood', async () => {
	await db.rows(sql`update accounts set locale = 'en' where id = ${secondOfficer.accountId}`);
	const id = await send(reviewer, request(['CS1', 'CS2', 'CS3'], { unitId: unit('TINH') }));
	const sent = await round(id);
	expect(
		sent.reminders.map(({ unitCode, people, mails, figures }) => [unitCode, people, mails, figures]),
	).toEqual(
		[
			['CS1', 2],
			['CS2', 0],
			['CS3', 0],
		].map(([code, result]) => [
			code,
			code === 'CS3' ? 0 : 1,
			code === 'CS3' ? 0 : 1,
			// 41 of 100 days: half up.
			{ measure: 'submitted', result, target: 50, kind: 'assigned', expected: 21 },
		]),
	);
	const [vi] = (await listNotices(db, officer.accountId, { limit: 1 })).notices;
	const [en] = (await listNotices(db, secondOfficer.accountId, { limit: 1 })).notices;
	expect([vi?.title, vi?.body, vi?.read]).toEqual(['Nhắc Đơn vị CS1', 'Còn thiếu 19.', false]);
	expect([en?.title, en?.body]).toEqual(['Reminder for Đơn vị CS2', 'Còn thiếu 21.']);
	expect(vi?.href).toBe('/tien-do?don-vi=CS1&chuong-trinh=demo&ky=gd2');
});

test('its mail really arrives, once the minute for taking it back is over', async () => {
	const before = server.received.length;
	const past = new Date(Date.now() - MAIL_DELAY_SECONDS * 1_000);
	await send(reviewer, request(['CS1'], { unitId: unit('TINH') }), past);
	await expect.poll(() => server.received.length, { timeout: 30_000 }).toBe(before + 1);
	expect(server.received.at(-1)).toContain(`To: ${await emailOf(officer)}`);
	expect(server.received.at(-1)).toContain('https://cong.invalid/tien-do?');
});

test('never twice a day, also when many press at once: one is sent, the others hear of whom and when', async () => {
	const presses = await Promise.allSettled(
		Array.from({ length: 8 }, (_, index) =>
			send(
				index % 2 ? manager : reviewer,
				request(['CS2', 'CS1'].slice(0, 1 + (index % 2)), { unitId: unit('TINH') }),
			),
		),
	);
	const done = presses.flatMap((press) => (press.status === 'fulfilled' ? [press.value] : []));
	const sent = await Promise.all(done.map(round));
	expect(sent.flatMap(({ reminders }) => reminders.map(({ unitCode }) => unitCode)).sort()).toEqual([
		'CS1',
		'CS2',
	]);
	for (const press of presses)
		if (press.status === 'rejected')
			expect(press.reason).toMatchObject({
				code: 'reminded_today',
				status: 409,
				params: { time: expect.stringMatching(/^\d\d:\d\d$/) },
			});
	expect(await unreadCount(db, officer.accountId)).toBe(1);
	expect(await unreadCount(db, secondOfficer.accountId)).toBe(1);
	// Who is left of a choice is reminded, and the others are named.
	const rest = await round(await send(manager, request(['CS1', 'CS2', 'CS3'])));
	expect([rest.reminders.map(({ unitCode }) => unitCode), rest.skipped]).toEqual([
		['CS3'],
		[
			{ unitId: unit('CS1'), unitName: 'Đơn vị CS1', why: 'today' },
			{ unitId: unit('CS2'), unitName: 'Đơn vị CS2', why: 'today' },
		],
	]);
	// Another matter is another matter.
	const backlog = await round(
		await send(
			manager,
			request(['CS1'], {
				matter: 'backlog',
				texts: { vi: { title: 'x', body: '{dang_cho}' }, en: { title: 'x', body: '{dang_cho}' } },
			}),
		),
	);
	expect(backlog.reminders.map(({ figures }) => figures)).toEqual([
		{ waiting: 2, oldest: expect.any(String), submitted: 2 },
	]);
});

test('outside reach a unit does not exist: the whole choice is refused alike, and nothing is kept', async () => {
	const rounds = async () => (await db.rows(sql`select 1 from reminder_rounds`)).length;
	const before = await rounds();
	const asked = [
		request(['XA'], { unitId: unit('TINH') }),
		request(['CS1', 'XA'], { unitId: unit('TINH') }),
		request(['CS1'], { unitId: unit('TLD') }),
		{ ...request([], { unitId: unit('TINH') }), unitIds: [999_999] },
	];
	for (const each of asked)
		await expect(send(reviewer, each)).rejects.toMatchObject({ code: 'not_found', status: 404 });
	await expect(send(otherReviewer, request(['CS1'], { unitId: unit('KHAC') }))).rejects.toMatchObject({
		code: 'not_found',
	});
	expect(await rounds()).toBe(before);
	const id = await send(reviewer, request(['CS1'], { unitId: unit('TINH') }));
	expect(await roundById(db, scopeOf(otherReviewer, 'follow_progress'), id)).toBe(undefined);
	expect(
		await remindersAt(db, scopeOf(otherReviewer, 'follow_progress'), programme.id, unit('TLD'), {
			below: true,
			limit: 99,
		}),
	).toEqual([]);
	await expect(
		db.transaction((tx) => withdrawRound(tx, otherReviewer, id, new Date())),
	).rejects.toMatchObject({ code: 'not_found' });
});

test('taken back in time it has reached nobody, and may be sent again; once read it stays that of the day', async () => {
	const id = await send(reviewer, request(['CS1', 'CS2'], { unitId: unit('TINH') }));
	await expect(db.transaction((tx) => withdrawRound(tx, manager, id, new Date()))).rejects.toMatchObject({
		code: 'reminder_not_yours',
		status: 403,
	});
	const [notice] = (await listNotices(db, secondOfficer.accountId, { limit: 1 })).notices;
	await db.transaction((tx) => openNotice(tx, secondOfficer.accountId, notice!.id, new Date()));
	await db.transaction((tx) => withdrawRound(tx, reviewer, id, new Date()));
	await expect(db.transaction((tx) => withdrawRound(tx, reviewer, id, new Date()))).rejects.toMatchObject({
		code: 'reminder_withdrawn',
	});
	expect((await round(id)).reminders.every(({ withdrawnAt }) => withdrawnAt !== null)).toBe(true);
	expect(await unreadCount(db, officer.accountId)).toBe(0);
	const again = await round(await send(reviewer, request(['CS1', 'CS2'], { unitId: unit('TINH') })));
	expect([again.reminders.map(({ unitCode }) => unitCode), again.skipped.map(({ why }) => why)]).toEqual([
		['CS1'],
		['today'],
	]);
});

test('who stands well is not reminded, and an unknown place is said before anything is sent', async () => {
	await assign('CS1', 2);
	await expect(send(reviewer, request(['CS1'], { unitId: unit('TINH') }))).rejects.toMatchObject({
		code: 'reminder_nothing',
	});
	const texts = { vi: { title: 'Nhắc {donvi}', body: 'x' }, en: text('x') };
	await expect(send(reviewer, request(['CS2'], { unitId: unit('TINH'), texts }))).rejects.toMatchObject({
		code: 'invalid',
		issues: [{ field: 'body_vi', code: 'reminder_places', params: { place: '{donvi}' } }],
	});
});
