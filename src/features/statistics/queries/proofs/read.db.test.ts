import { beforeAll, expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import { makeScope } from '#features/units/rules.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { at, day, rankingWorld } from '#testing/rankings.ts';
import { foldAll, makePerson, newInitiative, TODAY } from '#testing/world.ts';
import { rankingMeasureHref, rankingProofHref } from '../../components/ranking-rows.ts';
import { tableOf } from '../../components/tables/all.ts';
import { PLAIN_VIEW } from '../../components/view.ts';
import type { FigureCut } from '../../rules.ts';
import type { Dashboard } from '../../schema/dashboard.ts';
import { PERSONS, type Proof, type ProofAsk, type Proven, proofAsk } from '../../schema/proof.ts';
import { DEFAULT_RULE, type RankingRule } from '../../schema/ranking.ts';
import { type Cell, type FigureRow, TABLES } from '../../schema/tables.ts';
import { figureCut } from '../../schema.ts';
import { resolveCut } from '../cut.ts';
import { dashboardOf } from '../dashboard/read.ts';
import { publishedRanking } from '../published-ranking.ts';
import { resolveRanking } from '../ranking-ask.ts';
import { figureOf, hiddenValue, rowsBehind } from '../rows.ts';
import { proofOf } from './read.ts';

const words = { t: (key: string) => key, locale: 'vi' as const, view: { ...PLAIN_VIEW, all: true } };
const UNITS = ['TLD', 'A', 'B', 'C', 'D', 'A1', 'B1', 'C1', 'D1'];
const NAME = 'Người Ở Hai Nơi';

let db: Db;
let world: Awaited<ReturnType<typeof rankingWorld>>;

beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	world = await rankingWorld(db);
	// One author of two units under different top-level units.
	const author = await makePerson(db, 'member', world.units.get('C1')!.id, NAME);
	for (const code of ['C1', 'D1'])
		await db.transaction((tx) =>
			submitInitiatives(
				tx,
				author.accountId,
				makeScope({ all: true }),
				world.programme,
				[
					{
						initiative: newInitiative(world.programme, author, world.units.get(code)!.id, `Hai nơi ${code}`),
						kind: 'self',
						key: `hai ${code}`,
					},
				],
				at(1),
			),
		);
	await foldAll(db);
	return () => db.close();
});

const prove = (figure: Proven, unit: string, over: Partial<ProofAsk> = {}): Promise<Proof> =>
	proofOf(db, proofAsk.parse({ figure, unit, programme: 'xh', ...over }), TODAY);
/** The proof behind a link of a page. */
const proveLink = (href: string): Promise<Proof> =>
	proofOf(db, proofAsk.parse(Object.fromEntries(new URL(href, 'http://x').searchParams)), TODAY);
const sum = ({ parts }: Proof) => parts.reduce((n, part) => n + part.n, 0);

const dashboard = async (code: string, over: { period?: string; upTo?: string; tree?: string } = {}) =>
	(await dashboardOf(db, {
		programme: world.programme,
		unit: world.units.get(code)!,
		tree: over.tree ?? null,
		period: periodsOf(world.programme).find((each) => each.code === (over.period ?? ''))!,
		upTo: over.upTo ?? null,
		step: null,
		today: TODAY,
	}))!;

test('parts of members, targets and persons sum to the figure that the dashboard prints', async () => {
	for (const unit of UNITS) {
		for (const over of [{}, { to: day(3) }, { to: day(15), tree: day(15) }]) {
			const data = await dashboard(unit, { upTo: over.to, tree: over.tree });
			const [members, target] = [await prove('members', unit, over), await prove('target', unit, over)];
			expect([unit, over, members.value]).toEqual([unit, over, data.members?.members ?? null]);
			expect([unit, over, target.value]).toEqual([unit, over, data.target?.number ?? null]);
			expect([sum(members), sum(target)]).toEqual([members.value ?? 0, target.value ?? 0]);
		}
		const { people } = await dashboard(unit);
		for (const figure of PERSONS) {
			const proof = await prove(figure, unit);
			const printed = { ...people!, approved_authors: people!.approvedAuthors }[figure];
			expect([unit, figure, proof.value, sum(proof)]).toEqual([unit, figure, printed, printed]);
		}
	}
});

test('members and targets name their records: own, of units merged in, or of those below', async () => {
	const told = ({ parts }: Proof) => parts.map(({ what, code, n, record }) => [what, code, n, record?.on]);
	expect(told(await prove('members', 'A'))).toEqual([
		['unit', 'A', 100, day(90)],
		['merged', 'B', 50, day(90)],
	]);
	expect((await prove('members', 'A')).parts[0]!.record?.source).toBe('Báo cáo');
	expect(told(await prove('members', 'C'))).toEqual([['below', 'C1', 25, day(90)]]);
	// A has a record of its own, so what stands below C is summed, and nothing of D is known.
	expect(told(await prove('members', 'TLD'))).toEqual([
		['below', 'A', 100, day(90)],
		['below', 'C', 25, undefined],
	]);
	expect((await prove('members', 'TLD')).parts[1]!.proof).toMatchObject({ figure: 'members', unit: 'C' });
	expect(told(await prove('target', 'A'))).toEqual([['unit', 'A', 12, day(2)]]);
	expect(told(await prove('target', 'A', { to: day(3) }))).toEqual([
		['unit', 'A', 4, day(60)],
		['merged', 'B', 2, day(60)],
	]);
});

