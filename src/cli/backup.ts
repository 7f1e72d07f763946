import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { writeBackup } from '#portal/backup/backup.ts';
import { EXIT, progressBar, writeLine } from './output.ts';
import { withPortal } from './session.ts';

export function registerBackup(program: Command): void {
	program
		.command('backup')
		.description('write everything as it stands at one moment into one archive, beside the running portal')
		.argument('<file.tar>', 'archive to write; takes its name when complete')
		.action((file: string, _options, command: Command) =>
			withPortal(command, async (portal, { json }) => {
				const bar = progressBar('backup', 1);
				const { tables, files } = await writeBackup(portal, file, bar.update);
				bar.stop();
				const rows = tables.reduce((sum, table) => sum + table.rows, 0);
				const { size } = await stat(file);
				const done = {
					file,
					bytes: size,
					tables: tables.length,
					rows,
					files: files.count,
					missing: files.missing,
				};
				if (json) writeLine(done);
				else process.stdout.write(`${file}: ${rows} rows, ${files.count} files, ${size} bytes\n`);
				if (files.missing.length === 0) return;
				process.stderr.write(
					`${files.missing.length} files are not in the store: ${files.missing.join(' ')}\n`,
				);
				process.exitCode = EXIT.refused;
			}),
		);
}
