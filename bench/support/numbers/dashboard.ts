import { dashboardOf } from '#features/statistics/queries/dashboard/read.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import { rootUnit } from '#features/units/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import { type Db, sql } from '#platform/db/db.ts';
import { freePort, startPortal } from '#testing/child-portal.ts';
import { caller, timesOf } from '../load.ts';
import { quantile } from '../report.ts';
import { onFolder, PROGRAMME, sizeOf, theProgramme } from './world.ts';

/** Enough that the slowest hundredth is more than one call. */
const CALLS = 500;
/** Figures are read anew once a second, also while every page is rendered. */
const PAUSE_MS = 5;

export interface DashboardTimes {
	initiatives: number;
	rows: Record<string, string | number>[];
	/** Of the page rendered anew, milliseconds. */
	p99: number;
}

/** The dashboard with one client: the page as it is kept and rendered anew, the readings behind it, one statement, and a static file. */
export async function timeDashboard(dataDir: string): Promise<DashboardTimes> {
	const { initiatives, readings, statement } = await onFolder(dataDir, async (db) => ({
		initiatives: await sizeOf(db),
		readings: await timeReadings(db),
		statement: await timeStatement(db),
	}));
	const portal = await startPortal(dataDir, await freePort());
	const reader = caller(portal.url, 1);
	try {
		const get = async (path: string) => {
			const { status, body } = await reader.call('GET', path, { 'accept-encoding': 'gzip' });
			if (status !== 200) throw new Error(`${path}: ${status} ${body.subarray(0, 200)}`);
			await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
		};
		let call = 0;
		// A number of its own passes by the page kept for a moment; another day each time, the figures kept.
		const anew = () => {
			const day = new Date(Date.UTC(2023, 7, 31) - (call % 300) * 86_400_000).toISOString().slice(0, 10);
			return get(`/bang-so-lieu?chuong-trinh=${PROGRAMME}&den=${day}&n=${call++}`);
		};
		const page = () => get(`/bang-so-lieu?chuong-trinh=${PROGRAMME}&n=${call++}`);
		// Some seconds: a portal that has just started still compiles what it runs.
		await timesOf(200, page);
		const pages = less(await timesOf(CALLS, page));
		await timesOf(5, anew);
		const days = less(await timesOf(CALLS, anew));
		const kept = less(await timesOf(CALLS, () => get(`/bang-so-lieu?chuong-trinh=${PROGRAMME}`)));
		const file = less(await timesOf(CALLS, () => get('/robots.txt')));
		const row = (what: string, times: readonly number[]) => ({
			what,
			initiatives,
			'p50 ms': quantile(times, 0.5),
			'p99 ms': quantile(times, 0.99),
		});
		return {
			initiatives,
			p99: quantile(pages, 0.99),
			rows: [
				row('/bang-so-lieu, as readers get it', kept),
				row('/bang-so-lieu, rendered anew each time', pages),
				row('/bang-so-lieu as of another day each time', days),
				row('its readings alone, on one connection', readings),
				row('one raw statement: 82 units of one cube', statement),
				row('/robots.txt from the same portal', file),
			],
		};
	} finally {
		reader.close();
		await portal.signal('SIGINT');
	}
}

const less = (times: readonly number[]) => times.map((time) => time - PAUSE_MS);

async function timeReadings(db: Db): Promise<number[]> {
	const [programme, root] = [await theProgramme(db), (await rootUnit(db))!];
	const [period] = periodsOf(programme);
	const today = localDate(new Date());
	const ask = { programme, unit: root, tree: null, period: period!, upTo: null, step: null, today };
	const read = () => dashboardOf(db, ask as Parameters<typeof dashboardOf>[1]);
	await timesOf(10, read);
	return timesOf(CALLS, read);
}

async function timeStatement(db: Db): Promise<number[]> {
	const { id } = await theProgramme(db);
	const read = () =>
		db.rows(sql`select t.unit_id, t.measure, t.n, t.benefit from tally_by_unit t
			where t.programme_id = ${id} and t.unit_id in (select u.unit_id from unit_today u join units r
				on r.id = u.parent_id where r.code = 'TLD')`);
	await timesOf(10, read);
	return timesOf(CALLS, read);
}