test('who is counted in several units is taken off once more than it is counted', async () => {
	const { parts, value } = await prove('authors', 'TLD');
	const overlap = await db.first<{ n: number }>(sql`
		select coalesce(sum(units - 1), 0)::int as n from (
			select count(distinct c.ancestor_id) as units from author_places a
				join unit_closure c on c.unit_id = a.unit_id
				join unit_today t on t.unit_id = c.ancestor_id
			where t.parent_id = ${world.units.get('TLD')!.id} and t.ended_on is null group by a.person) person`);
	expect(parts.filter(({ what }) => what === 'several').map(({ n }) => n)).toEqual([-overlap!.n]);
	expect([overlap!.n, value]).toEqual([1, 5]);
	// Accounts joined in one unit each.
	expect((await prove('registrants', 'TLD')).parts.every(({ what }) => what === 'below')).toBe(true);
});

test('no person is named', async () => {
	for (const unit of UNITS)
		for (const figure of PERSONS) {
			const text = JSON.stringify(await prove(figure, unit));
			expect(text).not.toContain(NAME);
			expect(text).not.toContain('Người Thứ');
		}
});

async function expectRatio(proof: Proof) {
	for (const { n, rows, proof: of } of [proof.ratio!.numerator, proof.ratio!.denominator]) {
		if (of) expect((await proofOf(db, of, TODAY)).value).toBe(n);
		if (!rows) continue;
		const { ids } = await resolveCut(db, rows);
		expect((await figureOf(db, ids)).n).toBe(n);
		expect((await rowsBehind(db, ids, 100)).rows.reduce((all, row) => all + row.adds, 0)).toBe(n);
	}
}

test('each share of a ranking is proven by two numbers, each with rows that sum to it', async () => {
	const rules: Partial<RankingRule>[] = [
		{},
		{ result: 'submitted', target: 'assigned' },
		{ measure: 'per_members', result: 'submitted' },
		{ measure: 'approved_share' },
	];
	const quarter = periodsOf(world.programme).find((each) => each.quarter !== null)!.code;
	let shares = 0;
	for (const over of rules)
		for (const codes of [
			{},
			{ on: day(3) },
			{ on: day(15), treeOfDay: true },
			{ period: 'gd1' },
			{ period: 'gd1', on: day(15) },
			{ period: quarter },
		]) {
			const plain = { programme: 'xh', unit: '', kind: '', cluster: '', period: '', on: '' } as const;
			const { ask } = (await resolveRanking(db, { ...plain, treeOfDay: false, ...codes }, TODAY))!;
			const rule = { ...DEFAULT_RULE, ...over };
			const ranking = await publishedRanking(db, ask, rule);
			for (const { code, tenths, target, members } of ranking.places) {
				const proof = await proveLink(rankingMeasureHref(ranking, code, rule));
				expect([over, codes, code, proof.value]).toEqual([over, codes, code, tenths]);
				await expectRatio(proof);
				const divided = target ? ('target' as const) : ('members' as const);
				if (target ?? members)
					expect((await proveLink(rankingProofHref(ranking, code, divided, rule))).value).toBe(
						target?.number ?? members?.members,
					);
				shares++;
			}
		}
	expect(shares).toBeGreaterThan(30);
});

const MAPS = ['count', 'attained', 'per_members', 'approved_share', 'verified'] as const;

/** What a cell of a table says, as a proof has it. */
const printed = (figure: Proven, cell: Cell | undefined, table: string) =>
	table === 'tong-hop' && (figure === 'attainment' || figure === 'excess')
		? Math.round(Number(cell) * 10)
		: cell;

async function expectTables(data: Dashboard) {
	let proven = 0;
	for (const name of TABLES)
		for (const map of name === 'ban-do' ? MAPS : MAPS.slice(0, 1)) {
			const table = tableOf(name, data, { ...words, view: { ...words.view, map } });
			const total = { key: 'total', cells: table?.total ?? {}, links: table?.totalLinks };
			for (const row of [...(table?.rows ?? []), total] as FigureRow[])
				for (const [key, href] of Object.entries({ ...row.links, value: row.href })) {
					const cell = row.cells[key];
					if (!href || cell == null) continue;
					if (href.includes('figure=')) await expectProof([name, row.key, key], cell, href);
					else if (name !== 'tong-hop')
						expect([name, row.key, key, await counted(href, cell)]).toEqual([name, row.key, key, cell]);
					proven++;
				}
		}
	return proven;
}

