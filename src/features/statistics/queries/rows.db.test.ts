import { beforeAll, expect, test } from 'vitest';
import { resubmitInitiative, withdrawInitiative } from '#features/initiatives/commands/steps.ts';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import type { NewInitiative } from '#features/initiatives/schema.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { verifyBenefits } from '#features/review/commands/values.ts';
import { decide } from '#features/review/commands.ts';
import { addClusters, addUnits } from '#features/units/commands.ts';
import type { Unit } from '#features/units/schema.ts';
import { addDays, startOfLocalDate } from '#platform/clock/clock.ts';
import { type Db, openDb } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';
import {
	AUTHOR_COUNTS,
	BANDS,
	MEASURES,
	type Measure,
	SOURCES,
	SUBMISSION_KINDS,
	type SubmissionKind,
} from '../schema.ts';
import { resolveCut } from './cut.ts';
import { publishedFigures } from './published.ts';
import { type CutIds, figureOf, hasLaterEvents, hiddenValue, rowsBehind } from './rows.ts';

const SECRET = 'Bí quyết chưa được duyệt';

let db: Db;
let programme: Programme;
let units: Map<string, Unit>;
let member: Actor;
let officer: Actor;
let reviewer: Actor;
let manager: Actor;

const at = (daysAgo: number) => new Date(startOfLocalDate(addDays(TODAY, -daysAgo)).getTime() + 36_000_000);

beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	units = await makeUnits(db, [
		['TINH', 'TLD', 'provincial_federation'],
		['CS-A', 'TINH', 'grassroots'],
		['CS-B', 'TINH', 'grassroots'],
	]);
	programme = await makeProgramme(db, { code: 'rows' });
	const root = units.get('TLD')!.id;
	[member, officer, reviewer, manager] = (await Promise.all(
		(['member', 'officer', 'reviewer', 'manager'] as const).map((role) => makePerson(db, role, root)),
	)) as [Actor, Actor, Actor, Actor];
	await fill();
	await foldAll(db);
	return () => db.close();
});

async function submit(
	title: string,
	daysAgo: number,
	over: Partial<NewInitiative> = {},
	unit = 'CS-A',
	kind: SubmissionKind = 'self',
) {
	const initiative = newInitiative(programme, member, units.get(unit)!.id, title, over);
	const [submitted] = await db.transaction((tx) =>
		submitInitiatives(
			tx,
			member.accountId,
			scopeOf(member, 'submit'),
			programme,
			[{ initiative, kind, key: title }],
			at(daysAgo),
		),
	);
	return submitted!.id;
}

async function step(
	action: 'confirm' | 'approve' | 'return' | 'reject' | 'revoke',
	id: number,
	daysAgo: number,
) {
	const actor =
		action === 'revoke' ? manager : action === 'confirm' || action === 'return' ? officer : reviewer;
	const reason = { return: 'bo-sung', reject: 'khong-dat', revoke: 'thu-hoi' }[action as 'return'];
	const request = { id, action, reason, note: reason ? 'Vì lẽ này.' : '' };
	const [outcome] = await db.transaction((tx) => decide(tx, actor, [programme], [request], at(daysAgo)));
	expect(outcome?.refused).toBe(null);
}

async function verify(id: number, value: number, daysAgo: number) {
	const request = { id, action: 'verify_benefit' as const, value, note: 'Đối chiếu sổ kho.' };
	const [outcome] = await db.transaction((tx) =>
		verifyBenefits(tx, reviewer, [programme], [request], at(daysAgo)),
	);
	expect(outcome?.refused).toBe(null);
}

