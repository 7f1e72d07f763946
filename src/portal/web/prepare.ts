import { randomUUID } from 'node:crypto';
import type { Handle } from '@sveltejs/kit/hooks';
import { LOCALES, type Locale } from '#platform/i18n/translate.ts';
import { thePortal } from '../portal.ts';
import { REQUEST_HEADER } from './headers.ts';

const LOCALE_COOKIE = 'lang';
const YEAR_S = 365 * 86_400;

const isLocale = (text: string | null | undefined): text is Locale => LOCALES.includes(text as Locale);

/**
 * Takes the request's name, chooses its language (`?lang=` once, then a cookie; Vietnamese first), and leaves one
 * log line.
 */
export const prepare: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	const portal = thePortal();
	const asked = event.url.searchParams.get('lang');
	const kept = event.cookies.get(LOCALE_COOKIE);
	if (isLocale(asked) && asked !== kept)
		event.cookies.set(LOCALE_COOKIE, asked, { httpOnly: true, sameSite: 'lax', maxAge: YEAR_S });
	const locale = isLocale(asked) ? asked : isLocale(kept) ? kept : 'vi';
	const requestId = event.request.headers.get(REQUEST_HEADER) ?? randomUUID();
	Object.assign(event.locals, { portal, locale, requestId, actor: null, byToken: false });

	const leaveLine = (status: number) =>
		portal.log.info(
			{
				requestId,
				method: event.request.method,
				path: event.url.pathname,
				status,
				account: event.locals.actor?.accountId,
				ms: Math.round(performance.now() - began),
			},
			'request',
		);
	try {
		const response = await resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', locale),
			filterSerializedResponseHeaders: () => false,
		});
		leaveLine(response.status);
		return response;
	} catch (thrown) {
		// Redirects and refusals of the guard pass as exceptions; SvelteKit makes answers of them.
		leaveLine((thrown as { status?: number } | null)?.status ?? 500);
		throw thrown;
	}
};
