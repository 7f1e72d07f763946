import { type RankingAsk, readRanking } from '#features/statistics/queries/ranking.ts';
import { DEFAULT_RULE, RANK_MEASURES } from '#features/statistics/schema/ranking.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import { rootUnit } from '#features/units/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import { type Db, sql } from '#platform/db/db.ts';
import { timesOf } from '../load.ts';
import { quantile } from '../report.ts';
import { theProgramme } from './world.ts';

const CALLS = 30;
const END = '2023-08-31';

/** Rankings of the 82 units of 2022 and of all communes of today by every measure, beside one statement on the same rows. */
export async function timeRankings(db: Db): Promise<Record<string, string | number>[]> {
	const [programme, root] = [await theProgramme(db), (await rootUnit(db))!];
	const base = {
		programme,
		parent: root,
		cluster: null,
		period: periodsOf(programme)[0]!,
		today: localDate(new Date()),
	};
	const asks: [string, RankingAsk, number][] = [
		['82 units as of 31/8/2023, tree of that day', { ...base, kind: null, on: END, treeOfDay: true }, 50],
		['82 units, today', { ...base, kind: null, on: null, treeOfDay: false }, 50],
		['communes, today', { ...base, kind: 'commune', on: null, treeOfDay: false }, 200],
	];
	const rows: Record<string, string | number>[] = [];
	for (const [what, ask, aim] of asks)
		for (const measure of RANK_MEASURES) {
			const read = () => readRanking(db, ask, { ...DEFAULT_RULE, measure });
			const { ranking } = await read();
			const times = await timesOf(CALLS, read);
			const units = ranking.ranked.length + ranking.unranked.length;
			rows.push({
				what,
				by: measure,
				units,
				'p50 ms': quantile(times, 0.5),
				'p99 ms': quantile(times, 0.99),
				aim,
			});
		}
	for (const kind of ['provincial_federation', 'commune']) {
		const read = () =>
			db.rows(sql`select t.unit_id, t.n from tally_by_unit t join unit_today u on u.unit_id = t.unit_id
				where t.programme_id = ${programme.id} and u.kind = ${kind} and t.measure = 'approved' order by t.n desc`);
		const units = (await read()).length;
		const times = await timesOf(CALLS, read);
		rows.push({
			what: 'one raw statement',
			by: kind,
			units,
			'p50 ms': quantile(times, 0.5),
			'p99 ms': quantile(times, 0.99),
		});
	}
	return rows;
}
