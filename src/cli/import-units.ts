import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { readUnitList } from '#features/units/excel.ts';
import type { PlannedUnit } from '#features/units/queries/plan.ts';
import { makeScope } from '#features/units/rules.ts';
import { localDate } from '#platform/clock/clock.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { importUnits, previewList } from '#portal/tree.ts';
import { previewLines } from './import-units/preview.ts';
import { EXIT, explainIssues, fileNamed, writeLine } from './output.ts';
import { withPortal } from './session.ts';

/** Who runs the command holds the database itself. */
const EVERYWHERE = makeScope({ all: true });

export function registerImportUnits(group: Command): void {
	group
		.command('units')
		.description('add or change units from a list (.xlsx, .ods, .csv): all rows, or none when one is wrong')
		.argument('<file>', 'the list, with the headings of the template on the page of units')
		.option('--dry-run', 'say what each row and the whole list would do, and write nothing')
		.action(importList);
}

async function importList(file: string, options: { dryRun?: boolean }, command: Command): Promise<void> {
	const listed = readUnitList(await readWorkbook(await readFile(fileNamed(file)), path.basename(file)));
	await withPortal(command, async ({ db, clock }, { json }) => {
		const now = clock.now();
		const by = { scope: EVERYWHERE, accountId: null, today: localDate(now), now };
		const name = path.basename(file);
		const done = options.dryRun ? null : await importUnits(db, listed, by, name).catch(refusedRows);
		// Rehearsed where that is all, and where it is refused, so that what is wrong is told row by row.
		const { rows, preview } = done ? { ...done, preview: null } : await previewList(db, listed, by);
		const wrong = rows.filter((row) => row.outcome === 'wrong');
		for (const row of options.dryRun ? rows : wrong) tell(row, json ?? false);
		if (preview) {
			if (json) writeLine({ preview });
			else process.stdout.write(`${previewLines(preview).join('\n')}\n`);
		}
		const counts = Map.groupBy(rows, ({ outcome }) => outcome);
		const summary = Object.fromEntries([...counts].map(([outcome, rows]) => [outcome, rows.length]));
		const written = done !== null;
		if (json) writeLine({ written, rows: rows.length, ...summary });
		else
			process.stdout.write(
				`${written ? 'Written' : 'Nothing written'}: ${Object.entries(summary)
					.map(([outcome, count]) => `${count} ${outcome}`)
					.join(', ')}.\n`,
			);
		process.exitCode = wrong.length > 0 || !(written || options.dryRun) ? EXIT.refused : EXIT.ok;
	});
}

/** Null for a list of which rows are wrong; anything else that went wrong is thrown on. */
function refusedRows(error: unknown): null {
	if (error instanceof Refusal && error.code === 'units_invalid') return null;
	throw error;
}

function tell({ line, code, name, outcome, issues }: PlannedUnit, json: boolean): void {
	if (json) writeLine({ line, code, name, outcome, issues });
	else
		process.stdout.write(
			[`row ${line}: ${outcome} ${code} ${name}`, ...explainIssues(issues), ''].join('\n'),
		);
}
