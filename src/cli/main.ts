import { type Command, program } from 'commander';
import { isRefusal } from '#platform/http/refusal.ts';
import { EXIT, explain } from './output.ts';

/** In the order of the help. Read only when it is asked for: to read them all takes a second. */
const COMMANDS: Record<string, () => Promise<(program: Command) => void>> = {
	start: async () => (await import('./start.ts')).registerStart,
	migrate: async () => (await import('./migrate.ts')).registerMigrate,
	account: async () => (await import('./account.ts')).registerAccount,
	import: async () => (await import('./import.ts')).registerImport,
	verify: async () => (await import('./verify.ts')).registerVerify,
	export: async () => (await import('./export.ts')).registerExport,
	screen: async () => (await import('./screen.ts')).registerScreen,
	backup: async () => (await import('./backup.ts')).registerBackup,
	bench: async () => (await import('./bench.ts')).registerBench,
	restore: async () => (await import('./restore.ts')).registerRestore,
	screening: async () => (await import('./screening.ts')).registerScreening,
};

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

const asked = program.parseOptions(process.argv.slice(2)).operands[0] ?? '';
for (const name of Object.hasOwn(COMMANDS, asked) ? [asked] : Object.keys(COMMANDS))
	(await COMMANDS[name]!())(program);

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
