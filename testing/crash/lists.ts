import { setTimeout as sleep } from 'node:timers/promises';
import { checkList } from '#features/initiatives/commands/import/check.ts';
import { queueImport } from '#features/initiatives/commands/import/run.ts';
import { takeRows } from '#features/initiatives/commands/import/upload.ts';
import type { ReadRow } from '#features/initiatives/rules/import.ts';
import { content } from '#features/initiatives/schema.ts';
import { programmeByCode } from '#features/programmes/queries.ts';
import { type Db, sql } from '#platform/db/db.ts';
import { type CrashWorld, PROGRAMME, typed } from './world.ts';

/** An officer's list on its way in. */
export interface SentList {
	id: string;
	rows: number;
}

/** Sends a list and leaves it to the portal's jobs to enter it. */
export async function sendList(db: Db, world: CrashWorld, name: string, size: number): Promise<SentList> {
	const { actor } = world.officer;
	const programme = (await programmeByCode(db, PROGRAMME))!;
	const rows = Array.from({ length: size }, (_, index): ReadRow => {
		const row = index + 2;
		const words = typed(`Sáng kiến ${name} dòng ${row}`, `Tác Giả ${row}`);
		const consent = 'Giấy đồng ý của từng người';
		return {
			row,
			content: content.parse({ ...words, unit: null, consent }),
			unit: '',
			group: words.group,
			field: words.field,
			issues: [],
		};
	});
	const file = { fileName: `${name}.jsonl`, bytes: Buffer.from(name), rows };
	const id = await takeRows(db, actor, { programme, unitId: world.unitId }, file, new Date());
	await db.transaction(async (tx) => {
		const counts = await checkList(tx, actor, programme, id, new Date());
		if (counts.submitted !== size) throw new Error(`the list is not right: ${JSON.stringify(counts)}`);
		await queueImport(tx, actor, id, false, new Date());
	});
	return { id, rows: size };
}

/** Waits until every list is entered; one that was given up after several crashes its officer begins again. */
export async function awaitLists(db: Db, world: CrashWorld): Promise<void> {
	const began = Date.now();
	for (;;) {
		const open = await db.rows<{ id: string; status: string }>(
			sql`select id, status from imports where status <> 'done'`,
		);
		if (open.length === 0) return;
		if (Date.now() - began > 120_000) throw new Error(`lists were not entered: ${JSON.stringify(open)}`);
		for (const { id, status } of open)
			if (status === 'failed')
				await db.transaction(async (tx) => {
					const programme = (await programmeByCode(tx, PROGRAMME))!;
					await checkList(tx, world.officer.actor, programme, id, new Date());
					await queueImport(tx, world.officer.actor, id, false, new Date());
				});
		await sleep(100);
	}
}