async function fill() {
	const [first, second] = [programme.groups[0]!.id, programme.groups[1]!.id];
	for (let n = 0; n < 7; n++) {
		const id = await submit(
			`Được duyệt ${n}`,
			20,
			{ groupId: first, confidential: n === 6 },
			n % 2 ? 'CS-B' : 'CS-A',
		);
		await step('confirm', id, 12);
		await step('approve', id, 10);
		if (n < 2) await step('revoke', id, n === 0 ? 10 : 4);
	}
	const authors = (count: number) =>
		Array.from({ length: count }, (_, n) => ({
			name: `Tác giả ${n}`,
			share: n === 0 ? 10_000 - 1_000 * (count - 1) : 1_000,
			accountId: null,
			namePublic: false,
		}));
	const huge = { benefit: 500_000_000_000, authors: authors(2) };
	await step('confirm', await submit('Giá trị rất lớn', 9, huge, 'CS-B', 'proxy'), 8);
	await submit('Nhiều tác giả', 9, { benefit: 0, authors: authors(6) }, 'CS-B', 'import');
	await submit(SECRET, 3, { groupId: null, benefit: null });
	await step('confirm', await submit(`${SECRET} 2`, 3), 2);
	const returned = await submit(`${SECRET} 3`, 8, { groupId: first });
	await step('return', returned, 6);
	// Comes back under another group on another day: the submission stays where it was, the class moves.
	const mended = newInitiative(programme, member, units.get('CS-A')!.id, `${SECRET} 3`, { groupId: second });
	await db.transaction((tx) => resubmitInitiative(tx, member, [programme], returned, mended, at(5)));
	await step('return', returned, 5);
	const rejected = await submit(`${SECRET} 4`, 8);
	await step('confirm', rejected, 6);
	await step('reject', rejected, 5);
	const withdrawn = await submit(`${SECRET} 5`, 8);
	await db.transaction((tx) => withdrawInitiative(tx, member, [programme], withdrawn, '', at(1)));
	const valued = await submit('Được thẩm định', 9, { benefit: 90_000_000 }, 'CS-B');
	await verify(valued, 70_000_000, 8);
	await step('confirm', valued, 8);
	await step('approve', valued, 7);
	await verify(valued, 50_000_000, 3);
}

const cut = (over: Partial<CutIds> & { measure: Measure }, unit = 'TLD'): CutIds => ({
	programmeId: programme.id,
	nodeIds: [units.get(unit)!.id],
	everywhere: unit === 'TLD',
	...over,
});

/** Every cut that a page prints. */
function* cuts(): Generator<CutIds> {
	for (const unit of units.keys())
		for (const measure of MEASURES) {
			yield cut({ measure }, unit);
			for (const { id } of programme.phases) yield cut({ measure, phaseId: id }, unit);
			for (const { id } of [...programme.groups, { id: 0 }]) yield cut({ measure, groupId: id }, unit);
			for (const { id } of programme.fields)
				yield cut({ measure, fieldId: id, phaseId: programme.phases[0]!.id }, unit);
			for (let ago = 0; ago < 22; ago++) {
				const day = addDays(TODAY, -ago);
				yield cut({ measure, from: day, to: day }, unit);
				if (ago % 4 !== 0) continue;
				// Weeks, campaigns, quarters, of a phase too; and the end of that day.
				yield cut({ measure, from: addDays(day, -6), to: day }, unit);
				yield cut({ measure, from: addDays(day, -6), to: day, phaseId: programme.phases[0]!.id }, unit);
				yield cut({ measure, to: day }, unit);
				yield cut({ measure, to: day, source: 'verified' }, unit);
				yield cut({ measure, from: addDays(day, -6), to: day, source: 'verified' }, unit);
			}
			for (const kind of SUBMISSION_KINDS) yield cut({ measure, kind }, unit);
			for (const authors of AUTHOR_COUNTS) yield cut({ measure, authors, kind: 'proxy' }, unit);
			for (const authors of AUTHOR_COUNTS) yield cut({ measure, authors }, unit);
			for (const source of SOURCES) yield cut({ measure, source }, unit);
			for (const band of BANDS.keys()) yield cut({ measure, source: 'declared', band }, unit);
		}
}

test('the rows behind every figure sum to it, and what is not approved has neither title nor names', async () => {
	let compared = 0;
	await Promise.all(
		Array.from({ length: 4 }, async (_, worker) => {
			for (const [place, each] of [...cuts()].entries()) {
				if (place % 4 !== worker) continue;
				const { n, benefit } = await figureOf(db, each);
				const { rows } = await rowsBehind(db, each, 100);
				expect([each, rows.reduce((sum, row) => sum + row.adds, 0)]).toEqual([each, n]);
				if (n > 0) compared++;
				const worth = rows.reduce((sum, row) => sum + BigInt(row.value ?? 0), 0n);
				if (each.measure === 'approved') {
					const hidden = BigInt((await hiddenValue(db, each)).benefit);
					expect([each, String(worth + hidden)]).toEqual([each, benefit]);
				}
				expect(JSON.stringify(rows)).not.toContain(SECRET);
				for (const row of rows.filter(({ state }) => state !== 'approved'))
					expect([row.title, row.authors, row.value]).toEqual([null, [], null]);
			}
		}),
	);
	expect(compared).toBeGreaterThan(200);
}, 60_000);

