import autocannon from 'autocannon';
import { addDays, localDate } from '#platform/clock/clock.ts';
import { openDb, sql } from '#platform/db/db.ts';
import { databaseUrlOf, freePort, startPortal } from '#testing/child-portal.ts';
import { caller } from '../load.ts';
import { quantile } from '../report.ts';
import { onFolder, openForSubmissions, PROGRAMME, type Sender } from './world.ts';

const SENDERS = 16;
const READERS_A_SECOND = 334;
const CONNECTIONS = 50;

interface Sent {
	ok: number;
	failed: number;
	times: number[];
}

/**
 * Submissions at a steady rate through HTTP, and meanwhile how far the figures are behind: of each tenth of a second,
 * the age of the oldest event that is not counted. With readers, also so many of the dashboard.
 */
export async function measureTraffic(
	dataDir: string,
	seconds: number,
	rates: { submissions: number; readers: boolean },
) {
	const senders = await onFolder(dataDir, (db) => openForSubmissions(db, SENDERS));
	const portal = await startPortal(dataDir, await freePort());
	const db = openDb(databaseUrlOf(dataDir), { max: 2 });
	const http = caller(portal.url, SENDERS);
	try {
		const lags: number[] = [];
		let over = false;
		const watching = (async () => {
			while (!over) {
				lags.push(await behind(db));
				await new Promise((resolve) => setTimeout(resolve, 100));
			}
		})();
		const dashboard = `${portal.url}/bang-so-lieu?chuong-trinh=${PROGRAMME}`;
		const reading = rates.readers
			? autocannon({
					url: dashboard,
					connections: CONNECTIONS,
					overallRate: READERS_A_SECOND,
					duration: seconds,
					headers: { 'accept-encoding': 'gzip' },
				})
			: null;
		const sent = await submitSteadily(http, senders, rates.submissions, seconds);
		const read = await reading;
		over = true;
		await watching;
		return { sent, read, lags };
	} finally {
		http.close();
		await db.close();
		await portal.signal('SIGINT');
	}
}

async function behind(db: ReturnType<typeof openDb>): Promise<number> {
	const row = await db.first<{ seconds: number }>(sql`
		select coalesce(extract(epoch from now() - min(e.at)), 0)::float8 as seconds
		from events e where e.id > (select coalesce(max(event_id), 0) from event_positions
			where position = (select position from tally_state))`);
	return Math.max(0, row!.seconds);
}

/** Sends so many a second, each at its time whether or not the ones before are answered. */
async function submitSteadily(
	http: ReturnType<typeof caller>,
	senders: readonly Sender[],
	rate: number,
	seconds: number,
): Promise<Sent> {
	const sent: Sent = { ok: 0, failed: 0, times: [] };
	const began = performance.now();
	const stamp = Date.now();
	const all: Promise<void>[] = [];
	for (let number = 0; number < rate * seconds; number++) {
		const due = began + (number * 1000) / rate;
		const wait = due - performance.now();
		if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
		all.push(submit(http, senders[number % senders.length]!, `${stamp}-${number}`, sent));
	}
	await Promise.all(all);
	return sent;
}

async function submit(
	http: ReturnType<typeof caller>,
	{ token, name, unit }: Sender,
	key: string,
	sent: Sent,
) {
	const body = JSON.stringify({
		...{ programme: 'demo', unit, group: 'enterprise', field: 'technology' },
		title: `Gá kẹp xoay giúp hàn khung ghế không phải trở tay, bản ${key}`,
		problem: 'Mỗi khung phải tháo kẹp bốn lần, mất 6 phút.',
		solution: 'Làm bàn gá quay 360 độ, khóa bằng chốt lò xo.',
		result: 'Mỗi khung còn 3 phút, không còn lệch mối hàn.',
		...{ benefit: '120 triệu/năm', socialBenefit: '', difference: '', consent: '' },
		appliedOn: addDays(localDate(new Date()), -200),
		...{ recognisedBy: 'Hội đồng sáng kiến', recognitionNumber: '', recognisedOn: '', confidential: false },
		authors: [{ name, share: '', login: '', namePublic: true }],
	});
	const headers = {
		authorization: `Bearer ${token}`,
		'content-type': 'application/json',
		'idempotency-key': `numbers-${key}`,
	};
	const from = performance.now();
	const answer = await http.call('POST', '/api/v1/initiatives', headers, body).catch((error: Error) => error);
	sent.times.push(performance.now() - from);
	if (!(answer instanceof Error) && answer.status === 201) sent.ok++;
	else if (sent.failed++ === 0)
		console.error(answer instanceof Error ? answer : `${answer.status} ${answer.body.subarray(0, 400)}`);
}

/** One row of what was sent and how far figures were behind. */
export function trafficRow(what: string, { sent, read, lags }: Awaited<ReturnType<typeof measureTraffic>>) {
	return {
		what,
		submitted: sent.ok,
		'not taken': sent.failed,
		'submit p99 ms': quantile(sent.times, 0.99),
		'behind p50 s': quantile(lags, 0.5),
		'behind most s': Math.max(...lags),
		...(read && {
			pages: read.requests.total,
			failed: read.non2xx + read.errors + read.timeouts,
			'page p50 ms': read.latency.p50,
			'page p99 ms': read.latency.p99,
		}),
	};
}
