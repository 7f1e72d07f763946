import { beforeAll, expect, test } from 'vitest';
import { verifyBenefits } from '#features/review/commands/values.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import { addDays } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { at, day, MERGED, rankingWorld } from '#testing/rankings.ts';
import { foldAll, TODAY } from '#testing/world.ts';
import { rankingRowsHref } from './components/ranking-rows.ts';
import { rankingSheet } from './excel/ranking.ts';
import { resolveCut } from './queries/cut.ts';
import { dashboardOf } from './queries/dashboard/read.ts';
import { type PublishedRanking, publishedRanking } from './queries/published-ranking.ts';
import { readClusterRankings } from './queries/ranking.ts';
import { type RankingCodes, resolveRanking } from './queries/ranking-ask.ts';
import { quartersOf, readRecognition } from './queries/recognition.ts';
import { figureOf } from './queries/rows.ts';
import { DEFAULT_RULE, type RankingRule } from './schema/ranking.ts';
import { figureCut } from './schema.ts';

let db: Db;
let world: Awaited<ReturnType<typeof rankingWorld>>;

beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	world = await rankingWorld(db);
	return () => db.close();
});

async function ranking(
	rule: Partial<RankingRule>,
	over: Partial<RankingCodes> = {},
	trial: Partial<RankingRule> | null = null,
): Promise<PublishedRanking> {
	const codes = {
		programme: 'xh',
		unit: '',
		kind: '',
		cluster: '',
		period: '',
		on: '',
		treeOfDay: false,
	} as const;
	const { ask, issues } = (await resolveRanking(db, { ...codes, ...over }, TODAY))!;
	expect(issues).toEqual([]);
	return publishedRanking(db, ask, { ...DEFAULT_RULE, ...rule }, trial && { ...DEFAULT_RULE, ...trial });
}

const places = ({ places: all }: PublishedRanking) =>
	all.map(({ rank, code, measure }) => `${rank} ${code} ${measure.numerator}/${measure.denominator}`);
const reasons = ({ unranked }: PublishedRanking) => unranked.map(({ code, reason }) => `${code} ${reason}`);

test('today the merged unit counts at its successor, whose later target speaks for both', async () => {
	const now = await ranking({});
	expect(places(now)).toEqual(['1 C 5/5', '2 A 6/12', '2 D 5/10']);
	expect(now.places[1]).toMatchObject({
		tied: true,
		tenths: 500,
		target: { number: 12, kind: 'revised', merged: 0 },
		includes: [{ code: 'B', endedOn: day(MERGED) }],
	});
});

test('as of a past day a target from before the merger is joined by that of the unit that came in', async () => {
	const past = await ranking({}, { on: day(3) });
	expect(places(past)).toEqual(['1 A 6/6', '1 C 5/5', '3 D 5/10']);
	expect(past.places[0]!.target).toEqual({ number: 6, kind: 'assigned', merged: 1 });
});

test('a unit, the row above it and rankings divide by the same numbers', async () => {
	const { programme, units } = world;
	const [period] = periodsOf(programme);
	for (const upTo of [null, day(3)]) {
		const ask = { programme, tree: null, period: period!, upTo, step: null, today: TODAY };
		const whole = (await dashboardOf(db, { ...ask, unit: units.get('TLD')! }))!;
		const ranked = await ranking({ minMembers: 1 }, upTo ? { on: upTo } : {});
		expect(ranked.places.map(({ code }) => code).toSorted()).toEqual(['A', 'C']);
		for (const { code, target, members } of ranked.places) {
			const own = (await dashboardOf(db, { ...ask, unit: units.get(code)! }))!;
			const row = whole.units.find((unit) => unit.code === code)!;
			const expected = [code, target!.number, members!.members];
			expect([code, own.target?.number, own.members?.members]).toEqual(expected);
			expect([code, row.target?.number, row.members]).toEqual(expected);
		}
	}
});

test('under the tree of the day each of the two has its own place', async () => {
	const then = await ranking({}, { on: day(15), treeOfDay: true });
	expect(places(then)).toEqual(['1 B 3/2', '2 C 5/5', '3 A 2/4', '3 D 5/10']);
	const today = await ranking({}, { on: day(15) });
	expect(places(today)).toEqual(['1 C 5/5', '2 A 5/6', '3 D 5/10']);
});

