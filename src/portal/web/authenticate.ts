import type { Cookies, RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { SESSION_DAYS } from '#features/people/commands.ts';
import { actorBySession, actorByToken } from '#features/people/queries.ts';

export const SESSION_COOKIE = 'session';

/** Finds who calls: by session cookie on pages, by cookie or bearer token in the API. */
export const authenticate: Handle = async ({ event, resolve }) => {
	const { db, clock } = event.locals.portal;
	const bearer = bearerOf(event);
	const cookie = event.cookies.get(SESSION_COOKIE);
	if (bearer) {
		event.locals.actor = (await actorByToken(db, bearer, clock.now())) ?? null;
		event.locals.byToken = event.locals.actor !== null;
	} else if (cookie) {
		event.locals.actor = (await actorBySession(db, cookie, clock.now())) ?? null;
		if (!event.locals.actor) event.cookies.delete(SESSION_COOKIE, {});
	}
	return resolve(event);
};

/** By the route rather than the address: `/%61pi/v1/me` is an address of the API too. */
export function isApi({ route, url }: Pick<RequestEvent, 'route' | 'url'>): boolean {
	return (route.id ?? url.pathname).startsWith('/api/');
}

/** The token that a script sends to the API; pages take none. */
export function bearerOf(event: RequestEvent): string | undefined {
	const header = event.request.headers.get('authorization') ?? '';
	return isApi(event) ? /^Bearer (\S+)$/i.exec(header)?.[1] : undefined;
}

/** Keeps a session's token in the browser; sent over https only wherever the portal is on https. */
export function setSessionCookie(cookies: Cookies, token: string, url: URL): void {
	cookies.set(SESSION_COOKIE, token, {
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: SESSION_DAYS * 86_400,
	});
}
