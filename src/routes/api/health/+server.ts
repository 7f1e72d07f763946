import type { RequestHandler } from '@sveltejs/kit';
import { foldingLag } from '#features/statistics/queries/lag.ts';

/** Figures this far behind are late: folding runs every 0.4 s. */
const LATE_S = 30;
/** A check that hangs is as bad as one that fails; the answer must come before the caller gives up. */
const PATIENCE_MS = 3_000;

/** For load balancers and watchers: 200 while the portal can work, 503 while the database does not answer. */
export const GET: RequestHandler = async ({ locals: { portal, requestId } }) => {
	const { db, clock, log } = portal;
	try {
		const { position, waiting, seconds } = await inTime(foldingLag(db, clock.now()));
		const status = seconds > LATE_S ? 'late' : 'ok';
		return answer(200, { status, database: 'ok', figures: { position, waiting, behindSeconds: seconds } });
	} catch (error) {
		log.error({ err: error, requestId }, 'the database does not answer');
		return answer(503, { status: 'down', database: 'unreachable' });
	}
};

const answer = (status: number, body: object) =>
	Response.json(body, { status, headers: { 'cache-control': 'no-store' } });

async function inTime<T>(work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