test('a day of the past is counted to its end and no further', async () => {
	expect(places(await ranking({ measure: 'count' }, { on: day(41) }))).toEqual([
		'1 A 0/1',
		'1 C 0/1',
		'1 D 0/1',
	]);
	expect(places(await ranking({ measure: 'count' }, { on: day(40) }))).toEqual([
		'1 A 5/1',
		'1 C 5/1',
		'3 D 0/1',
	]);
	expect(places(await ranking({ measure: 'count' }, { on: day(20) }))).toEqual([
		'1 A 5/1',
		'1 C 5/1',
		'1 D 5/1',
	]);
	expect(places(await ranking({ measure: 'count', result: 'submitted' }, { on: day(14) }))).toEqual([
		'1 A 8/1',
		'2 C 5/1',
		'2 D 5/1',
	]);
});

test('members: own ones with those merged in, those of the units below, or none and no place', async () => {
	const now = await ranking({ measure: 'per_members', result: 'submitted' });
	expect(places(now)).toEqual(['1 C 5/25', '2 A 9/150']);
	expect(now.places.map(({ members }) => members)).toEqual([
		{ members: 25, merged: 0, below: true },
		{ members: 150, merged: 1, below: false },
	]);
	expect(reasons(now)).toEqual(['D no_members']);
	expect(
		places(await ranking({ measure: 'per_members', result: 'submitted' }, { on: day(15), treeOfDay: true })),
	).toEqual(['1 C 5/25', '2 B 4/50', '3 A 4/100']);
});

test('what a rule does not look at is told as unknown, never as 0', async () => {
	const looked = async (rule: Partial<RankingRule>, trial: Partial<RankingRule> | null = null) => {
		const { places: all, unranked } = await ranking(rule, {}, trial);
		return [...all, ...unranked].map(({ submitted, approved, valued, benefit }) =>
			Object.entries({ submitted, approved, valued, benefit }).flatMap(([key, n]) => (n === null ? [] : key)),
		);
	};
	const each = (...keys: string[]) => [keys, keys, keys];
	expect(await looked({})).toEqual(each('approved'));
	expect(await looked({ measure: 'per_members', result: 'submitted' })).toEqual(each('submitted'));
	expect(await looked({ measure: 'approved_share' })).toEqual(each('submitted', 'approved'));
	expect(await looked({ measure: 'benefit' })).toEqual(each('approved', 'valued', 'benefit'));
	expect(await looked({}, { measure: 'count', result: 'submitted' })).toEqual(each('submitted'));
	const { headings, rows } = rankingSheet((key) => key, await ranking({ result: 'submitted' }));
	const column = headings.indexOf('statistics.measure_approved');
	expect(rows.map((row) => row[column])).toEqual([null, null, null]);
});

test('the approved share is exact, and ties are told', async () => {
	expect(places(await ranking({ measure: 'approved_share' }))).toEqual(['1 C 5/5', '1 D 5/5', '3 A 6/9']);
});

test('phases count what was first submitted in them, as of a past day too', async () => {
	const now = await ranking({ measure: 'count' }, { period: 'gd1' });
	expect(places(now)).toEqual(['1 A 6/1', '2 C 5/1', '2 D 5/1']);
	expect(places(await ranking({ measure: 'count' }, { period: 'gd1', on: day(30) }))).toEqual([
		'1 A 5/1',
		'1 C 5/1',
		'3 D 0/1',
	]);
	expect(places(await ranking({ measure: 'count' }, { period: 'gd2' }))).toEqual([
		'1 A 0/1',
		'1 C 0/1',
		'1 D 0/1',
	]);
});

test('places are told against the week before', async () => {
	const now = await ranking({ measure: 'count' });
	expect(now.beforeOn).toBe(day(7));
	expect(now.places.map(({ code, moved }) => [code, moved])).toEqual([
		['A', 0],
		['C', -1],
		['D', -1],
	]);
});

test('verified benefit ranks what was verified, as of any day; the others are listed with the reason', async () => {
	const first = await db.first<{ id: number }>(
		sql`select id from initiatives where unit_id = ${world.units.get('C1')!.id} order by id limit 1`,
	);
	const nobody = await ranking({ measure: 'benefit' });
	expect(reasons(nobody)).toEqual(['A nothing_valued', 'C nothing_valued', 'D nothing_valued']);
	await db.transaction((tx) =>
		verifyBenefits(
			tx,
			world.reviewer,
			[world.programme],
			[{ id: first!.id, action: 'verify_benefit', value: 1_200_000, note: 'Đối chiếu sổ kho.' }],
			at(4),
		),
	);
	await foldAll(db);
	for (const period of ['', 'gd1']) {
		expect(places(await ranking({ measure: 'benefit' }, { period }))).toEqual(['1 C 1200000/1']);
		expect(places(await ranking({ measure: 'benefit' }, { period, on: day(4) }))).toEqual(['1 C 1200000/1']);
		expect(places(await ranking({ measure: 'benefit' }, { period, on: day(5) }))).toEqual([]);
	}
	expect(places(await ranking({ measure: 'benefit', source: 'declared' }))).toEqual([
		'1 A 9000000/1',
		'2 C 7500000/1',
		'2 D 7500000/1',
	]);
});

