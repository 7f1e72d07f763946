import type { Cookies } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { SESSION_DAYS } from '#features/people/commands.ts';
import { actorBySession, actorByToken } from '#features/people/queries.ts';

export const SESSION_COOKIE = 'session';

/** Finds who calls: by session cookie on pages, by cookie or bearer token in the API. */
export const authenticate: Handle = async ({ event, resolve }) => {
	const { db, clock } = event.locals.portal;
	const bearer = /^Bearer (\S+)$/.exec(event.request.headers.get('authorization') ?? '')?.[1];
	const cookie = event.cookies.get(SESSION_COOKIE);
	if (bearer && event.url.pathname.startsWith('/api/')) {
		event.locals.actor = (await actorByToken(db, bearer, clock.now())) ?? null;
		event.locals.byToken = event.locals.actor !== null;
	} else if (cookie) {
		event.locals.actor = (await actorBySession(db, cookie, clock.now())) ?? null;
		if (!event.locals.actor) event.cookies.delete(SESSION_COOKIE, {});
	}
	return resolve(event);
};

/** Keeps a session's token in the browser; sent over https only wherever the portal is on https. */
export function setSessionCookie(cookies: Cookies, token: string, url: URL): void {
	cookies.set(SESSION_COOKIE, token, {
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: SESSION_DAYS * 86_400,
	});
}
