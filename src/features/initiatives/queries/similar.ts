import type { Actor } from '#features/people/rules.ts';
import { candidatesOf } from '#features/similarity/queries/candidates.ts';
import { currentAligner } from '#features/similarity/queries/versions.ts';
import { findingPairs } from '#features/similarity/rules/finding.ts';
import type { CandidateText } from '#features/similarity/rules/near.ts';
import { normalise } from '#features/similarity/rules/normalise.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Db, type Sql, sql } from '#platform/db/db.ts';
import { type ScreenedFields, screenedText } from '../rules/screened-text.ts';
import { type Likeness, likenessOf } from '../rules/similar.ts';
import { codeOf } from '../schema.ts';

/** An initiative like the one that is being written. */
export interface SimilarInitiative extends Likeness {
	code: string;
	title: string;
	unit: string;
	submittedOn: LocalDate;
	/** The person is its author or entered it. */
	mine: boolean;
	/** Its public page, or the person's own of what is not public. */
	href: string;
}

const SHOWN = 5;
/** Found by shared pairs, before what the person may not see is left out. */
const EFFORT = { budget: 20_000, top: 50 };
/** Of those the best are compared word by word: some 20 µs each, on the thread that serves pages. */
const COMPARED = 15;
/** UTF-16 units of what is typed that are looked at: more than nearly all have, and at most 3 ms of that thread. */
const LOOKED_AT = 8_000;

/**
 * Initiatives worth showing to somebody who writes another one, most alike first, at most five: those whose whole
 * text anybody may read, and their own ones that are submitted. What else is alike leaves no trace in the answer.
 * @param mends id of the initiative that is being mended: no need to say that it is like itself
 */
export async function similarInitiatives(
	db: Db,
	actor: Actor,
	fields: ScreenedFields,
	mends: number | null = null,
): Promise<SimilarInitiative[]> {
	const { text, parts } = screenedText(fields);
	const syllables = normalise(text.slice(0, LOOKED_AT));
	const aligner = await currentAligner(db);
	const side = aligner.side(syllables.hashes);
	const found = await candidatesOf(db, findingPairs(aligner, side), EFFORT, mends ?? undefined);
	const rows = await readableRows(db, actor, found);
	return found
		.filter(({ subject }) => rows.has(subject))
		.slice(0, COMPARED)
		.map(({ subject, hashes }) => ({
			subject,
			hashes,
			comparison: aligner.compare(side, aligner.side(hashes)),
		}))
		.sort((a, b) => b.comparison.score - a.comparison.score || a.subject - b.subject)
		.flatMap(({ subject, hashes, comparison }) => {
			const { documents } = aligner.statistics;
			const likeness = likenessOf({ text, parts, syllables }, hashes, comparison, documents);
			return likeness ? [{ ...rows.get(subject)!, ...likeness }] : [];
		})
		.slice(0, SHOWN);
}

type Row = Omit<SimilarInitiative, keyof Likeness>;

async function readableRows(
	db: Db,
	actor: Actor,
	found: readonly CandidateText[],
): Promise<Map<number, Row>> {
	if (found.length === 0) return new Map();
	const rows = await db.rows<{
		id: number;
		title: string;
		unit: string;
		submittedOn: LocalDate;
		mine: boolean;
		open: boolean;
	}>(sql`select i.id, i.title, t.name as unit, i.submitted_on as "submittedOn", ${isMine(actor)} as mine,
			${IS_OPEN} as open
		from initiatives i join unit_today t on t.unit_id = i.unit_id
		where i.id = any(${found.map(({ subject }) => subject)}::bigint[])
			and (${IS_OPEN} or (i.state in ('in_review', 'returned', 'approved') and ${isMine(actor)}))`);
	return new Map(
		rows.map(({ id, open, ...row }) => [
			id,
			{ ...row, code: codeOf(id), href: `${open ? '/sang-kien' : '/cua-toi'}/${codeOf(id)}` },
		]),
	);
}

/** A condition on initiatives `i`: `publicInitiative` shows its whole text to anybody. */
export const IS_OPEN: Sql = sql`(i.state = 'approved' and not i.confidential)`;

/** A condition on initiatives `i`: the person wrote or entered it, by account; a name alone proves nothing. */
const isMine = (actor: Actor): Sql => sql`(i.created_by = ${actor.accountId} or exists (
	select 1 from initiative_authors a where a.initiative_id = i.id and a.account_id = ${actor.accountId}))`;
