import type { RequestEvent } from '@sveltejs/kit';
import type { Issue, Refusal } from '#platform/http/refusal.ts';
import { type Translate, translator } from '#platform/i18n/translate.ts';
import { serverMessages } from './messages.ts';

/** A sentence for a code, from whichever namespace has it; the code itself when none has. */
export function sentence(t: Translate, issue: Pick<Issue, 'code' | 'params'>): string {
	for (const namespace of ['errors', 'excel']) {
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
