import { program } from 'commander';
import { isRefusal } from '#platform/http/refusal.ts';
import { registerAccount } from './account.ts';
import { registerBackup } from './backup.ts';
import { registerBench } from './bench.ts';
import { registerExport } from './export.ts';
import { registerImport } from './import.ts';
import { registerMigrate } from './migrate.ts';
import { EXIT, explain } from './output.ts';
import { registerRestore } from './restore.ts';
import { registerScreen } from './screen.ts';
import { registerScreening } from './screening.ts';
import { registerStart } from './start.ts';
import { registerVerify } from './verify.ts';

program
	.name('sangkien')
	.description("The national portal for workers' initiatives")
	.option(
		'--data <folder>',
		'folder of the embedded database and the files',
		process.env.SANGKIEN_DATA ?? 'data',
	)
	.option('--json', 'JSON lines on standard output, and nothing else there')
	.showHelpAfterError();

registerStart(program);
registerMigrate(program);
registerAccount(program);
registerImport(program);
registerVerify(program);
registerExport(program);
registerScreen(program);
registerBackup(program);
registerBench(program);
registerRestore(program);
registerScreening(program);

// `… | head` closes the pipe early: that is the reader's choice and no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code === 'EPIPE') process.exit();
	throw error;
});

try {
	await program.parseAsync();
} catch (error) {
	process.stderr.write(`${explain(error)}\n`);
	process.exitCode = isRefusal(error) ? EXIT.refused : EXIT.failed;
}