test('another rule is tried beside the official places and tells who would move', async () => {
	const tried = await ranking({ measure: 'count' }, {}, { measure: 'per_members', minMembers: 100 });
	expect(tried.places.map(({ code, rank, official }) => [code, rank, official])).toEqual([
		['A', 1, { rank: 1, moved: 0 }],
	]);
	expect(reasons(tried)).toEqual(['C few_members', 'D no_members']);
	const other = await ranking({ measure: 'count' }, {}, { measure: 'attainment', target: 'assigned' });
	expect(other.places.map(({ code, official }) => [code, official?.moved])).toEqual([
		['A', 0],
		['C', 1],
		['D', -1],
	]);
});

test('a kind, a cluster and a unit narrow what is ranked', async () => {
	expect(places(await ranking({ measure: 'count' }, { kind: 'grassroots', unit: 'A' }))).toEqual([
		'1 B1 4/1',
		'2 A1 2/1',
	]);
	expect(places(await ranking({ measure: 'count' }, { cluster: 'nganh' }))).toEqual(['1 C 5/1', '1 D 5/1']);
	const { ask } = (await resolveRanking(
		db,
		{ programme: 'xh', unit: '', kind: '', cluster: '', period: '', on: day(15), treeOfDay: true },
		TODAY,
	))!;
	const { clusters } = await readClusterRankings(db, ask, { ...DEFAULT_RULE, measure: 'count' });
	expect(
		clusters.map(({ cluster, ranking: inside }) => [
			cluster?.code,
			inside.ranked.map(({ rank, unit }) => `${rank} ${unit.code}`),
		]),
	).toEqual([
		['nganh', ['1 C', '1 D']],
		['tinh', ['1 B', '2 A']],
	]);
});

test('what is asked for wrongly is said and left out', async () => {
	const codes = {
		programme: 'xh',
		unit: '',
		kind: 'grassroots',
		cluster: 'x',
		period: 'y',
		treeOfDay: true,
	} as const;
	const asked = (await resolveRanking(db, { ...codes, on: addDays(TODAY, 1) }, TODAY))!;
	expect(asked.issues.map(({ code }) => code)).toEqual([
		'future',
		'period_unknown',
		'cluster_unknown',
		'too_many',
	]);
	expect(asked.ask).toMatchObject({ kind: null, cluster: null, on: null, treeOfDay: false });
	expect((await resolveRanking(db, { ...codes, on: '31/02/2022' }, TODAY))!.issues[0]).toEqual({
		field: 'on',
		code: 'date_unreadable',
	});
});

test('the rows behind each number of a ranking are as many as it says', async () => {
	const quarter = periodsOf(world.programme).find(
		(period) => period.quarter && period.from <= day(50) && day(50) <= period.to,
	)!;
	for (const period of ['', 'gd1', quarter.code])
		for (const on of ['', day(15), day(45)])
			for (const treeOfDay of [false, true])
				for (const result of ['approved', 'submitted'] as const) {
					const table = await ranking({ measure: 'count', result }, { period, on, treeOfDay });
					for (const place of table.places) {
						const query = new URL(rankingRowsHref(table, place.code, { measure: result }), 'http://x')
							.searchParams;
						const cut = figureCut.parse(Object.fromEntries(query));
						const { n } = await figureOf(db, (await resolveCut(db, cut)).ids);
						expect([place.code, query.toString(), n]).toEqual([place.code, query.toString(), place[result]]);
					}
				}
});

test('a quarter recognises who leads its cluster and exceeds its own target', async () => {
	const quarter = quartersOf(world.programme).find(({ from, to }) => from <= day(50) && day(50) <= to)!;
	for (const [index, { phaseId, quarter: code }] of quarter.parts.entries())
		await world.target(70, { C: index === 0 ? 4 : 0, D: index === 0 ? 5 : 0 }, { phaseId, quarter: code });
	const { clusters } = await readRecognition(db, world.programme, world.units.get('TLD')!, quarter, TODAY);
	expect(clusters.find(({ cluster }) => cluster.code === 'nganh')!.places).toEqual([
		{ code: 'C', name: 'Đơn vị C', submitted: 5, target: 4, verdict: 'recognised' },
		{ code: 'D', name: 'Đơn vị D', submitted: 5, target: 5, verdict: 'leads_below_target' },
	]);
	expect(clusters.find(({ cluster }) => cluster.code === 'tinh')!.places[0]).toMatchObject({
		code: 'A',
		target: null,
		verdict: 'leads_without_target',
	});
});
