import { isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Actor } from '#features/people/rules.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { validate } from '#platform/http/validate.ts';
import type { Portal } from '../portal.ts';
import { failure } from './problem.ts';

/** JSON bodies are text; files and lists come as form data with a limit of their own. */
const JSON_LIMIT = 1_000_000;

/** What an endpoint of the API takes and answers; the OpenAPI description is generated from it. */
export interface EndpointSpec<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType> {
	summary: string;
	/** What a caller should know beyond the summary; Markdown. */
	description?: string;
	query?: Query;
	/** Request headers of its own, each with what it is for. */
	headers?: Readonly<Record<string, string>>;
	body?: Body;
	/** A body that works with the demonstration programme. */
	example?: z.input<Body>;
	/** Parts of a form-data body, for endpoints that take files; the value says what each is. */
	form?: Readonly<Record<string, string>>;
	answer: Answer;
	/** Media type of an answer that is no JSON. */
	produces?: string;
	/** Status of success, 200 unless said. */
	status?: number;
	/** Other successes by status, with the same answer. */
	also?: Readonly<Record<number, string>>;
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
 * and faults into problem details. Who may call it stands in `access.ts`.
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
			return json(answer, spec.status);
		} catch (error) {
			if (isHttpError(error) || isRedirect(error)) throw error;
			return failure(event, error);
		}
	};
	return Object.assign(handler, { spec: spec as unknown as Endpoint['spec'] });
}

/** An answer whose status or headers depend on what happened. */
export function json(answer: unknown, status = 200, headers: Record<string, string> = {}): Response {
	return Response.json(answer, { status, headers: { 'cache-control': 'no-store', ...headers } });
}

async function readJson(request: Request): Promise<unknown> {
	const tooLarge = () => new Refusal('body_too_large', { status: 413 });
	if (Number(request.headers.get('content-length')) > JSON_LIMIT) throw tooLarge();
	const text = await request.text();
	if (text.length > JSON_LIMIT) throw tooLarge();
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
