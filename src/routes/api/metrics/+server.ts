import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { holds } from '#features/people/rules.ts';
import { notFound } from '#platform/http/refusal.ts';
import { readMetrics } from '#portal/web/metrics.ts';
import { failure } from '#portal/web/problem.ts';

/** For Prometheus on the same machine, or anywhere with an administrator's token; others find nothing here. */
export const GET: RequestHandler = async (event) => {
	try {
		if (!fromThisMachine(event) && !holds(event.locals.actor, 'manage_accounts')) throw notFound();
		const { type, text } = await readMetrics(event.locals.portal);
		return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
	} catch (error) {
		return failure(event, error);
	}
};

/** A proxy on this machine passes strangers on; it says so in a header, and what bears one is not trusted. */
function fromThisMachine({ request: { headers }, getClientAddress }: RequestEvent): boolean {
	if (['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => headers.has(name))) return false;
	return /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/.test(getClientAddress());
}
