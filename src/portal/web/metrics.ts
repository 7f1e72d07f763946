import type { Handle } from '@sveltejs/kit/hooks';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { screeningLag } from '#features/similarity/queries/lag.ts';
import { foldingLag } from '#features/statistics/queries/lag.ts';
import type { Portal } from '../portal.ts';

const registry = new Registry();
collectDefaultMetrics({ register: registry });

const requests = new Histogram({
	name: 'sangkien_request_seconds',
	help: 'Time to answer, by route (never by address: that would grow without bound), method and status',
	labelNames: ['route', 'method', 'status'],
	buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
	registers: [registry],
});
const gauge = (name: string, help: string) =>
	new Gauge({ name: `sangkien_${name}`, help, registers: [registry] });
const connections = gauge('database_connections', 'Open connections to the database');
const queue = gauge('database_waiting', 'Requests that wait for a connection');
const waiting = gauge('events_waiting', 'Events that no published figure counts yet');
const behind = gauge('figures_behind_seconds', 'Age of the oldest event that no published figure counts yet');

const unscreened = gauge('texts_unscreened', 'Texts that are still to be screened for copies');
const screeningBehind = gauge(
	'screening_behind_seconds',
	'Age of the oldest text that is still to be screened',
);

/** Times every request. */
export const measure: Handle = async ({ event, resolve }) => {
	const stop = requests.startTimer();
	const response = await resolve(event);
	const { method } = event.request;
	stop({ route: event.route.id ?? 'none', method, status: response.status });
	return response;
};

/** What the process measured so far, in the Prometheus text format. */
export async function readMetrics({ db, clock }: Portal): Promise<{ type: string; text: string }> {
	const lag = await foldingLag(db, clock.now());
	waiting.set(lag.waiting);
	behind.set(lag.seconds);
	const screening = await screeningLag(db, clock.now());
	unscreened.set(screening.waiting);
	screeningBehind.set(screening.seconds);
	connections.set(db.pool.totalCount);
	queue.set(db.pool.waitingCount);
	return { type: registry.contentType, text: await registry.metrics() };
}
