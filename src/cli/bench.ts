import { type Command, InvalidArgumentError } from 'commander';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import { buildBenchData, PROGRAMME, type Watcher } from '#portal/bench-data/build.ts';
import { SUBMITTED } from '#portal/bench-data/published.ts';
import { UNITS } from '#portal/bench-data/tree/grow.ts';
import { type Progress, progressBar, writeLine } from './output.ts';
import { withPortal } from './session.ts';

/** Stands for the published number, a little more. */
const ROUND = 2_400_000;

/** What a crash breaks is made anew, so nothing is spent on surviving one, nor on vacuuming what is being filled. */
const SETTINGS = {
	fsync: 'off',
	full_page_writes: 'off',
	max_wal_size: '8GB',
	autovacuum: 'off',
	shared_buffers: '1GB',
};

interface Options {
	initiatives: number;
	units: number;
	seed: number;
}

export function registerBench(program: Command): void {
	const bench = program.command('bench').description('large invented data to measure the portal with');
	bench
		.command('data')
		.description(`fill an empty data folder with the programme «${PROGRAMME}» at a given size`)
		.option('--initiatives <count>', 'how many are submitted', wholeNumber(1_000, SUBMITTED), ROUND)
		.option('--units <count>', 'units of the tree, shipped ones among them', wholeNumber(1_500, UNITS), UNITS)
		.option('--seed <number>', 'the same seed gives the same data', wholeNumber(0, 2 ** 31), 1)
		.addHelpText('after', HELP)
		.action(data);
}

const HELP = `
2400000 and more makes all ${SUBMITTED} of the programme.
Everything is invented but the published figures, to which all else is scaled: submissions by day,
units, approvals by group, declared benefit. Takes minutes to half an hour; nothing else may use the
folder meanwhile. What was cut short cannot be gone on with: remove the folder and begin again.`;

async function data(asked: Options, command: Command): Promise<void> {
	const wanted = { ...asked, initiatives: asked.initiatives >= ROUND ? SUBMITTED : asked.initiatives };
	await withPortal(
		command,
		async (portal, { json }) => {
			await migrateJobs(portal.db.pool);
			const watcher = watch();
			const began = performance.now();
			const { events, seconds } = await buildBenchData(portal, wanted, watcher).finally(() => watcher.stop());
			const took = Math.round((performance.now() - began) / 1000);
			const { bytes } = (await portal.db.pool.query('select pg_database_size(current_database()) as bytes'))
				.rows[0] as { bytes: number };
			if (json) writeLine({ ...wanted, events, bytes: Number(bytes), took, seconds });
			else {
				for (const [step, spent] of Object.entries(seconds))
					process.stdout.write(`${step.padEnd(14)} ${spent.toFixed(1).padStart(8)} s\n`);
				process.stdout.write(
					`${wanted.initiatives} initiatives of ${wanted.units} units, ${events} events: ${(Number(bytes) / 1e9).toFixed(1)} GB in ${took} s\n`,
				);
			}
		},
		SETTINGS,
	);
}

/** A bar for each step; only a terminal shows it. */
function watch(): Watcher & { stop(): void } {
	let bar: Progress | undefined;
	return {
		step(name, total) {
			bar?.stop();
			bar = progressBar(name.padEnd(12), total);
		},
		done: (count) => bar?.update(count),
		stop: () => bar?.stop(),
	};
}

function wholeNumber(least: number, most: number) {
	return (written: string): number => {
		const number = Number(written);
		if (Number.isInteger(number) && number >= least && number <= most) return number;
		throw new InvalidArgumentError(`A whole number from ${least} to ${most} is needed.`);
	};
}
