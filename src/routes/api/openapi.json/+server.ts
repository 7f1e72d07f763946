import type { RequestHandler } from '@sveltejs/kit';
import { describeApi } from '#portal/web/openapi.ts';
import { problemCodes } from '#portal/web/problem.ts';
import { API_ROUTES } from './routes.ts';

/** The description of the API, for people, clients and generators of clients. */
export const GET: RequestHandler = ({ url }) =>
	Response.json(describeApi(API_ROUTES, problemCodes(), url.origin), {
		headers: { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' },
	});