async function expectProof(where: string[], cell: Cell, href: string) {
	const proof = await proveLink(href);
	expect([...where, proof.value]).toEqual([...where, printed(proof.ask.figure, cell, where[0]!)]);
	if (proof.ratio) await expectRatio(proof);
	if (proof.whole) await expectWhole(proof);
	for (const { n, proof: of } of proof.plan?.targets ?? [])
		expect((await proofOf(db, of, TODAY)).value).toBe(n);
}

/** Parts sum to the whole and their shares to 100 %, and each has rows that sum to it. */
async function expectWhole({ ask, whole }: Proof) {
	const { parts, n, rows } = whole!;
	expect(String(parts.reduce((all, part) => all + BigInt(part.n), 0n))).toBe(n);
	if (n !== '0') expect(parts.reduce((all, { share }) => all + share!, 0)).toBe(1000);
	for (const each of [...parts, { n, rows }]) {
		const { n: count, benefit } = await behindRows(each.rows);
		expect(ask.weighed ? benefit : String(count)).toBe(each.n);
	}
}

/** What the listed rows sum to, with those that the public does not see one by one. */
async function behindRows(cut: FigureCut) {
	const { ids } = await resolveCut(db, cut);
	const { rows } = await rowsBehind(db, ids, 100);
	const hidden = await hiddenValue(db, ids);
	const values = rows.reduce((all, row) => all + BigInt(row.value ?? 0), 0n);
	return {
		n: rows.reduce((all, row) => all + row.adds, 0),
		benefit: String(values + BigInt(hidden.benefit)),
	};
}

/** The figure of a cell by the rows that it leads to: a number, or a sum of đồng as text. */
async function counted(href: string, cell: Cell): Promise<Cell> {
	const query = Object.fromEntries(new URL(href, 'http://x').searchParams);
	const { n, benefit } = await behindRows(figureCut.parse(query));
	return typeof cell === 'number' ? n : benefit;
}

test('every linked share, target and number of the dashboard is what its proof comes to', async () => {
	expect(await expectTables(await dashboard('TLD'))).toBeGreaterThan(30);
	expect(await expectTables(await dashboard('A'))).toBeGreaterThan(10);
	expect(await expectTables(await dashboard('TLD', { upTo: day(15), tree: day(15) }))).toBeGreaterThan(20);
	expect(await expectTables(await dashboard('TLD', { period: 'gd1', upTo: day(3) }))).toBeGreaterThan(10);
});

test('no number of the dashboard is without its proof', async () => {
	const data = await dashboard('TLD');
	const numbers = TABLES.flatMap((name) => {
		const { columns, rows } = tableOf(name, data, words)!;
		return rows
			.filter(({ sum, key }) => !sum && key !== '-')
			.flatMap((row) =>
				columns
					.filter(({ kind, key }) => kind !== 'text' && kind !== 'date' && row.cells[key])
					.map(({ key }) => ({ at: `${name} ${row.key} ${key}`, href: row.links?.[key] ?? row.href })),
			);
	});
	expect(numbers.length).toBeGreaterThan(80);
	expect(numbers.filter(({ href }) => !href).map(({ at }) => at)).toEqual([]);
});

test('a share is told with all its parts, for what is left over goes to the largest remainders', async () => {
	const { whole, value } = await prove('share', 'TLD', { by: 'state', part: 'in_review' });
	expect(whole!.parts.find(({ part }) => part === 'in_review')!.share).toBe(value);
	expect(whole!.rows.measure).toBe('submitted');
	const { whole: sums } = await prove('share', 'TLD', { by: 'band', part: '0', weighed: 'dong' });
	expect(sums!.parts.map(({ part }) => part)).toContain('0');
	expect(sums!.rows.measure).toBe('approved');
	await expect(prove('share', 'TLD', { by: 'group', part: 'khong' })).rejects.toThrow('not_found');
	// Of groups no days are kept, so a quarter of one has no share either.
	const quarter = periodsOf(world.programme).find((each) => each.quarter !== null)!.code;
	await expect(prove('share', 'TLD', { by: 'group', part: '-', period: quarter })).rejects.toThrow(
		'not_found',
	);
	for (const over of [{}, { by: 'group' }, { by: 'state', part: 'approved', weighed: 'dong' }])
		expect(proofAsk.safeParse({ figure: 'share', unit: 'A', programme: 'xh', ...over }).success).toBe(false);
});

test('what is not counted, not there or not yet come has no proof', async () => {
	for (const over of [{ to: day(3) }, { period: 'gd1' }])
		expect(proofAsk.safeParse({ figure: 'authors', unit: 'A', programme: 'xh', ...over }).success).toBe(
			false,
		);
	await expect(prove('members', 'KHONG')).rejects.toThrow('not_found');
	await expect(prove('target', 'A', { period: 'gd9' })).rejects.toThrow('not_found');
	await expect(prove('attainment', 'A', { to: '2999-01-01' })).rejects.toThrow('not_found');
	expect((await prove('attainment', 'A', { target: 'registered' })).value).toBe(null);
});
