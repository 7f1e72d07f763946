import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { createLogger } from '#platform/log/log.ts';
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

/** A real SMTP server on this machine; answers where it listens and what it was sent. */
async function smtpServer(refuse = false): Promise<{ url: string; received: string[] }> {
	const received: string[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onRcptTo: (_address, _session, done) => done(refuse ? new Error('550 nobody here') : null),
		onData(stream, _session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk) => chunks.push(chunk));
			stream.on('end', () => {
				received.push(Buffer.concat(chunks).toString('utf8'));
				done();
			});
		},
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
	closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
	return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, received };
}

test('a mail reaches a real server, whole and in Vietnamese', async () => {
	const { url, received } = await smtpServer();
	await createMailer({ smtpUrl: url, from, folder: '', log }).send(mail);
	expect(received).toHaveLength(1);
	expect(received[0]).toMatch(/^To: nguoi-nhan@thu\.invalid\r$/m);
	expect(received[0]).toMatch(/^Subject: =\?UTF-8\?/m);
	expect(received[0]).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
});

test('a server that refuses is an error, so that the job tries again', async () => {
	const { url } = await smtpServer(true);
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
