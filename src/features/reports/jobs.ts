import type { Task } from 'graphile-worker';
import type { Clock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/db.ts';
import type { Translate } from '#platform/i18n/translate.ts';
import type { Mailer } from '#platform/mail/mail.ts';
import { writeDocument } from '#platform/pdf/write.ts';
import { subscriptionToSend, yesterdayOf } from './commands.ts';
import { reportFigures } from './queries/figures.ts';
import { composeReport, periodText } from './rules/compose.ts';
import { periodNamed, reportPeriods } from './rules.ts';

interface Needs {
	db: Db;
	clock: Clock;
	mail: Mailer;
	publicUrl: string;
	translate: (locale: 'vi' | 'en') => Translate;
}

/** Makes a report anew from the figures and mails it as PDF, with where to read it. */
export const mailReportTask =
	({ db, clock, mail, publicUrl, translate }: Needs): Task =>
	async (payload) => {
		const { id, period: code } = payload as { id: number; period: string };
		const subscription = await subscriptionToSend(db, id);
		if (!subscription) return;
		const { programme, unit, kind, locale, email } = subscription;
		const now = clock.now();
		const period = periodNamed(reportPeriods(programme, kind, yesterdayOf(now)), code);
		if (!period) return;
		const voice = { t: translate(locale), locale };
		const figures = await reportFigures(db, programme, unit, period);
		const document = composeReport(voice, programme, figures, now);
		const said = { unit: unit.name, period: periodText(voice, programme, period) };
		const address = new URLSearchParams({
			'don-vi': unit.code,
			'chuong-trinh': programme.code,
			loai: kind,
			ky: code,
		});
		await mail.send({
			to: email,
			subject: voice.t('reports.mail_subject', said),
			text: voice.t('reports.mail_text', { ...said, address: `${publicUrl}/bao-cao?${address}` }),
			attachments: [
				{
					filename: `bao-cao-${unit.code}-${period.to}.pdf`,
					content: Buffer.from(await writeDocument(document)),
					contentType: 'application/pdf',
				},
			],
		});
	};
