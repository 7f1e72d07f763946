import type { Command } from 'commander';
import { CHECK_NAMES, verify } from '#features/statistics/queries/verify.ts';
import { EXIT, progressBar, writeLine } from './output.ts';
import { withPortal } from './session.ts';

export function registerVerify(program: Command): void {
	program
		.command('verify')
		.description('recompute every figure from the events on one snapshot; exit 0 only with no mismatch')
		.action((_options, command: Command) =>
			withPortal(command, async (portal, { json }) => {
				const bar = progressBar('verify', CHECK_NAMES.length);
				let done = 0;
				const result = await portal.db.snapshot((tx) => verify(tx, () => bar.update(done++)));
				bar.stop();
				for (const mismatch of result.mismatches) {
					if (json) writeLine(mismatch);
					else process.stdout.write(`${mismatch.check}: ${JSON.stringify(mismatch.detail)}\n`);
				}
				const { position, events, mismatches, checks } = result;
				if (json) writeLine({ position, events, checks: checks.length, mismatches: mismatches.length });
				else
					process.stdout.write(
						`${checks.length} checks over ${events} events, figures as of event ${position}: ${mismatches.length} mismatches\n`,
					);
				process.exitCode = mismatches.length > 0 ? EXIT.refused : EXIT.ok;
			}),
		);
}
