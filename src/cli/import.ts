import type { Command } from 'commander';
import { registerImportInitiatives } from './import-initiatives.ts';
import { registerImportUnits } from './import-units.ts';

export function registerImport(program: Command): void {
	const group = program.command('import').description('bring in lists from files');
	registerImportInitiatives(group);
	registerImportUnits(group);
}
