import { error, type RequestEvent, redirect } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { Refusal } from '#platform/http/refusal.ts';
import { mayCall } from '../access.ts';
import { bearerOf, isApi } from './authenticate.ts';
import { REQUEST_HEADER } from './headers.ts';
import { problem } from './problem.ts';

/** Holds every request against the table of who may call what (`access.ts`). */
export const guard: Handle = async ({ event, resolve }) => {
	const route = event.route.id;
	const api = isApi(event);
	if (route === null) return api ? problem(event, new Refusal('not_found', { status: 404 })) : resolve(event);
	if (crossSite(event)) {
		if (api) return problem(event, new Refusal('cross_site', { status: 403 }));
		return refuse(event, 'cross_site');
	}
	const verdict = mayCall(route, event.locals.actor);
	if (verdict === 'allowed') return resolve(event);
	if (api) {
		const status = verdict === 'sign_in' ? 401 : 403;
		return problem(event, new Refusal(verdict === 'sign_in' ? 'sign_in_needed' : 'forbidden', { status }));
	}
	if (verdict === 'sign_in')
		redirect(303, `/dang-nhap?${new URLSearchParams({ tiep: event.url.pathname + event.url.search })}`);
	return refuse(event, 'forbidden');
};

/**
 * Shows people the portal's own page for errors, with the way to the rest of it: of what is thrown here only the bare
 * page for when all else fails would come. Scripts of the portal are answered in JSON.
 */
function refuse(event: RequestEvent, code: 'forbidden' | 'cross_site'): Promise<Response> {
	const { requestId } = event.locals;
	if (!/\btext\/html\b/.test(event.request.headers.get('accept') ?? ''))
		error(403, code, { code, requestId });
	const headers = { accept: 'text/html', [REQUEST_HEADER]: requestId };
	return event.fetch(`/khong-mo-duoc?code=${code}`, { headers });
}

/**
 * Whether a page of another site may have sent a request that changes something, to act with the visitor's
 * cookie. What bears a token is a script's: browsers add no token by themselves. Browsers name the origin of
 * every form they post; JSON of another origin is stopped by the browser asking first.
 */
function crossSite(event: RequestEvent): boolean {
	const { method, headers } = event.request;
	if (method === 'GET' || method === 'HEAD' || bearerOf(event)) return false;
	const site = headers.get('sec-fetch-site');
	if (site !== null && site !== 'same-origin' && site !== 'none') return true;
	const origin = headers.get('origin');
	if (origin !== null) return origin !== event.url.origin;
	return site === null && !/^application\/json\b/i.test(headers.get('content-type') ?? '');
}
