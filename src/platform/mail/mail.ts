import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import nodemailer from 'nodemailer';
import type { Logger } from '#platform/log/log.ts';

export interface Mail {
	to: string;
	subject: string;
	/** Plain text: nothing that a person typed can become markup. */
	text: string;
	attachments?: readonly { filename: string; content: Buffer; contentType: string }[];
}

export interface Mailer {
	send(mail: Mail): Promise<void>;
}

/** Sends through `smtpUrl`; without one, keeps each mail as a file in `folder` and says so in the log. */
export function createMailer(options: {
	smtpUrl: string | null;
	from: string;
	folder: string;
	log: Logger;
}): Mailer {
	const { smtpUrl, from, folder, log } = options;
	const message = ({ attachments = [], ...mail }: Mail) => ({ from, ...mail, attachments: [...attachments] });
	if (smtpUrl) {
		const transport = nodemailer.createTransport(smtpUrl);
		return {
			async send(mail) {
				await transport.sendMail(message(mail));
				log.info({ subject: mail.subject }, 'mail sent');
			},
		};
	}
	const composer = nodemailer.createTransport({ streamTransport: true, buffer: true });
	return {
		async send(mail) {
			const composed = await composer.sendMail(message(mail));
			await mkdir(folder, { recursive: true });
			const file = path.join(folder, `${Date.now()}-${randomUUID()}.eml`);
			await writeFile(file, composed.message as Buffer);
			log.warn({ file, subject: mail.subject }, 'no SMTP_URL: mail kept as a file');
		},
	};
}
