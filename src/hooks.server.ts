import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { sequence } from '@sveltejs/kit/hooks';
import { isRefusal } from '#platform/http/refusal.ts';
import { authenticate } from '#portal/web/authenticate.ts';
import { guard } from '#portal/web/guard.ts';
import { measure } from '#portal/web/metrics.ts';
import { keepPublicPages } from '#portal/web/page-cache.ts';
import { prepare } from '#portal/web/prepare.ts';
import { answerProblems } from '#portal/web/problem.ts';

/** Every request passes these, in this order: what it is, who calls, whether they may, and whether it is kept. */
export const handle: Handle = sequence(
	measure,
	prepare,
	answerProblems,
	authenticate,
	guard,
	keepPublicPages,
);

/** Refusals thrown while a page loads keep their status and code; faults are logged and named to the reader. */
export const handleError: HandleServerError = (caught) => {
	const { portal, requestId } = caught.event.locals;
	if (caught.kind === 'app') return { ...caught.error, requestId };
	if (caught.kind !== 'unknown') return { ...caught.error, code: codeOf(caught.error.status), requestId };
	if (isRefusal(caught.error)) {
		const { status, code } = caught.error;
		return { status, message: code, code, requestId };
	}
	portal?.log.error({ err: caught.error, requestId, path: caught.event.url.pathname }, 'request failed');
	return { message: 'internal error', code: 'internal', requestId };
};

const codeOf = (status: number) => (status === 404 ? 'not_found' : status === 403 ? 'forbidden' : 'internal');
