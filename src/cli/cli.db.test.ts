import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { actorByToken } from '#features/people/queries.ts';
import { scopeOf } from '#features/people/rules.ts';
import { type Db, openDb } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';

// Each call is a process of its own; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

let url: string;
let db: Db;
let folder: string;

beforeAll(async () => {
	({ url } = await testDatabase());
	db = openDb(url);
	folder = await mkdtemp(path.join(tmpdir(), 'sangkien-cli-'));
	const units = await makeUnits(db, [['MAY', 'TLD', 'grassroots']]);
	const unitId = units.get('MAY')!.id;
	const programme = await makeProgramme(db, { code: 'thu' });
	const member = await makePerson(db, 'member', unitId, 'Nguyễn Văn An');
	const titles = ['=1+1', 'Gá kẹp xoay', ...Array.from({ length: 600 }, (_, index) => `Sáng kiến ${index}`)];
	const submissions = titles.map((title) => ({
		initiative: newInitiative(programme, member, unitId, title),
		kind: 'self' as const,
		key: randomUUID(),
	}));
	await db.transaction((tx) =>
		submitInitiatives(tx, member.accountId, scopeOf(member, 'submit'), programme, submissions, new Date()),
	);
	await foldAll(db);
});

afterAll(async () => {
	await db.close();
	await rm(folder, { recursive: true, force: true });
});

/** Runs the command as a script would, with the test's database. */
function sangkien(args: string[], input = '', env: NodeJS.ProcessEnv = {}) {
	return new Promise<{ code: number; out: string; err: string }>((resolve) => {
		const child = execFile(
			process.execPath,
			['src/cli/main.ts', '--data', folder, ...args],
			{ env: { ...process.env, DATABASE_URL: url, ...env }, maxBuffer: 64 * 1024 * 1024 },
			(error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
		);
		child.stdin!.end(input);
	});
}

const lines = (out: string) =>
	out
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line));

const COMMANDS = [
	'',
	'start',
	'migrate',
	'account',
	'account create',
	'account list',
	'account token',
	'import',
	'import initiatives',
	'import units',
	'verify',
	'export',
	'export initiatives',
	'export events',
	'backup',
	'restore',
	'screen',
	'screening',
	'screening status',
	'screening rebuild',
	'screening rescreen',
	'screening learn',
];

test.concurrent.each(COMMANDS)('«%s --help» says what it does', async (command) => {
	const { code, out, err } = await sangkien([...command.split(' ').filter(Boolean), '--help']);
	expect([code, err]).toEqual([0, '']);
	expect(out).toContain(`Usage: ${`sangkien ${command}`.trim()}`);
});

test('an unknown option is a mistake, told on standard error', async () => {
	const { code, out, err } = await sangkien(['verify', '--khong-co']);
	expect([code, out]).toEqual([1, '']);
	expect(err).toContain('unknown option');
});

test('migrate and verify answer as JSON lines, wherever --json stands', async () => {
	expect(lines((await sangkien(['migrate', '--json'])).out)).toEqual([{ applied: [] }]);
	const { code, out } = await sangkien(['--json', 'verify']);
	expect(code).toBe(0);
	const told = { position: 602, events: 602, mismatches: 0 };
	expect(lines(out)).toEqual([{ ...told, checks: expect.any(Number), seconds: expect.any(Number) }]);
});

test('verify exits with 2 when a figure is wrong', async () => {
	await db.pool.query("update tally_by_unit set n = n + 1 where measure = 'submitted'");
	try {
		const { code, out } = await sangkien(['verify', '--json']);
		expect(code).toBe(2);
		expect(lines(out).at(-1).mismatches).toBeGreaterThan(0);
	} finally {
		await db.pool.query("update tally_by_unit set n = n - 1 where measure = 'submitted'");
	}
});

test('an account is made, found, and given a token that works', async () => {
	const made = await sangkien(
		[
			'account',
			'create',
			'--name',
			'Trần Thị Bình',
			'--email',
			'Binh@Thu.invalid',
			'--role',
			'officer@may',
			'--password-stdin',
			'--json',
		],
		'mật khẩu dài\n',
	);
	expect(made).toMatchObject({ code: 0, err: '' });
	const [found] = lines((await sangkien(['account', 'list', '--query', 'bình', '--json'])).out);
	expect(found).toMatchObject({ name: 'Trần Thị Bình', email: 'binh@thu.invalid', roles: ['officer@MAY'] });
	const token = await sangkien(['account', 'token', 'hằng tuần', '--as', 'binh@thu.invalid', '--days', '7']);
	expect(await actorByToken(db, token.out.trim(), new Date())).toMatchObject({ name: 'Trần Thị Bình' });
});

test('a one-time code is printed for who has only a phone', async () => {
	const { code, out } = await sangkien([
		'account',
		'create',
		'--name',
		'Lê Văn Cường',
		'--phone',
		'0912 345 678',
		'--role',
		'member@MAY',
		'--code',
		'--json',
	]);
	expect(code).toBe(0);
	expect(lines(out)).toEqual([{ id: expect.any(Number), code: expect.stringMatching(/^\d{8}$/) }]);
});

