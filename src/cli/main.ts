import { program } from 'commander';
import { isRefusal } from '#platform/http/refusal.ts';
import { registerMigrate } from './migrate.ts';
import { EXIT, explain } from './output.ts';
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
	.showHelpAfterError()
	.enablePositionalOptions();

registerStart(program);
registerMigrate(program);
registerVerify(program);

try {
	await program.parseAsync();
} catch (error) {
	process.stderr.write(`${explain(error)}\n`);
	process.exitCode = isRefusal(error) ? EXIT.refused : EXIT.failed;
}
