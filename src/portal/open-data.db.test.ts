import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom, type Random } from '#database/demo/random.ts';
import { resubmitInitiative } from '#features/initiatives/commands/steps.ts';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { scopeOf } from '#features/people/rules.ts';
import { decide } from '#features/review/commands.ts';
import { stateTargets } from '#features/targets/commands/publish.ts';
import { addDays, startOfLocalDate } from '#platform/clock/clock.ts';
import { openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { amount, seed } from '#testing/proof.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';
import { type OpenData, writeOpenData } from './open-data.ts';

const CORRUPTIONS = amount(24, 1_000);
let base: string;
let extract: string;
let made: OpenData;

beforeAll(async () => {
	base = await mkdtemp(path.join(tmpdir(), 'sangkien-open-data-'));
	extract = path.join(base, 'extract');
	const db = openDb((await testDatabase()).url);
	await fill(db);
	made = await writeOpenData(db, extract, new Date());
	await db.close();
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** Some histories in two provinces, with mending, several authors and values. */
async function fill(db: ReturnType<typeof openDb>): Promise<void> {
	const units = await makeUnits(db, [
		['T', 'TLD', 'provincial_federation'],
		['X', 'T', 'commune'],
		['T1', 'X', 'grassroots'],
		['N', 'TLD', 'provincial_federation'],
		['N1', 'N', 'grassroots'],
	]);
	const programme = await makeProgramme(db, { code: 'thu' });
	const root = units.get('TLD')!.id;
	await db.transaction((tx) => stateTargets(tx, programme, root, 7, new Date()));
	const reviewer = await makePerson(db, 'reviewer', root);
	const officer = await makePerson(db, 'officer', root);
	const random = createRandom(7);
	for (const code of ['T1', 'N1']) {
		const member = await makePerson(db, 'member', units.get(code)!.id);
		await db.rows(sql`insert into registrations (programme_id, account_id, unit_id, at, local_date)
			values (${programme.id}, ${member.accountId}, ${units.get(code)!.id}, now(), ${TODAY})`);
		for (let turn = 0; turn < 12; turn++) {
			const at = (days: number) =>
				new Date(startOfLocalDate(addDays(TODAY, days - 60)).getTime() + turn * 1000);
			const others = Array.from({ length: random.int(0, 2) }, (_, other) => `Đồng Tác Giả ${other}`);
			const draw = (title: string) =>
				newInitiative(programme, member, units.get(code)!.id, title, {
					benefit: random.chance(0.2) ? null : random.int(0, 2_000_000_000),
					groupId: random.pick(programme.groups).id,
					fieldId: random.chance(0.2) ? null : random.pick(programme.fields).id,
					authors: [
						{
							name: member.name,
							share: 10_000 - others.length * 100,
							accountId: member.accountId,
							namePublic: true,
						},
						...others.map((name) => ({ name, share: 100, accountId: null, namePublic: false })),
					],
				});
			const submission = {
				initiative: draw(`Sáng kiến ${code} ${turn}`),
				kind: 'self' as const,
				key: `${code}${turn}`,
			};
			const [one] = await db.transaction((tx) =>
				submitInitiatives(tx, member.accountId, scopeOf(member, 'submit'), programme, [submission], at(0)),
			);
			const step = (by: typeof officer, action: 'confirm' | 'approve' | 'return', days: number) =>
				db.transaction((tx) =>
					decide(
						tx,
						by,
						[programme],
						[
							{
								id: one!.id,
								action,
								reason: action === 'return' ? 'bo-sung' : undefined,
								note: 'Vì lẽ này.',
							},
						],
						at(days),
					),
				);
			if (random.chance(0.3)) {
				await step(officer, 'return', 1);
				const mended = draw(`Sáng kiến ${code} ${turn} đã sửa`);
				await db.transaction((tx) => resubmitInitiative(tx, member, [programme], one!.id, mended, at(2)));
			}
			if (random.chance(0.8)) await step(officer, 'confirm', 3);
			if (random.chance(0.8)) await step(reviewer, 'approve', 4);
		}
	}
	await foldAll(db);
}

/** Runs the script that goes along, as whoever downloads the extract does. */
function recompute(folder: string): Promise<{ code: number; output: string }> {
	return new Promise((resolve) => {
		execFile(process.execPath, [path.join(folder, 'recompute.mjs'), folder], (error, stdout, stderr) =>
			resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
		);
	});
}

test('the script that goes along recomputes every headline figure', async () => {
	const { code, output } = await recompute(extract);
	expect(output).toContain(`${made.events} events`);
	expect(output).toContain(' 0 mismatches');
	expect(code).toBe(0);
	expect(made.events).toBe(made.position);
	expect(Number(/, (\d+) figures compared/.exec(output)?.[1])).toBeGreaterThan(100);
});

test('an extract says nothing of anybody', async () => {
	const text = gunzipSync(await readFile(path.join(extract, 'events.csv.gz'))).toString();
	expect(text).not.toMatch(/Người Thứ|Đồng Tác Giả|Sáng kiến|@/);
	expect(text.split('\n')[1]).toMatch(
		/^1,1,1,,in_review,\d{4}-\d\d-\d\d,thu,T1,gd1,[\w-]+,[\w-]+,self,[123],\d+,,,[\da-f]{16}$/,
	);
	const [head, ...lines] = gunzipSync(await readFile(path.join(extract, 'authors.csv.gz')))
		.toString()
		.trimEnd()
		.split('\n');
	expect(head).toBe('programme,person,unit,approved');
	expect(lines.filter((line) => !/^thu,\d+,(T1|N1),[01]$/.test(line))).toEqual([]);
	// One member and two co-authors at either unit, under numbers that begin with 1.
	expect(new Set(lines.map((line) => Number(line.split(',')[1])))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});

test(`every one of ${CORRUPTIONS} corruptions of an extract is found (seed ${seed})`, {
	timeout: 3_600_000,
}, async () => {
	const random = createRandom(seed);
	for (let turn = 0; turn < CORRUPTIONS; turn++) {
		const folder = path.join(base, `c${turn}`);
		await cp(extract, folder, { recursive: true });
		const what = await corrupt(folder, random);
		const { code, output } = await recompute(folder);
		expect({ turn, what, code, found: output.includes('MISMATCH') }).toEqual({
			turn,
			what,
			code: 2,
			found: true,
		});
		await rm(folder, { recursive: true, force: true });
	}
	console.log(`${CORRUPTIONS} corruptions of the extract, all found, seed ${seed}`);
});

/** Changes one row, and makes the manifest fit as one who knows the format would. */
async function corrupt(folder: string, random: Random): Promise<string> {
	const file = path.join(folder, 'events.csv.gz');
	const [head, ...lines] = gunzipSync(await readFile(file))
		.toString()
		.trimEnd()
		.split('\n');
	const at = random.int(0, lines.length - 1);
	const cells = lines[at]!.split(',');
	const kind = random.pick([
		'value',
		'state',
		'date',
		'unit',
		'authors',
		'place',
		'drop',
		'double',
		'swap',
		'figure',
		'registration',
		'forged',
	] as const);
	if (kind === 'figure') return corruptFigure(folder, random);
	if (kind === 'registration') {
		const list = path.join(folder, 'registrations.csv');
		await writeFile(list, (await readFile(list, 'utf8')).replace(/\n[^\n]+\n$/, '\n'));
		await refit(folder, 'registrations.csv');
		return kind;
	}
	if (kind === 'place') return corruptPlace(folder, random);
	if (kind === 'value' || kind === 'forged') cells[13] = `${Number(cells[13]) + random.int(1, 1_000)}`;
	if (kind === 'state') cells[4] = cells[4] === 'approved' ? 'rejected' : 'approved';
	if (kind === 'date') cells[5] = addDays(cells[5]!, random.int(1, 9));
	if (kind === 'unit') cells[7] = cells[7] === 'T1' ? 'N1' : 'T1';
	if (kind === 'authors') cells[12] = `${Number(cells[12]) + 1}`;
	lines[at] = cells.join(',');
	if (kind === 'drop') lines.splice(at, 1);
	if (kind === 'double') lines.splice(at, 0, lines[at]!);
	if (kind === 'swap') lines.splice(at === 0 ? 1 : at - 1, 0, lines.splice(at, 1)[0]!);
	if (kind === 'forged')
		chainAnew(lines, JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')).seed);
	await writeFile(file, gzipSync(`${[head, ...lines].join('\n')}\n`));
	await refit(folder, 'events.csv.gz', kind === 'forged' ? lines.at(-1)!.split(',').at(-1) : undefined);
	return kind;
}

async function corruptFigure(folder: string, random: Random): Promise<string> {
	const file = path.join(folder, 'figures.json');
	const figures = JSON.parse(await readFile(file, 'utf8'));
	const { cuts } = figures.programmes.thu;
	const keys = random.pick(Object.values(cuts) as Record<string, Record<string, [number, string]>>[]);
	const measures = random.pick(Object.values(keys));
	const cell = random.pick(Object.values(measures));
	if (random.chance(0.5)) cell[0] += 1;
	else cell[1] = `${BigInt(cell[1]) + 1n}`;
	await writeFile(file, JSON.stringify(figures));
	await refit(folder, 'figures.json');
	return 'figure';
}

/** Takes a person away from a unit, adds one, or says the other thing of what they have approved. */
async function corruptPlace(folder: string, random: Random): Promise<string> {
	const file = path.join(folder, 'authors.csv.gz');
	const [head, ...lines] = gunzipSync(await readFile(file))
		.toString()
		.trimEnd()
		.split('\n');
	const at = random.int(0, lines.length - 1);
	const how = random.pick(['gone', 'made up', 'other'] as const);
	if (how === 'gone') lines.splice(at, 1);
	if (how === 'made up') lines.push(`thu,999,${random.pick(['T1', 'N1'])},0`);
	if (how === 'other') lines[at] = lines[at]!.replace(/\d$/, (approved) => `${1 - Number(approved)}`);
	await writeFile(file, gzipSync(`${[head, ...lines].join('\n')}\n`));
	await refit(folder, 'authors.csv.gz');
	return `place ${how}`;
}

/** Every check after the one that was altered, so that the chain holds again. */
function chainAnew(lines: string[], from: string): void {
	let check = from;
	for (const [index, line] of lines.entries()) {
		const body = line.slice(0, line.lastIndexOf(','));
		check = createHash('sha256').update(check).update(body).digest('hex').slice(0, 16);
		lines[index] = `${body},${check}`;
	}
}

async function refit(folder: string, name: string, check?: string): Promise<void> {
	const file = path.join(folder, 'manifest.json');
	const manifest = JSON.parse(await readFile(file, 'utf8'));
	const bytes = await readFile(path.join(folder, name));
	manifest.files[name].sha256 = createHash('sha256').update(bytes).digest('hex');
	if (check) manifest.check = check;
	await writeFile(file, JSON.stringify(manifest));
}
