import { createHash } from 'node:crypto';
import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import { type Reader, recordset, sql } from '#platform/db/db.ts';
import { fold } from '#platform/text/fold.ts';
import { type Import, readRowsAfter } from '../../queries/imports.ts';
import { type ImportChoices, type JudgedRow, judgeRow, twinOf } from '../../rules/import.ts';
import type { Content } from '../../schema.ts';
import { contentKey } from '../submit.ts';
import { accountsOfAuthors } from '../submit-typed.ts';
import { reachableUnits } from './choices.ts';

/** A row with its place among what is there already. */
export interface PlacedRow extends JudgedRow {
	/** Equal for rows that are the same initiative or the same draft; null for what is refused. */
	key: Buffer | null;
	initiativeId: number | null;
	draftId: string | null;
}

/** As many as are judged without holding the web loop for 50 ms (500 take 20 ms on the slowest of our machines). */
const PIECE = 500;

/**
 * Judges a list row by row in pieces, as things stand now: its cells, the rules of the form, rows that are
 * equal, and what is there already. The dry run and the import itself both read from here.
 */
export async function* judgeList(
	db: Reader,
	actor: Actor,
	programme: Programme,
	list: Import,
	now: Date,
): AsyncGenerator<PlacedRow[]> {
	const units = await reachableUnits(db, actor, list.unitId, unitsIn(list.choices));
	const firstRow = new Map<string, number>();
	for (let after = 0; ; ) {
		const read = await readRowsAfter(db, list.id, after, PIECE);
		if (read.length === 0) return;
		after = read.at(-1)!.row;
		const accounts = await accountsOfAuthors(db, { authors: read.flatMap(({ content }) => content.authors) });
		const judged = read.map((row) => {
			const one = judgeRow(programme, row, list.choices, actor.accountId, localDate(now), {
				accounts,
				units,
			});
			return markTwin(firstRow, { ...one, ...keyed(programme, one) });
		});
		yield await markPresent(db, programme, judged);
	}
}

const unitsIn = (choices: ImportChoices) => [
	...Object.values(choices.units),
	...(choices.unit === null ? [] : [choices.unit]),
];

function keyed(programme: Programme, { outcome, initiative, content }: JudgedRow) {
	const key =
		outcome === 'refused'
			? null
			: initiative
				? contentKey(programme, initiative)
				: draftKey(programme, content);
	return { key, initiativeId: null, draftId: null };
}

/** The digest of an initiative over what a draft has of it; of all it has when it lacks title or author. */
export function draftKey(programme: Programme, content: Content): Buffer {
	const { title, authors, appliedOn, unit } = content;
	const name = authors[0]?.name ?? '';
	if (title !== '' && name !== '')
		return contentKey(programme, { unitId: unit!, title, appliedOn, authors: [{ name }] });
	return createHash('sha256')
		.update(JSON.stringify([programme.code, content]))
		.digest();
}

/** The second of two equal rows is left out and says which row it equals. */
function markTwin(firstRow: Map<string, number>, row: PlacedRow): PlacedRow {
	if (!row.key) return row;
	const key = row.key.toString('base64');
	const twin = firstRow.get(key);
	if (twin === undefined) firstRow.set(key, row.row);
	return twin === undefined ? row : { ...row, outcome: 'present', verdict: [twinOf(twin)] };
}

/** What is an initiative or a draft already stays as it is. */
async function markPresent(
	db: Reader,
	programme: Programme,
	rows: readonly PlacedRow[],
): Promise<PlacedRow[]> {
	const asked = rows
		.filter(({ key, outcome }) => key && outcome !== 'present')
		.map(({ row, key, content, initiative }) => ({
			row,
			key: `\\x${key!.toString('hex')}`,
			unit: content.unit,
			title: fold(content.title),
			author: fold(content.authors[0]?.name ?? ''),
			// Without its applied date the digest says too little: the draft may have been completed since
			undated: initiative === null && content.appliedOn === '',
		}));
	if (asked.length === 0) return [...rows];
	const found = await db.rows<{ row: number; initiativeId: number | null; draftId: string | null }>(sql`
		with asked as materialized (
			select * from ${recordset(asked)} as x(row int, key bytea, unit int, title text, author text, undated boolean)
		)
		select a.row, coalesce(i.id, u.id) as "initiativeId", d.id as "draftId"
		from asked a
		left join initiatives i on i.content_key = a.key and i.state <> 'withdrawn'
		left join drafts d on d.content_key = a.key and d.deleted_at is null
		left join lateral (select i2.id from initiatives i2 join initiative_authors n on n.initiative_id = i2.id
			where a.undated and a.title <> '' and i2.unit_id = a.unit and i2.programme_id = ${programme.id}
				and i2.search = a.title and i2.state <> 'withdrawn' and n.position = 1 and n.folded_name = a.author
			limit 1) u on true
		where i.id is not null or u.id is not null or d.id is not null`);
	const byRow = new Map(found.map((each) => [each.row, each]));
	return rows.map((row) => {
		const there = byRow.get(row.row);
		// A draft of the same digest does not keep a complete row from being submitted
		if (!there || (row.outcome === 'submitted' && there.initiativeId === null)) return row;
		const { initiativeId, draftId } = there;
		return { ...row, outcome: 'present', verdict: [], initiativeId, draftId: initiativeId ? null : draftId };
	});
}
