import { requestReset } from '#features/people/commands.ts';
import { ATTEMPTS } from '#features/people/rules.ts';
import { normaliseEmail } from '#features/people/schema.ts';
import { takeTurn } from '#platform/http/rate-limit.ts';
import { refuseIfAny } from '#platform/http/refusal.ts';
import { translator } from '#platform/i18n/translate.ts';
import { enqueue } from '#platform/jobs/jobs.ts';
import { tryAction } from '#portal/web/form.ts';
import { serverMessages } from '#portal/web/messages.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	/** Says the same whether or not somebody has the address, so that nobody learns who has an account. */
	default: async ({ request, locals, getClientAddress }) => {
		const { db, clock, config } = locals.portal;
		const typed = String((await request.formData()).get('email') ?? '').slice(0, 254);
		return tryAction({ email: typed }, async () => {
			const email = normaliseEmail(typed);
			if (!email) return refuseIfAny([{ field: 'email', code: 'email_invalid' }]);
			await takeTurn(db.pool, [
				[ATTEMPTS.resetAddress, getClientAddress()],
				[ATTEMPTS.resetMail, email],
			]);
			await db.transaction(async (tx) => {
				const reset = await requestReset(tx, email, clock.now());
				if (!reset) return;
				const t = translator(reset.locale, serverMessages(reset.locale));
				const link = `${config.publicUrl}/dat-lai-mat-khau?${new URLSearchParams({ ma: reset.token })}`;
				await enqueue(tx, 'send_mail', {
					to: reset.email,
					subject: t('people.reset_mail_subject'),
					text: t('people.reset_mail_text', { name: reset.name, link }),
				});
			});
			return { sent: true as const, email: typed };
		});
	},
};
