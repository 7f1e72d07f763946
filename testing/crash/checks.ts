import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { codeOf } from '#features/initiatives/schema.ts';
import { verify } from '#features/statistics/queries/verify.ts';
import { type Db, type Reader, sql } from '#platform/db/db.ts';
import type { Ledger } from './clients.ts';
import type { SentList } from './lists.ts';

/**
 * What must hold whenever clients have been answered: everything they were told is there exactly once, nothing
 * else is, nothing is half done, and the figures equal the events.
 */
export async function checkEverything(db: Db, ledger: Ledger, lists: readonly SentList[]): Promise<void> {
	await figuresCaughtUp(db);
	await db.snapshot(async (tx) => {
		await checkSubmissions(tx, ledger);
		await checkDecisions(tx, ledger);
		await checkDrafts(tx, ledger);
		await checkLists(tx, lists);
		const { mismatches } = await verify(tx);
		expect(mismatches).toEqual([]);
	});
}

/** Folding goes on by itself after a crash; a figure that never catches up is a failure. */
async function figuresCaughtUp(db: Db): Promise<void> {
	const began = Date.now();
	for (;;) {
		const left = await db.first(sql`select 1 from events e
			where not exists (select 1 from event_positions p where p.event_id = e.id) limit 1`);
		if (!left) return;
		if (Date.now() - began > 60_000) throw new Error('the figures do not follow the events');
		await sleep(50);
	}
}

async function checkSubmissions(db: Reader, { submitted }: Ledger): Promise<void> {
	const rows = await db.rows<{ key: string; id: number }>(sql`
		select submission_key as key, id from initiatives where kind <> 'import' order by id`);
	const expected = [...submitted].map(([key, code]) => `api:${key} ${code}`).sort();
	expect(rows.map(({ key, id }) => `${key} ${codeOf(id)}`).sort()).toEqual(expected);
	const twice = await db.rows(sql`select title from initiatives group by title having count(*) > 1`);
	expect(twice).toEqual([]);
	const halves = await db.rows(sql`select i.id from initiatives i
		where not exists (select 1 from initiative_authors a where a.initiative_id = i.id)
			or (select count(*) from events e where e.initiative_id = i.id) <> i.seq`);
	expect(halves).toEqual([]);
}

async function checkDecisions(db: Reader, { decided }: Ledger): Promise<void> {
	const rows = await db.rows<{ id: number; level: number }>(
		sql`select initiative_id as id, level from decisions`,
	);
	const expected = [...decided].flatMap(([code, levels]) => levels.map((level) => `${code} ${level}`));
	expect(rows.map(({ id, level }) => `${codeOf(id)} ${level}`).sort()).toEqual(expected.sort());
}

async function checkDrafts(db: Reader, { saved }: Ledger): Promise<void> {
	const rows = await db.rows<{ id: string; title: string }>(
		sql`select id, content->>'title' as title from drafts where kind = 'self'`,
	);
	const titles = new Map(rows.map(({ id, title }) => [id, title]));
	for (const [id, number] of saved) expect(titles.get(id)).toBe(`Bản ${number}`);
}

/** A list is entered whole or not at all, and its rows say the same. */
async function checkLists(db: Reader, lists: readonly SentList[]): Promise<void> {
	const rows = await db.rows<{
		id: string;
		status: string;
		written: number;
		told: number;
		total: number;
	}>(sql`
		select i.id, i.status, i.total,
			(select count(*) from initiatives n where n.submission_key like i.id || ':%')::int as written,
			(select count(*) from import_rows r where r.import_id = i.id and r.initiative_id is not null)::int as told
		from imports i`);
	expect(rows.map(({ id }) => id).sort()).toEqual(lists.map(({ id }) => id).sort());
	for (const row of rows) {
		const expected = row.status === 'done' ? row.total : 0;
		expect(row).toEqual({ ...row, written: expected, told: expected });
	}
}
