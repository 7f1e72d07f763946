import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createLogger } from '#platform/log/log.ts';
import { smtpServer } from '#testing/smtp-server.ts';
import { createMailer } from './mail.ts';

const log = createLogger('silent');
const from = 'Cổng sáng kiến <khong-tra-loi@thu.invalid>';
const mail = {
	to: 'nguoi-nhan@thu.invalid',
	subject: 'Đặt lại mật khẩu',
	text: 'Xin chào,\n\nLiên kết: https://thu.invalid/dat-lai-mat-khau?ma=abc\n.\nHết.',
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

test('a mail reaches a real server, whole and in Vietnamese', async () => {
	const { url, received, close } = await smtpServer();
	closing.push(close);
	await createMailer({ smtpUrl: url, from, folder: '', log }).send(mail);
	expect(received).toHaveLength(1);
	expect(received[0]).toMatch(/^To: nguoi-nhan@thu\.invalid\r$/m);
	expect(received[0]).toMatch(/^Subject: =\?UTF-8\?/m);
	expect(received[0]).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
});

test('a server that refuses is an error, so that the job tries again', async () => {
	const { url, close } = await smtpServer(true);
	closing.push(close);
	await expect(createMailer({ smtpUrl: url, from, folder: '', log }).send(mail)).rejects.toThrow(
		'nobody here',
	);
});

test('without a server each mail is kept as a file', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'mail-'));
	closing.push(() => rm(folder, { recursive: true }));
	const mailer = createMailer({ smtpUrl: null, from, folder, log });
	await mailer.send(mail);
	await mailer.send({ ...mail, subject: 'Xuống dòng\r\nBcc: ke-khac@thu.invalid' });
	const files = await readdir(folder);
	expect(files).toHaveLength(2);
	for (const file of files) expect(await readFile(path.join(folder, file), 'utf8')).not.toMatch(/^Bcc:/m);
});
