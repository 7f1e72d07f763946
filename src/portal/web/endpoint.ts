import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Actor } from '#features/people/rules.ts';
import { isRefusal, Refusal } from '#platform/http/refusal.ts';
import { validate } from '#platform/http/validate.ts';
import type { Portal } from '../portal.ts';
import { problem } from './problem.ts';

/** JSON bodies are text; files and lists come as form data with a limit of their own. */
const JSON_LIMIT = 1_000_000;

/** What an endpoint of the API takes and answers; the OpenAPI description is generated from it. */
export interface EndpointSpec<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType> {
	summary: string;
	query?: Query;
	body?: Body;
	answer: Answer;
	/** Status of success, 200 unless said. */
	status?: number;
	/** Codes of refusals it may answer besides those that every endpoint may. */
	refusals?: readonly string[];
	handle(request: EndpointRequest<z.output<Query>, z.output<Body>>): Promise<z.input<Answer> | Response>;
}

export interface EndpointRequest<Query, Body> {
	portal: Portal;
	/** Null only on routes that anyone may call. */
	actor: Actor | null;
	query: Query;
	body: Body;
	params: Record<string, string>;
	event: RequestEvent;
}

export type Endpoint = ((event: RequestEvent) => Promise<Response>) & {
	spec: EndpointSpec<z.ZodType, z.ZodType, z.ZodType>;
};

/**
 * Makes a request handler of a verb: reads query and body under their schemas, answers JSON, and turns refusals
 * into problem details. Who may call it stands in `access.ts`.
 */
export function endpoint<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
	spec: EndpointSpec<Query, Body, Answer>,
): Endpoint {
	const handler = async (event: RequestEvent): Promise<Response> => {
		try {
			const { portal, actor } = event.locals;
			const query = spec.query ? validate(spec.query, Object.fromEntries(event.url.searchParams)) : undefined;
			const body = spec.body ? validate(spec.body, await readJson(event.request)) : undefined;
			const params = event.params as Record<string, string>;
			const answer = await spec.handle({
				portal,
				actor,
				query: query as z.output<Query>,
				body: body as z.output<Body>,
				params,
				event,
			});
			if (answer instanceof Response) return answer;
			if (spec.status === 204) return new Response(null, { status: 204 });
			return Response.json(answer, { status: spec.status ?? 200, headers: { 'cache-control': 'no-store' } });
		} catch (error) {
			if (isRefusal(error)) return problem(event, error);
			throw error;
		}
	};
	return Object.assign(handler, { spec: spec as unknown as Endpoint['spec'] });
}

async function readJson(request: Request): Promise<unknown> {
	const text = await request.text();
	if (text.length > JSON_LIMIT) throw new Refusal('body_too_large', { status: 413 });
	try {
		return JSON.parse(text);
	} catch {
		throw new Refusal('body_not_json', { status: 400 });
	}
}

/** The actor of a route that only signed-in people may call. */
export function signedIn(actor: Actor | null): Actor {
	if (!actor) throw new Refusal('sign_in_needed', { status: 401 });
	return actor;
}
