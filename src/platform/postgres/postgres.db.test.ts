import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres, type Postgres, startPostgres } from './postgres.ts';

const log = createLogger('silent');

let folder: string;
let dataDir: string;
const running: Postgres[] = [];
const owners: ChildProcess[] = [];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'postgres-test-'));
	dataDir = join(folder, 'data');
});

afterEach(async () => {
	for (const owner of owners.splice(0)) owner.kill('SIGKILL');
	for (const postgres of running.splice(0).reverse()) await postgres.stop();
	rmSync(folder, { recursive: true, force: true });
});

async function start(dir = dataDir): Promise<Postgres> {
	const postgres = await startPostgres({ dataDir: dir, log });
	running.push(postgres);
	return postgres;
}

async function attach(): Promise<Postgres> {
	const postgres = await attachPostgres({ dataDir, log });
	running.push(postgres);
	return postgres;
}

async function query(url: string, sql: string): Promise<unknown[]> {
	const client = new pg.Client(url);
	client.on('error', () => {});
	await client.connect();
	const { rows } = await client.query({ text: sql, rowMode: 'array' });
	await client.end();
	return rows.flat();
}

/** Another process that owns the server, as the portal does. */
async function startOwner(): Promise<ChildProcess> {
	const module = JSON.stringify(new URL('./postgres.ts', import.meta.url).href);
	const code = `
		const { startPostgres } = await import(${module});
		const log = { info() {}, warn() {}, error() {} };
		await startPostgres({ dataDir: process.argv[1], log });
		console.log('up');`;
	const owner = spawn(process.execPath, ['--input-type=module', '-e', code, dataDir], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	owners.push(owner);
	await once(owner.stdout!, 'data');
	return owner;
}

const postmasterPid = () =>
	Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);

test('starts, keeps rows across a stop, and is gone after it', async () => {
	const first = await start();
	expect(first.adopted).toBe(false);
	await query(first.url, `create table kept as select 'Đã lưu' as text`);
	await first.stop();
	await expect(query(first.url, 'select 1')).rejects.toThrow(/ENOENT/);

	const second = await start();
	expect(second).toMatchObject({ adopted: false, url: first.url });
	expect(await query(second.url, 'select text from kept')).toEqual(['Đã lưu']);
});

test('commits durably, on no network, with checksums, and knows Vietnamese letters', async () => {
	const { url } = await start();
	const settings = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses'];
	const values = settings.map((name) => `current_setting('${name}')`);
	expect(await query(url, `select ${values}`)).toEqual(['on', 'on', 'on', 'on', '']);
	await query(url, 'create extension pg_trgm');
	expect(await query(url, `select lower('SÁNG KIẾN'), similarity('sáng kiến', 'sang kien') < 1`)).toEqual([
		'sáng kiến',
		true,
	]);
});

test('a killed owner leaves the server; the next owner adopts it', async () => {
	const owner = await startOwner();
	const pid = postmasterPid();
	owner.kill('SIGKILL');
	await once(owner, 'exit');

	const next = await start();
	expect(next.adopted).toBe(true);
	expect(postmasterPid()).toBe(pid);
	await next.stop();
	await expect(query(next.url, 'select 1')).rejects.toThrow();
});

test('a second owner is refused and told which process to stop', async () => {
	const owner = await startOwner();
	await expect(start()).rejects.toThrow(`already in use by process ${owner.pid}`);
});

test('two owners starting at once on an empty folder: one wins, the other is refused', async () => {
	const results = await Promise.allSettled([start(), start()]);
	expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(await query(running[0]!.url, 'select 1')).toEqual([1]);
});

test('a command uses the owner’s server; alone it starts one; the last to leave stops it', async () => {
	const owner = await start();
	const command = await attach();
	expect(command.adopted).toBe(true);
	await owner.stop();
	expect(await query(command.url, 'select 1')).toEqual([1]);
	await command.stop();
	await expect(query(command.url, 'select 1')).rejects.toThrow();

	const [one, two] = await Promise.all([attach(), attach()]);
	await one.stop();
	expect(await query(two.url, 'select 1')).toEqual([1]);
});

test('a killed server comes back under its owner with every acknowledged row', async () => {
	const { url } = await start();
	await query(url, 'create table acknowledged (number int)');
	let last = 0;
	const writer = new pg.Client(url);
	writer.on('error', () => {});
	await writer.connect();
	const writing = (async () => {
		for (let number = 1; ; number++) {
			await writer.query('insert into acknowledged values ($1)', [number]);
			last = number;
		}
	})().catch(() => {});
	await sleep(100);
	process.kill(postmasterPid(), 'SIGKILL');
	await writing;

	const rows = await expect
		.poll(() => query(url, 'select number from acknowledged order by 1').catch(() => []), { timeout: 30_000 })
		.not.toEqual([])
		.then(() => query(url, 'select number from acknowledged order by 1'));
	expect(last).toBeGreaterThan(0);
	expect(rows.slice(0, last)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
});

test('server and owner killed together: the next start recovers, even beside a busy orphan', async () => {
	const owner = await startOwner();
	const guest = await attach();
	await query(guest.url, 'create table kept as select 7 as number');
	const busy = query(guest.url, `select count(*) from generate_series(1, 10000000000)`).catch(() => 'ended');
	await sleep(100);
	owner.kill('SIGKILL');
	process.kill(postmasterPid(), 'SIGKILL');

	const next = await start();
	expect(next.adopted).toBe(false);
	expect(await query(next.url, 'select number from kept')).toEqual([7]);
	expect(await busy).toBe('ended');
}, 60_000);

test('a path too long for a socket works the same', async () => {
	dataDir = join(folder, 'thư mục dữ liệu', 'a'.repeat(120));
	const { url } = await start();
	expect(await query(url, 'select 1')).toEqual([1]);
	expect((await attach()).adopted).toBe(true);
});

test('a pid file whose number another program now has is no obstacle', async () => {
	const first = await start();
	await first.stop();
	writeFileSync(
		join(dataDir, 'postgres/cluster/postmaster.pid'),
		`${process.pid}\n${dataDir}/postgres/cluster\n`,
	);
	const second = await start();
	expect(second.adopted).toBe(false);
	expect(await query(second.url, 'select 1')).toEqual([1]);
});

test('an operator’s settings.conf wins over ours', async () => {
	const first = await start();
	await first.stop();
	writeFileSync(join(dataDir, 'postgres/settings.conf'), "work_mem = '8MB'\n");
	const { url } = await start();
	expect(await query(url, 'show work_mem')).toEqual(['8MB']);
});

test.runIf(process.getuid?.() === 0)(
	'as root without user namespaces the server runs as nobody',
	async () => {
		chmodSync(folder, 0o755);
		writeFileSync(join(folder, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
		const path = process.env.PATH;
		process.env.PATH = `${folder}:${path}`;
		try {
			const { url } = await start();
			expect(await query(url, 'select 1')).toEqual([1]);
			expect(statSync(`/proc/${postmasterPid()}`).uid).toBe(65534);
		} finally {
			process.env.PATH = path;
		}
	},
);