test('a cluster is the sum of its members, under the tree of any day', async () => {
	const rows = [
		['TINH', 'TLD', 'provincial_federation'],
		['CS-A', 'TINH', 'grassroots'],
	] as const;
	await db.transaction(async (tx) => {
		await addClusters(tx, [{ code: 'CUM', name: 'Cụm 1', owner: 'TINH', head: null, sample: true }]);
		await addUnits(
			tx,
			rows.map(([code, parent, kind]) => ({
				code,
				parent,
				kind,
				name: `Đơn vị ${code}`,
				from: addDays(TODAY, -3),
				...(code === 'CS-A' && { cluster: 'CUM' }),
			})),
			{ today: TODAY },
		);
	});
	const resolve = async (over: { cluster?: string; tree?: string }) =>
		(await resolveCut(db, { programme: 'rows', unit: 'TINH', measure: 'submitted', ...over })).ids;
	const ids = await resolve({ cluster: 'CUM' });
	expect(await figureOf(db, ids)).toEqual(await figureOf(db, cut({ measure: 'submitted' }, 'CS-A')));
	expect((await rowsBehind(db, ids, 100)).rows).toHaveLength((await figureOf(db, ids)).n);
	expect(await figureOf(db, await resolve({ cluster: 'CUM', tree: addDays(TODAY, -4) }))).toMatchObject({
		n: 0,
	});
	await expect(resolve({ cluster: 'KHONG' })).rejects.toThrow('not_found');
});

test('a confidential one keeps its authors, the others name those who agreed', async () => {
	const { rows } = await rowsBehind(db, cut({ measure: 'approved' }), 100);
	const named = new Map(rows.map((row) => [row.title, row.authors]));
	expect(named.get('Được duyệt 6')).toEqual([]);
	expect(named.get('Được duyệt 5')).toEqual([member.name]);
});

test('pages forward and back show every row once', async () => {
	for (const each of [
		cut({ measure: 'submitted' }),
		cut({ measure: 'approved', from: addDays(TODAY, -10), to: addDays(TODAY, -10) }),
	]) {
		const whole = (await rowsBehind(db, each, 100)).rows.map((row) => row.key);
		const seen: number[] = [];
		let page = await rowsBehind(db, each, 3);
		expect(page.previous).toBe(null);
		for (;;) {
			seen.push(...page.rows.map((row) => row.key));
			if (!page.next) break;
			const next = await rowsBehind(db, each, 3, { after: page.next });
			const back = await rowsBehind(db, each, 3, { before: next.previous! });
			expect(back.rows).toEqual(page.rows);
			page = next;
		}
		expect(seen).toEqual(whole);
		expect(new Set(seen).size).toBe(whole.length);
	}
});

test('published figures sum along every cut', async () => {
	const figures = await publishedFigures(db, programme, units.get('TINH')!, TODAY);
	for (const measure of MEASURES) {
		const whole = figures.totals[measure].n;
		const sum = (parts: { figures: typeof figures.totals }[]) =>
			parts.reduce((n, part) => n + part.figures[measure].n, 0);
		expect(sum(figures.phases)).toBe(whole);
		expect(sum(figures.groups)).toBe(whole);
		expect(sum(figures.fields)).toBe(whole);
		expect(sum(figures.units) + figures.direct[measure].n).toBe(whole);
		expect(sum(figures.clusters)).toBe(whole);
	}
	for (const measure of ['submitted', 'approved'] as const) {
		const whole = figures.totals[measure];
		for (const parts of [figures.kinds, figures.authors]) {
			expect(parts.reduce((n, part) => n + part[measure].n, 0)).toBe(whole.n);
			expect(String(parts.reduce((sum, part) => sum + BigInt(part[measure].benefit), 0n))).toBe(
				whole.benefit,
			);
		}
	}
	expect(figures.distribution.reduce((n, band) => n + band.n, 0)).toBe(figures.totals.approved.n);
	expect(figures.distribution.reduce((sum, band) => sum + (band.share ?? 0), 0)).toBe(1000);
	expect(figures.benefit.declared.benefit).toBe(figures.totals.approved.benefit);
	expect(figures.people.authors).toBeGreaterThanOrEqual(figures.people.approvedAuthors);
	expect(figures.days).toHaveLength(30);
	expect(figures.days.reduce((n, day) => n + day.submitted, 0)).toBe(figures.totals.submitted.n);
});

test('events that are not folded yet are announced', async () => {
	expect(await hasLaterEvents(db, programme.id)).toBe(false);
	await submit('Vừa nộp', 0);
	expect(await hasLaterEvents(db, programme.id)).toBe(true);
	await foldAll(db);
	expect(await hasLaterEvents(db, programme.id)).toBe(false);
});