test.each([
	['a login that is taken', ['--email', 'trung@thu.invalid'], 'already has an account'],
	['neither e-mail nor phone', [], 'Enter a valid phone number or e-mail'],
	['an unknown unit', ['--email', 'moi@thu.invalid', '--role', 'member@KHONG'], 'There is no such unit'],
	['a code without a role', ['--email', 'moi@thu.invalid', '--code'], '--role'],
])('%s is refused with 2 and a sentence', async (_, options, sentence) => {
	await sangkien(['account', 'create', '--name', 'Ai Đó', '--email', 'trung@thu.invalid']);
	const { code, out, err } = await sangkien(['account', 'create', '--name', 'Ai Đó', ...options]);
	expect([code, out]).toEqual([2, '']);
	expect(err).toContain(sentence);
	expect(err).not.toContain('    at ');
});

test('a fault exits with 1', async () => {
	const { code } = await sangkien(['verify'], '', { DATABASE_URL: 'postgresql://localhost:1/khong-co' });
	expect(code).toBe(1);
});

test('initiatives go out as CSV that calculates nothing, as .xlsx, and as JSON lines', async () => {
	const csv = await sangkien(['export', 'initiatives', '--programme', 'thu', '--unit', 'may']);
	expect(csv.code).toBe(0);
	const rows = csv.out.split('\r\n');
	expect(rows[0]!.startsWith('\ufeffMã,')).toBe(true);
	expect(rows).toHaveLength(1 + 602 + 1);
	expect(rows[1]).toContain(",'=1+1,");

	const file = path.join(folder, 'ra.xlsx');
	const xlsx = await sangkien([
		'export',
		'initiatives',
		'--programme',
		'thu',
		'--format',
		'xlsx',
		'--out',
		file,
		'--json',
	]);
	expect(lines(xlsx.out)).toEqual([{ file, rows: 602 }]);
	expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK');

	const events = lines((await sangkien(['export', 'events', '--programme', 'thu', '--json'])).out);
	expect(events).toHaveLength(602);
	expect(events[0]).toMatchObject({ position: 1, code: 'SK-100001', toState: 'in_review' });
});

test('units come in from a list, all or none, and twice is once', async () => {
	const file = path.join(folder, 'don-vi.csv');
	const heading = 'Mã,Tên,Mã cấp trên,Loại,Từ ngày\n';
	await writeFile(
		file,
		`${heading}MOI,CĐCS Mới,TLD,CĐCS,01/01/2026\nHAI,CĐCS Hai,KHONG-CO,gì đó,31/02/2026\n`,
	);
	const wrong = await sangkien(['import', 'units', file, '--json']);
	expect(wrong.code).toBe(2);
	expect(lines(wrong.out).at(-1)).toMatchObject({ written: false, rows: 2, wrong: 1 });
	await writeFile(file, `${heading}MOI,CĐCS Mới,TLD,CĐCS,01/01/2026\n`);
	// Looked at first: each row, then what the list does as a whole, as on the page.
	const rehearsed = await sangkien(['import', 'units', file, '--dry-run', '--json']);
	expect(lines(rehearsed.out)).toMatchObject([
		{ line: 2, code: 'MOI', outcome: 'new' },
		{ preview: { from: '2026-01-01', units: [{ code: 'MOI', what: ['begins'] }], ending: 0 } },
		{ written: false, rows: 1, new: 1 },
	]);
	const { out: told } = await sangkien(['import', 'units', file, '--dry-run']);
	expect(told.split('\n')).toEqual([
		'row 2: new MOI CĐCS Mới',
		'Preview, nothing is written: counts from 01/01/2026',
		'No unit moves.',
		'Unit by unit:',
		expect.stringContaining('01/01/2026 MOI CĐCS Mới: new, below '),
		'Nothing written: 1 new.',
		'',
	]);
	for (const outcome of ['new', 'same']) {
		const { code, out } = await sangkien(['import', 'units', file, '--json']);
		expect([code, lines(out)]).toEqual([0, [{ written: true, rows: 1, [outcome]: 1 }]]);
	}
});

test('backup and restore, into a folder of its own', async () => {
	const file = path.join(folder, 'sao-luu.tar');
	const backup = await sangkien(['backup', file, '--json']);
	expect(lines(backup.out)).toMatchObject([{ file, files: 0, missing: [] }]);
	const fresh = ['--data', path.join(folder, 'moi')];
	const inFolder = { DATABASE_URL: '' };
	const restore = await sangkien([...fresh, 'restore', file, '--json'], '', inFolder);
	expect(restore).toMatchObject({ code: 0, err: '' });
	expect(lines(restore.out)).toMatchObject([{ events: 602, position: 602, mismatches: 0 }]);
	const again = await sangkien([...fresh, 'restore', file], '', inFolder);
	expect([again.code, again.err]).toEqual([2, expect.stringContaining('not empty')]);
});

test('the screening index is rebuilt, everything screened again, and status says so', async () => {
	const rebuilt = await sangkien(['--json', 'screening', 'rebuild', '--count']);
	expect(rebuilt).toMatchObject({ code: 0, err: '' });
	expect(lines(rebuilt.out)).toEqual([{ version: 1, packed: expect.any(Number) }]);
	expect((await sangkien(['screening', 'rescreen'])).out).toBe('everything is screened under version 2\n');
	const status = await sangkien(['--json', 'screening', 'status']);
	const [said] = lines(status.out);
	expect(said).toMatchObject({ version: 2, unpacked: 0, rebuildWanted: null });
	expect(said.screenedTo).toBe(said.screenUntil);
	expect((await sangkien(['screening', 'status'])).out).toContain('everything is screened under version 2');
});

test('nothing is learnt from no verdicts', async () => {
	const { code, err } = await sangkien(['screening', 'learn']);
	expect(code).toBe(2);
	expect(err).toContain('Too few verdicts to learn from');
});
