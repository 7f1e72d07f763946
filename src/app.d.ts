import type { Actor } from '#features/people/rules.ts';
import type { Locale } from '#platform/i18n/translate.ts';
import type { Portal } from '#portal/portal.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Stable code, also the locale key `errors.<code>`. */
			code?: string;
			/** What the log calls this request, to quote when asking for help. */
			requestId?: string;
		}
		interface Locals {
			portal: Portal;
			actor: Actor | null;
			locale: Locale;
			requestId: string;
			/** Signed in with an API token rather than a session cookie. */
			byToken: boolean;
		}
	}
}
