import type { RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { type Issue, isRefusal, Refusal } from '#platform/http/refusal.ts';
import { type Translate, translator } from '#platform/i18n/translate.ts';
import { isApi } from './authenticate.ts';
import { serverMessages } from './messages.ts';

/** Namespaces that hold sentences for codes. */
export const PROBLEM_NAMESPACES = ['errors', 'excel'] as const;

/** Keys that are parts of the error page rather than codes. */
const PAGE_TEXT = /_next$|^quote$/;

/** Every stable code that a problem or one of its issues may carry. */
export function problemCodes(): string[] {
	return Object.keys(serverMessages('vi').errors ?? {}).filter((key) => !PAGE_TEXT.test(key));
}

/** A sentence for a code, from whichever namespace has it; the code itself when none has. */
export function sentence(t: Translate, issue: Pick<Issue, 'code' | 'params'>): string {
	for (const namespace of PROBLEM_NAMESPACES) {
		const key = `${namespace}.${issue.code}`;
		const text = t(key, issue.params);
		if (text !== key) return text;
	}
	return issue.code;
}

/** A refusal as RFC 9457 problem details in the caller's language, with its stable code and every issue. */
export function problem(event: RequestEvent, refusal: Refusal): Response {
	const t = translator(event.locals.locale, serverMessages(event.locals.locale));
	const body = {
		type: `${event.url.origin}/api/problems#${refusal.code}`,
		title: sentence(t, refusal),
		status: refusal.status,
		code: refusal.code,
		instance: `urn:uuid:${event.locals.requestId}`,
		...(refusal.issues.length > 0 && {
			errors: refusal.issues.map((issue) => ({ ...issue, detail: sentence(t, issue) })),
		}),
	};
	return new Response(JSON.stringify(body), {
		status: refusal.status,
		headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
	});
}

/** Problem details of anything thrown: a refusal says why, a fault is logged and names only its request. */
export function failure(event: RequestEvent, error: unknown): Response {
	if (isRefusal(error)) return problem(event, error);
	// The server cuts a body that passes its own limit while it is being read.
	if ((error as { status?: number } | null)?.status === 413)
		return problem(event, new Refusal('body_too_large', { status: 413 }));
	const { portal, requestId } = event.locals;
	portal.log.error({ err: error, requestId, path: event.url.pathname }, 'request failed');
	return problem(event, new Refusal('internal', { status: 500 }));
}

/**
 * Under `/api/` every failure is problem details: also a method that a path does not have, and what breaks
 * before an endpoint is reached.
 */
export const answerProblems: Handle = async ({ event, resolve }) => {
	if (!isApi(event)) return resolve(event);
	try {
		const response = await resolve(event);
		if (response.status !== 405) return response;
		const refused = problem(event, new Refusal('method_not_allowed', { status: 405 }));
		refused.headers.set('allow', response.headers.get('allow') ?? '');
		return refused;
	} catch (error) {
		return failure(event, error);
	}
};
