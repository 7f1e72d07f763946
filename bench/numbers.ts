/**
 * The speeds of figures at full size: dashboard, rankings, a merger, lag of the figures, verification, readers.
 *
 * `npm run bench numbers -- --data DIR --small DIR` on folders that `sangkien bench data` made: the whole programme, and
 * 24,000 of it to compare with. `--only dashboard,rankings` measures some. What submits (`lag`, `readers`) leaves
 * its initiatives in the demonstration programme of the folder, so it is measured only when named or with `--write`.
 */
import { parseArgs } from 'node:util';
import { timeDashboard } from './support/numbers/dashboard.ts';
import { timeMergers } from './support/numbers/merger.ts';
import { timeRankings } from './support/numbers/rankings.ts';
import { measureTraffic, trafficRow } from './support/numbers/traffic.ts';
import { timeVerify } from './support/numbers/verify.ts';
import { weighPages } from './support/numbers/weight.ts';
import { onFolder } from './support/numbers/world.ts';
import { printMachine, printTable } from './support/report.ts';

const READING = ['weight', 'dashboard', 'rankings', 'merger', 'verify'] as const;
const WRITING = ['lag', 'readers'] as const;

const { values: options } = parseArgs({
	options: {
		data: { type: 'string' },
		small: { type: 'string' },
		only: { type: 'string' },
		write: { type: 'boolean', default: false },
		seconds: { type: 'string', default: '60' },
		/** Verifies everything after each merger, before it is taken back. */
		check: { type: 'boolean', default: false },
	},
});
if (!options.data) throw new Error('name a folder that `sangkien bench data` made: --data DIR');
const data = options.data;
const seconds = Number(options.seconds);
const chosen = options.only?.split(',') ?? [...READING, ...(options.write ? WRITING : [])];
// Its texts are not indexed: a portal would begin to do so.
process.env.SCREENING_THREADS = '0';

printMachine(`npm run bench numbers -- ${process.argv.slice(2).join(' ')}`.trim());

const sections: Record<string, () => Promise<void>> = {
	async weight() {
		console.log('Scripts of public pages (aim: at most 50 KB):\n');
		printTable(await weighPages(data));
	},
	async dashboard() {
		console.log(
			'The dashboard, one client (aim: p99 at most 50 ms, and the same at both sizes within a fifth):\n',
		);
		const folders = options.small ? [options.small, data] : [data];
		const times = [];
		for (const folder of folders) times.push(await timeDashboard(folder));
		printTable(times.flatMap(({ rows }) => rows));
		if (times.length === 2)
			console.log(`p99 at full size ÷ small: ${(times[1]!.p99 / times[0]!.p99).toFixed(2)}\n`);
	},
	async rankings() {
		console.log('Rankings, the week before among them (aim: 82 units 50 ms, 3,300 communes 200 ms):\n');
		printTable(await onFolder(data, timeRankings));
	},
	async merger() {
		console.log('Two provinces become one, taken back afterwards (aim: 1 s):\n');
		printTable(await onFolder(data, (db) => timeMergers(db, options.check)));
	},
	async verify() {
		console.log('Everything verified (aim: 60 s):\n');
		printTable(await onFolder(data, timeVerify));
	},
	async lag() {
		console.log('Figures behind events, at 100 events a second (aim: 5 s):\n');
		printTable([
			trafficRow('100 a second', await measureTraffic(data, seconds, { submissions: 100, readers: false })),
		]);
	},
	async readers() {
		console.log('20,000 readers of the dashboard a minute while 50 a second submit (aim: none fails):\n');
		printTable([
			trafficRow('50 a second', await measureTraffic(data, seconds, { submissions: 50, readers: true })),
		]);
	},
};
for (const name of chosen) {
	const section = sections[name];
	if (!section) throw new Error(`no section ${name}: ${Object.keys(sections).join(', ')}`);
	await section();
}
