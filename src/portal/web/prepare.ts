import { randomUUID } from 'node:crypto';
import type { Handle } from '@sveltejs/kit/hooks';
import { LOCALES, type Locale } from '#platform/i18n/translate.ts';
import { thePortal } from '../portal.ts';

const LOCALE_COOKIE = 'lang';
const YEAR_S = 365 * 86_400;

const isLocale = (text: string | null | undefined): text is Locale => LOCALES.includes(text as Locale);

/**
 * Names the request, chooses its language (`?lang=` once, then a cookie; Vietnamese first), sets the headers
 * that every answer carries, and leaves one log line.
 */
export const prepare: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	const portal = thePortal();
	const asked = event.url.searchParams.get('lang');
	const kept = event.cookies.get(LOCALE_COOKIE);
	if (isLocale(asked) && asked !== kept)
		event.cookies.set(LOCALE_COOKIE, asked, { httpOnly: true, sameSite: 'lax', maxAge: YEAR_S });
	const locale = isLocale(asked) ? asked : isLocale(kept) ? kept : 'vi';
	Object.assign(event.locals, { portal, locale, requestId: randomUUID(), actor: null, byToken: false });

	const response = await resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', locale),
		filterSerializedResponseHeaders: () => false,
	});
	setHeaders(response.headers, event.locals.requestId);
	portal.log.info(
		{
			requestId: event.locals.requestId,
			method: event.request.method,
			path: event.url.pathname,
			status: response.status,
			account: event.locals.actor?.accountId,
			ms: Math.round(performance.now() - began),
		},
		'request',
	);
	return response;
};

function setHeaders(headers: Headers, requestId: string): void {
	headers.set('x-request-id', requestId);
	headers.set('x-content-type-options', 'nosniff');
	headers.set('x-frame-options', 'DENY');
	headers.set('referrer-policy', 'same-origin');
	headers.set('permissions-policy', 'geolocation=(), microphone=(), payment=()');
	headers.set('cross-origin-opener-policy', 'same-origin');
}
