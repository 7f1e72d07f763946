import { createHash } from 'node:crypto';
import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
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
		await limiterOf(pool, limit).consume(digest(key)).catch(refuse);
	}
}

const ownLimiters = new Map<string, RateLimiterMemory>();

/**
 * Takes one turn, counted by this process alone: for what is asked at every pause of typing, where a row written
 * each time would cost more than the answer. With several processes the limit is that many times as wide.
 * @throws Refusal `too_many_requests` (429) with the `seconds` to wait
 */
export async function takeTurnHere({ name, turns, seconds }: Limit, key: string): Promise<void> {
	const limiter =
		ownLimiters.get(name) ?? new RateLimiterMemory({ keyPrefix: name, points: turns, duration: seconds });
	ownLimiters.set(name, limiter);
	await limiter.consume(key).catch(refuse);
}

function refuse(refused: unknown): never {
	if (!(refused instanceof RateLimiterRes)) throw refused;
	const seconds = Math.ceil(refused.msBeforeNext / 1000);
	throw new Refusal('too_many_requests', { status: 429, params: { seconds } });
}

/** Forgets the turns taken: who got in did not try too often. */
export async function forgetTurns(pool: pg.Pool, limit: Limit, key: string): Promise<void> {
	await limiterOf(pool, limit).delete(digest(key));
}
