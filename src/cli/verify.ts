import type { Command } from 'commander';
import { CHECK_NAMES, type Checked, verifyWhole } from '#features/statistics/queries/verify.ts';
import { EXIT, progressBar, writeLine } from './output.ts';
import { withPortal } from './session.ts';

export function registerVerify(program: Command): void {
	program
		.command('verify')
		.description('recompute every figure from the events on one snapshot; exit 0 only with no mismatch')
		.option('--times', 'also say how long each check took')
		.action((options: { times?: boolean }, command: Command) =>
			withPortal(command, async (portal, { json }) => {
				const bar = progressBar('verify', CHECK_NAMES.length);
				const began = performance.now();
				const made: Checked[] = [];
				const result = await verifyWhole(portal.db, (done) => {
					made.push(done);
					bar.update(made.reduce((count, { checks }) => count + checks.length, 0));
				});
				bar.stop();
				const seconds = (performance.now() - began) / 1000;
				if (options.times) for (const done of made) say(json, done, timeLine(done));
				for (const mismatch of result.mismatches)
					say(json, mismatch, `${mismatch.check}: ${JSON.stringify(mismatch.detail)}`);
				const { position, events, mismatches, checks } = result;
				const whole = { position, events, checks: checks.length, mismatches: mismatches.length, seconds };
				say(
					json,
					whole,
					`${checks.length} checks over ${events} events, figures as of event ${position}: ${mismatches.length} mismatches (${seconds.toFixed(1)} s)`,
				);
				process.exitCode = mismatches.length > 0 ? EXIT.refused : EXIT.ok;
			}),
		);
}

/** One line, for programs or for people. */
function say(json: boolean | undefined, value: object, text: string): void {
	if (json) writeLine(value);
	else process.stdout.write(`${text}\n`);
}

const timeLine = ({ checks, seconds }: Checked): string => `${seconds.toFixed(2)} s  ${checks.join(', ')}`;
