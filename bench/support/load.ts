import { Agent, request } from 'node:http';
import { quantile } from './report.ts';

/** What so many clients did together, each beginning anew as soon as it was answered. */
export interface Rate {
	count: number;
	perSecond: number;
	/** Milliseconds. */
	p50: number;
	p99: number;
}

/** Lets `clients` repeat a step for so many seconds. Steps under way at the end are finished and counted. */
export async function repeatFor(
	seconds: number,
	clients: number,
	step: (client: number) => Promise<unknown>,
): Promise<Rate> {
	const times: number[] = [];
	const began = performance.now();
	const until = began + seconds * 1000;
	await Promise.all(
		Array.from({ length: clients }, async (_, client) => {
			while (performance.now() < until) {
				const from = performance.now();
				await step(client);
				times.push(performance.now() - from);
			}
		}),
	);
	const elapsed = (performance.now() - began) / 1000;
	return {
		count: times.length,
		perSecond: times.length / elapsed,
		p50: quantile(times, 0.5),
		p99: quantile(times, 0.99),
	};
}

/** Times a few calls one after the other. */
export async function timesOf(count: number, step: () => Promise<unknown>): Promise<number[]> {
	const times: number[] = [];
	for (let index = 0; index < count; index++) {
		const from = performance.now();
		await step();
		times.push(performance.now() - from);
	}
	return times;
}

export interface Answer {
	status: number;
	body: Buffer;
}

/**
 * A caller of few instructions over connections that stay open: Node's `fetch` costs several times as much, and
 * the caller shares the machine with what is measured.
 */
export function caller(url: string, connections: number) {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	return {
		call(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer> {
			return new Promise((resolve, reject) => {
				const sent = request(
					url + path,
					{
						method,
						agent,
						headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
					},
					(response) => {
						const parts: Buffer[] = [];
						response.on('data', (part: Buffer) => parts.push(part));
						response.on('end', () => resolve({ status: response.statusCode!, body: Buffer.concat(parts) }));
						response.on('error', reject);
					},
				);
				sent.on('error', reject);
				sent.end(body);
			});
		},
		close: () => agent.destroy(),
	};
}
