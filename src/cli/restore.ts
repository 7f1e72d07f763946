import type { Command } from 'commander';
import { CHECK_NAMES, verifyWhole } from '#features/statistics/queries/verify.ts';
import { checkBackup } from '#portal/backup/manifest.ts';
import { restoreBackup } from '#portal/backup/restore.ts';
import { EXIT, progressBar, writeLine } from './output.ts';
import { withDatabase } from './session.ts';

export function registerRestore(program: Command): void {
	program
		.command('restore')
		.description('load a backup into an empty database, then verify it; everybody signs in anew')
		.argument('<file.tar>', 'archive that `backup` wrote')
		.action(restore);
}

async function restore(file: string, _options: object, command: Command): Promise<void> {
	// Held against its digests before a database is even started.
	let members = 0;
	const manifest = await checkBackup(file, () => members++);
	await withDatabase(command, async (portal, { json }) => {
		const bar = progressBar('restore', members);
		let done = 0;
		await restoreBackup(portal, file, manifest, () => bar.update(++done, members));
		bar.stop();
		const checks = progressBar('verify', CHECK_NAMES.length);
		let checked = 0;
		const verification = await verifyWhole(portal.db, (done) => {
			checked += done.checks.length;
			checks.update(checked);
		});
		checks.stop();
		const { mismatches, events, position } = verification;
		const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
		for (const mismatch of mismatches) {
			if (json) writeLine(mismatch);
			else process.stdout.write(`${mismatch.check}: ${JSON.stringify(mismatch.detail)}\n`);
		}
		const files = manifest.files.count;
		if (json)
			writeLine({
				createdAt: manifest.createdAt,
				rows,
				files,
				events,
				position,
				mismatches: mismatches.length,
			});
		else
			process.stdout.write(
				`restored ${rows} rows and ${files} files as of ${manifest.createdAt}: ${mismatches.length} mismatches\n`,
			);
		process.exitCode = mismatches.length > 0 ? EXIT.refused : EXIT.ok;
	});
}
