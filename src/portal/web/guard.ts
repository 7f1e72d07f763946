import { error, redirect } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { Refusal } from '#platform/http/refusal.ts';
import { mayCall } from '../access.ts';
import { problem } from './problem.ts';

/** Holds every request against the table of who may call what (`access.ts`). */
export const guard: Handle = async ({ event, resolve }) => {
	const route = event.route.id;
	const api = event.url.pathname.startsWith('/api/');
	if (route === null) return api ? problem(event, new Refusal('not_found', { status: 404 })) : resolve(event);
	// A page of another site must not act with the visitor's cookie; SvelteKit checks forms, this the rest.
	if (api && !event.locals.byToken && crossSite(event.request))
		return problem(event, new Refusal('cross_site', { status: 403 }));
	const verdict = mayCall(route, event.locals.actor);
	if (verdict === 'allowed') return resolve(event);
	if (api) {
		const status = verdict === 'sign_in' ? 401 : 403;
		return problem(event, new Refusal(verdict === 'sign_in' ? 'sign_in_needed' : 'forbidden', { status }));
	}
	if (verdict === 'sign_in')
		redirect(303, `/dang-nhap?${new URLSearchParams({ tiep: event.url.pathname + event.url.search })}`);
	error(403, { message: 'forbidden', code: 'forbidden', requestId: event.locals.requestId });
};

function crossSite(request: Request): boolean {
	if (request.method === 'GET' || request.method === 'HEAD') return false;
	const site = request.headers.get('sec-fetch-site');
	return site !== null && site !== 'same-origin' && site !== 'none';
}
