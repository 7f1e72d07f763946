import { beforeAll, describe, expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decide } from '#features/review/commands.ts';
import { publishTargets } from '#features/targets/commands/publish.ts';
import type { Unit } from '#features/units/schema.ts';
import { addDays, fixedClock, startOfLocalDate } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { writeWorkbook } from '#platform/excel/write.ts';
import { readPart } from '#platform/excel/zip.ts';
import { readMessages } from '#platform/i18n/read-messages.ts';
import { translator } from '#platform/i18n/translate.ts';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import type { Mail } from '#platform/mail/mail.ts';
import { compileDocument } from '#platform/pdf/compile.ts';
import { testDatabase } from '#testing/database.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';
import { sendDueReports, subscribe, unsubscribe } from './commands.ts';
import { reportSheets } from './excel.ts';
import { mailReportTask } from './jobs.ts';
import { reportFigures } from './queries/figures.ts';
import { subscriptionsOf } from './queries/subscriptions.ts';
import { composeReport } from './rules/compose.ts';
import { reportPeriods } from './rules.ts';

let db: Db;
let programme: Programme;
let units: Map<string, Unit>;
let officer: Actor;
const day = (offset: number) => addDays(TODAY, offset);
const at = (offset: number) => new Date(startOfLocalDate(day(offset)).getTime() + 8 * 3600_000);
const voice = (locale: 'vi' | 'en' = 'vi') => ({ t: translator(locale, readMessages(locale)), locale });

beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	await migrateJobs(db.pool);
	units = await makeUnits(db, [
		['T', 'TLD', 'provincial_federation'],
		['X', 'T', 'commune'],
		['Y', 'T', 'commune'],
		['X1', 'X', 'grassroots'],
		['Y1', 'Y', 'grassroots'],
	]);
	programme = await makeProgramme(db, { code: 'thu' });
	const manager = await makePerson(db, 'manager', units.get('TLD')!.id);
	officer = await makePerson(db, 'officer', units.get('T')!.id);
	const reviewer = await makePerson(db, 'reviewer', units.get('T')!.id);
	const phaseId = programme.phases[0]!.id;
	for (const [code, number] of [
		['T', 4],
		['X', 2],
	] as const) {
		const asked = { unitId: units.get(code)!.id, phaseId, quarter: null, kind: 'assigned' as const, number };
		const occasion = { unitId: units.get('TLD')!.id, origin: 'hand' as const, why: '' };
		await db.transaction((tx) => publishTargets(tx, manager, programme, [asked], occasion, at(-60)));
	}
	const submit = async (code: string, count: number, offset: number) => {
		const unit = units.get(code)!;
		const member = await makePerson(db, 'member', unit.id);
		const submissions = Array.from({ length: count }, (_, n) => ({
			initiative: newInitiative(programme, member, unit.id, `Sáng kiến ${code} ${offset} ${n}`),
			kind: 'self' as const,
			key: `${code}${offset}${n}`,
		}));
		const done = await db.transaction((tx) =>
			submitInitiatives(tx, member.accountId, scopeOf(member, 'submit'), programme, submissions, at(offset)),
		);
		return done.map(({ id }) => id);
	};
	const old = await submit('X1', 2, -40);
	const fresh = [...(await submit('X1', 3, -8)), ...(await submit('Y1', 1, -7))];
	for (const [by, action, ids, offset] of [
		[officer, 'confirm', [...old, ...fresh], -6],
		[reviewer, 'approve', [...old, fresh[0]!], -5],
	] as const) {
		const requests = ids.map((id) => ({ id, action, note: '' }));
		await db.transaction((tx) => decide(tx, by, [programme], requests, at(offset)));
	}
	await foldAll(db);
	return () => db.close();
});

/** The phase that ended yesterday. */
const phasePeriod = () => reportPeriods(programme, 'phase', day(-1)).find(({ code }) => code === 'gd1')!;
const report = async (locale: 'vi' | 'en' = 'vi') =>
	composeReport(
		voice(locale),
		programme,
		await reportFigures(db, programme, units.get('T')!, phasePeriod()),
		at(0),
	);

