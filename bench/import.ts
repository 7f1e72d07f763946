/**
 * A list of 10,000 initiatives entered by an officer, from the file to the last row, beside the same rows plainly copied.
 *
 * The list goes through a real portal on a fresh embedded server: sent, read, chosen for, checked, entered. The
 * same rows of the three tables then go into copies of them by COPY and by INSERT … SELECT, with the same indexes
 * and without triggers: what PostgreSQL itself needs. Meanwhile a health check every 20 ms shows how long the web loop
 * keeps others waiting.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { writeWorkbook } from '#platform/excel/write.ts';
import { databaseUrlOf, freePort, startPortal } from '#testing/child-portal.ts';
import { PROGRAMME, prepareWorld, UNIT } from '#testing/crash/world.ts';
import { printMachine, printTable, quantile } from './support/report.ts';

const { values: options } = parseArgs({ options: { rows: { type: 'string', default: '10000' } } });
const ROWS = Number(options.rows);
const TABLES = ['initiatives', 'initiative_authors', 'events'];

printMachine(`npm run bench import ${process.argv.slice(2).join(' ')}`.trim());
const dataDir = mkdtempSync(join(tmpdir(), 'sangkien-bench-'));
const { officer } = await prepareWorld(dataDir, 0);
const portal = await startPortal(dataDir, await freePort());
const client = new pg.Client(databaseUrlOf(dataDir));
await client.connect();

async function call(method: string, path: string, body?: BodyInit, type = 'application/json') {
	const headers = { authorization: `Bearer ${officer.token}`, 'content-type': type };
	const answer = await fetch(`${portal.url}/api/v1/imports${path}`, { method, headers, body });
	if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
	return (await answer.json()) as { id: string; status: string; counts: Record<string, number> | null };
}

const column = (heading: string) => ({ heading });
const list = await writeWorkbook([
	{
		name: 'Danh sách',
		columns: [
			'STT',
			'Họ và tên',
			'Số CCCD',
			'Đơn vị',
			'Tên sáng kiến',
			'Giải pháp',
			'Ngày áp dụng',
			'Giá trị làm lợi',
		].map(column),
		rows: Array.from({ length: ROWS }, (_, index) => [
			index + 1,
			`Nguyễn Thị ${['Lan', 'Huệ', 'Cúc', 'Mai', 'Đào'][index % 5]}`,
			`0${String(36190012345 + index)}`,
			`Đơn vị ${UNIT}`,
			`Gá kẹp xoay giúp hàn khung ghế không phải trở tay, bản số ${index + 1}`,
			'Làm bàn gá quay 360 độ, khóa bằng chốt lò xo, đỡ khung ở hai đầu nên một người hàn được cả bốn góc.',
			'05/03/2022',
			1_200_000 + index,
		]),
	},
]);

/** Seconds that a step takes. */
async function timed<T>(work: () => Promise<T>): Promise<[seconds: number, answer: T]> {
	const began = performance.now();
	const answer = await work();
	return [(performance.now() - began) / 1000, answer];
}

const waits: number[] = [];
let watching = true;
const watch = (async () => {
	while (watching) {
		waits.push(
			(await timed(() => fetch(`${portal.url}/api/health`).then((answer) => answer.arrayBuffer())))[0] * 1000,
		);
		await sleep(20);
	}
})();

try {
	const where = new URLSearchParams({ programme: PROGRAMME, unit: UNIT, name: 'list.xlsx' });
	const [sent, { id }] = await timed(() =>
		call('POST', `?${where}`, new Uint8Array(list), 'application/octet-stream'),
	);
	const choices = {
		group: 'cong-nhan',
		field: 'ky-thuat',
		recognisedBy: 'Hội đồng sáng kiến',
		consent: 'Đã ký',
	};
	const [checked, plan] = await timed(async () => {
		await call('PUT', `/${id}/choices`, JSON.stringify(choices));
		return call('POST', `/${id}/check`);
	});
	const [entered, done] = await timed(async () => {
		await call('POST', `/${id}/run`, '{}');
		for (;;) {
			const current = await call('GET', `/${id}`);
			if (current.status !== 'running') return current;
			await sleep(50);
		}
	});
	watching = false;
	await watch;
	if (plan.counts?.submitted !== ROWS || done.counts?.submitted !== ROWS)
		throw new Error(JSON.stringify(done));

	const plain: Record<string, number> = { INSERT: 0, COPY: 0 };
	for (const table of TABLES) {
		await client.query(`create table plain_${table} (like ${table} including defaults including indexes)`);
		plain.INSERT! += (
			await timed(() => client.query(`insert into plain_${table} select * from ${table}`))
		)[0];
		await client.query(`truncate plain_${table}`);
		const file = join(dataDir, `${table}.copy`);
		await client.query(`copy ${table} to '${file}'`);
		plain.COPY! += (await timed(() => client.query(`copy plain_${table} from '${file}'`)))[0];
	}
	const whole = sent + checked + entered;
	const line = (what: string, seconds: number) => ({ what, seconds, 'rows/s': ROWS / seconds });
	printTable([
		line('send and read', sent),
		line('choose and check', checked),
		line('enter', entered),
		line('whole, file to last row', whole),
		line('plain INSERT … SELECT of what was written', plain.INSERT!),
		line('plain COPY of what was written', plain.COPY!),
	]);
	console.log(
		`${ROWS} rows in ${whole.toFixed(1)} s (aim: 10,000 in ≤ 10 s), ${(whole / plain.COPY!).toFixed(1)} × plain COPY`,
	);
	console.log(
		`others waited for ${quantile(waits, 0.5).toFixed(0)} ms at the median, ${quantile(waits, 0.99).toFixed(0)} ms at the 99th percentile, ${Math.max(...waits).toFixed(0)} ms at most`,
	);
} finally {
	watching = false;
	await client.end();
	await portal.signal('SIGINT');
	rmSync(dataDir, { recursive: true, force: true });
}
