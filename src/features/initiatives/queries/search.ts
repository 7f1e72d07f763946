import { all, empty, join, type RawValue, type Reader, type Sql, sql } from '#platform/db/db.ts';
import { fold } from '#platform/text/fold.ts';
import { idOf } from '../schema.ts';
import { coded, PUBLIC_COLUMNS, PUBLIC_JOINS, type PublicRow } from './public.ts';

/** Of a search that finds more, this many are ranked: reading titles must cost the same at any size. */
const CANDIDATES = 2_000;
/** Longest query in words; what follows is passed over. */
const WORDS = 20;
export const PAGE_SIZE = 20;

export interface Search {
	query: string;
	programmeIds: readonly number[];
	fieldId?: number;
	/** This unit and all below it. */
	unitId?: number;
	/** Page of the ranked results, from 1. */
	page?: number;
	/** Without a query the newest come first, and these ones after this row. */
	after?: Place;
}

/** A place in a list that is ordered by date and id, newest first. */
export interface Place {
	on: string;
	id: number;
}

export interface Found {
	rows: (PublicRow & { fieldId: number | null; programmeId: number })[];
	/** How many were found; null when the list is not counted. */
	count: number | null;
	/** There are more than were ranked. */
	more: boolean;
	next: Place | null;
}

/**
 * Approved initiatives by words of their title, with or without marks, or by code. Every word must occur; titles
 * with the words as typed, marks included, come first, then those with the words in this order, then the newest.
 * A confidential one is found by its name like any other: its text is searched nowhere.
 */
export async function searchApproved(db: Reader, search: Search): Promise<Found> {
	const words = fold(search.query).split(' ').filter(Boolean).slice(0, WORDS);
	if (words.length === 0) return newest(db, search);
	const code = idOf(search.query);
	const candidates = await db.rows<Candidate>(sql`
		select i.id, i.title, i.search from initiatives i
		where i.state = 'approved' and ${conditions(search)}
			and (to_tsvector('simple', i.search) @@ to_tsquery('simple', ${words.map(quoted).join(' & ')})
				${code === null ? empty : sql`or i.id = ${code}`})
		limit ${CANDIDATES + 1}`);
	const ranked = rank(search.query, candidates.slice(0, CANDIDATES), code);
	const from = ((search.page ?? 1) - 1) * PAGE_SIZE;
	const ids = ranked.slice(from, from + PAGE_SIZE);
	const rows = await db.rows<Found['rows'][number]>(sql`${SELECT} where i.id = any(${ids}::bigint[])
		and i.state = 'approved' order by array_position(${ids}::bigint[], i.id)`);
	return { rows: coded(rows), count: ranked.length, more: candidates.length > CANDIDATES, next: null };
}

const SELECT = sql`select ${PUBLIC_COLUMNS}, i.field_id as "fieldId", i.programme_id as "programmeId"
	from initiatives i ${PUBLIC_JOINS}`;

/** The last word may still be being typed. */
const quoted = (word: string, index: number, words: readonly string[]) =>
	index === words.length - 1 ? `'${word}':*` : `'${word}'`;

function conditions({ programmeIds, fieldId, unitId }: Search): Sql {
	const parts: RawValue[] = [sql`i.programme_id = any(${[...programmeIds]}::int[])`];
	if (fieldId !== undefined) parts.push(sql`i.field_id = ${fieldId}`);
	if (unitId !== undefined)
		parts.push(
			sql`exists (select 1 from unit_closure c where c.unit_id = i.unit_id and c.ancestor_id = ${unitId})`,
		);
	return all(parts);
}

/** Each programme's newest are read along its own index, then the few are merged. */
async function newest(db: Reader, search: Search): Promise<Found> {
	if (search.programmeIds.length === 0) return { rows: [], count: 0, more: false, next: null };
	const after = search.after
		? sql`(i.state_on, i.id) < (${search.after.on}::date, ${search.after.id})`
		: sql`true`;
	const each = search.programmeIds.map(
		(programme) => sql`(select i.id, i.state_on from initiatives i
			where i.programme_id = ${programme} and i.state = 'approved' and ${after}
				and ${conditions({ ...search, programmeIds: [programme] })}
			order by i.state_on desc, i.id desc limit ${PAGE_SIZE + 1})`,
	);
	const rows = await db.rows<Found['rows'][number]>(sql`${SELECT}
		join (select id from (${join(each, ' union all ')}) newest order by state_on desc, id desc limit ${PAGE_SIZE + 1}) few
			on few.id = i.id order by i.state_on desc, i.id desc`);
	const page = coded(rows.slice(0, PAGE_SIZE));
	const last = page.at(-1);
	const next = rows.length > PAGE_SIZE && last ? { on: last.stateOn, id: last.id } : null;
	return { rows: page, count: null, more: false, next };
}

export interface Candidate {
	id: number;
	title: string;
	search: string;
}

/** Ids in the order of how well the titles match what was typed; equal ones newest first. */
export function rank(query: string, candidates: readonly Candidate[], code: number | null = null): number[] {
	const typed = marked(query);
	const words = typed.split(' ');
	const folded = ` ${fold(query)} `;
	const score = ({ id, title, search }: Candidate) => {
		if (id === code) return 4;
		const text = marked(title);
		if (` ${text} `.includes(` ${typed} `)) return 3;
		const titleWords = new Set(text.split(' '));
		if (words.every((word) => titleWords.has(word))) return 2;
		return ` ${search} `.includes(folded) ? 1 : 0;
	};
	return candidates
		.map((candidate) => ({ id: candidate.id, score: score(candidate) }))
		.sort((a, b) => b.score - a.score || b.id - a.id)
		.map(({ id }) => id);
}

/** Lower case with its marks, runs of anything else than letters and digits to one space. */
const marked = (text: string) =>
	text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
		.trim();
