import { createHash } from 'node:crypto';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from './refusal.ts';

/** So many turns within a window that begins with the first of them. */
export interface Limit {
	/** Names the limit in the table, so that two limits on the same key count apart. */
	name: string;
	turns: number;
	seconds: number;
}

const limiters = new WeakMap<pg.Pool, Map<string, RateLimiterPostgres>>();

function limiterOf(pool: pg.Pool, { name, turns, seconds }: Limit): RateLimiterPostgres {
	const known = limiters.get(pool) ?? new Map<string, RateLimiterPostgres>();
	limiters.set(pool, known);
	let limiter = known.get(name);
	if (!limiter) {
		limiter = new RateLimiterPostgres({
			storeClient: pool,
			storeType: 'pool',
			tableName: 'rate_limits',
			tableCreated: true,
			keyPrefix: name,
			points: turns,
			duration: seconds,
			clearExpiredByTimeout: known.size === 0,
		});
		known.set(name, limiter);
	}
	return limiter;
}

/** Keys hold logins and addresses; the table should not. */
const digest = (key: string) => createHash('sha256').update(key).digest('base64url');

/**
 * Takes one turn of each limit for its key, counted in PostgreSQL and so for every process together.
 * @throws Refusal `too_many_requests` (429) with the `seconds` to wait
 */
export async function takeTurn(pool: pg.Pool, turns: readonly (readonly [Limit, string])[]): Promise<void> {
	for (const [limit, key] of turns) {
		try {
			await limiterOf(pool, limit).consume(digest(key));
		} catch (refused) {
			if (!(refused instanceof RateLimiterRes)) throw refused;
			const seconds = Math.ceil(refused.msBeforeNext / 1000);
			throw new Refusal('too_many_requests', { status: 429, params: { seconds } });
		}
	}
}

/** Forgets the turns taken: who got in did not try too often. */
export async function forgetTurns(pool: pg.Pool, limit: Limit, key: string): Promise<void> {
	await limiterOf(pool, limit).delete(digest(key));
}