describe('a report', () => {
	test('tells what came in, where it stands, and how far each unit attained its target', async () => {
		const { blocks, issuer, subtitle } = await report();
		const tables = blocks.flatMap((block) =>
			block.kind === 'table'
				? [[...block.rows, ...(block.totals ? [block.totals] : [])].map((row) => row.map(({ text }) => text))]
				: [],
		);
		expect(issuer).toEqual({ name: 'Đơn vị T', above: 'Đơn vị TLD' });
		expect(subtitle).toContain('Giai đoạn 1');
		expect(tables[0]).toEqual([
			[expect.any(String), '6', '0', '—', '6'],
			[expect.any(String), '3', '0', '—', '3'],
		]);
		expect(tables[1]!.at(-1)![1]).toBe('6');
		expect(tables[2]).toEqual([
			['Đơn vị X', '5', '5', '3', '2', '2', '150,0 %'],
			['Đơn vị Y', '1', '1', '0', '1', '—', '—'],
			['Cộng', '6', '6', '3', '3', '4', '75,0 %'],
		]);
		const said = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n');
		expect(said).toContain('6 lượt nộp sáng kiến và 3 sáng kiến được phê duyệt');
		expect(said).toContain('chỉ tiêu giao là 4 sáng kiến; hợp lệ 3, đạt 75,0 %');
	});

	test('leaves no place unfilled and no text out, in either language', async () => {
		for (const locale of ['vi', 'en'] as const) {
			const text = JSON.stringify(await report(locale));
			expect(text).not.toMatch(/\{\w+\}/);
			expect(text).not.toMatch(/"(?:reports|statistics|targets)\.\w+"/);
		}
	});

	test('is a PDF, also with text that would be markup, and a workbook with numbers as numbers', async () => {
		const document = await report();
		const hostile = '#panic() $x$ *a* \\ @ref <tag> "q" `raw` =1+1';
		const pdf = compileDocument({ ...document, issuer: { name: hostile, above: null }, subtitle: hostile });
		expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
		const workbook = await readWorkbook(
			await writeWorkbook(reportSheets(document, 'Tóm tắt')),
			'bao-cao.xlsx',
		);
		expect(workbook.sheets[0]!.name).toBe('Tóm tắt');
		expect(workbook.sheets[5]!.rows.flat()).toContain(5);
	});

	test('has the charts of the paper in the workbook, drawn from cells under the same titles', async () => {
		const document = await report();
		const charts = document.blocks.filter((block) => block.kind === 'chart');
		expect(charts).toHaveLength(2);
		const bytes = await writeWorkbook(reportSheets(document, 'Tóm tắt'));
		const { sheets } = await readWorkbook(bytes, 'bao-cao.xlsx');
		for (const [index, { caption, data }] of charts.entries()) {
			const sheet = sheets.find(({ name }) => caption.startsWith(name.replace(/^\d+\. /, '')))!;
			expect(sheet.rows).toEqual([
				[data.label, data.measure],
				...data.points.map(({ label, value }) => [label, value]),
			]);
			const xml = readPart(bytes, `xl/charts/chart${index + 1}.xml`)!;
			expect(xml).toContain(caption);
			expect(xml).toContain(`'${sheet.name}'!$B$2:$B$${sheet.rows.length}`);
			expect(xml).toContain(`'${sheet.name}'!$A$2:$A$${sheet.rows.length}`);
			expect(xml).toContain(index === 0 ? '<c:barChart>' : '<c:lineChart>');
		}
		expect(charts[0]!.data.points.reduce((sum, { value }) => sum + value, 0)).toBe(6);
		expect(charts[1]!.data.points.at(-1)!.value).toBe(6);
	});
});

describe('reports by mail', () => {
	const clock = fixedClock(at(0));
	const jobs = async () =>
		(
			await db.rows<{ payload: { id: number; period: string } }>(sql`
				select j.payload from graphile_worker._private_jobs j
					join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'mail_report'`)
		).map(({ payload }) => payload);

	test('go once when a period is over, not for those that were over before, and none after stopping', async () => {
		const unit = units.get('T')!;
		await db.transaction((tx) => subscribe(tx, officer, programme, unit, 'phase', at(-3)));
		await db.transaction((tx) => subscribe(tx, officer, programme, unit, 'quarter', at(0)));
		const before = new Date(startOfLocalDate(TODAY).getTime() + 5 * 3600_000);
		expect(await sendDueReports(db, before)).toBe(0);
		const sent = await Promise.all([sendDueReports(db, clock.now()), sendDueReports(db, clock.now())]);
		expect(sent.reduce((sum, each) => sum + each, 0)).toBe(1);
		expect(await sendDueReports(db, clock.now())).toBe(0);
		const [job] = await jobs();
		expect(job!.period).toBe('gd1');

		const mails: Mail[] = [];
		const send = async (mail: Mail) => void mails.push(mail);
		const translate = (locale: 'vi' | 'en') => voice(locale).t;
		const task = mailReportTask({ db, clock, mail: { send }, publicUrl: 'https://thu.invalid', translate });
		await task(job!, undefined as never);
		expect(mails).toHaveLength(1);
		expect(mails[0]!.subject).toContain('Đơn vị T');
		expect(mails[0]!.text).toContain('https://thu.invalid/bao-cao?');
		expect(mails[0]!.attachments![0]!.content.subarray(0, 5).toString()).toBe('%PDF-');

		const other = await makePerson(db, 'officer', unit.id);
		const { id } = (await subscriptionsOf(db, officer.accountId)).find(({ kind }) => kind === 'phase')!;
		await db.transaction((tx) => unsubscribe(tx, other, id, at(0)));
		expect(await subscriptionsOf(db, officer.accountId)).toHaveLength(2);
		await db.transaction((tx) => unsubscribe(tx, officer, id, at(0)));
		expect(await subscriptionsOf(db, officer.accountId)).toHaveLength(1);
		await task(job!, undefined as never);
		expect(mails).toHaveLength(1);
	});
});
