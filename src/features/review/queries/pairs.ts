import type { State } from '#features/initiatives/rules/life-cycle.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import type { Actor } from '#features/people/rules.ts';
import { type Pair, pairsOf } from '#features/similarity/queries/pairs.ts';
import type { Band } from '#features/similarity/schema.ts';
import { type UnitScope, within } from '#features/units/rules.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { type Kinship, type Relation, relationOf } from '../rules/relation.ts';
import { type Strength, strengthOf } from '../rules/strength.ts';
import type { VerdictKind } from '../schema.ts';
import { latestVerdict } from './bands.ts';

/** What somebody judged of two initiatives. */
export interface Verdict {
	id: number;
	kind: VerdictKind;
	at: Date;
	/** Who and why; null where the reader reaches only one of the two, for the words may tell of the other. */
	by: string | null;
	note: string | null;
}

/** An initiative that is like another one, as far as the reader may know it. */
export interface Likeness extends Pick<Pair, 'band' | 'score' | 'containment' | 'bits' | 'version'> {
	/** Names the pair in addresses: the other's code, or where it is outside the reader's reach a number of its text. */
	ref: string;
	/** The other one came in before this one. */
	earlier: boolean;
	unitCode: string;
	unitName: string;
	submittedOn: LocalDate;
	relation: Relation;
	strength: Strength;
	/** Null outside the reader's reach. */
	open: { code: string; title: string; state: State; authors: string[]; confidential: boolean } | null;
	verdict: Verdict | null;
}

/** A reference to a text by its number, which says nothing of the initiative. */
export const textRef = (doc: number): string => `v${doc}`;

interface Row extends Omit<Likeness, 'ref' | 'relation' | 'strength' | 'open' | 'band'> {
	/** Texts that its evidence was counted among. */
	documents: number;
	subject: number;
	doc: number;
	band: Band;
	kinship: Kinship | null;
	open: Omit<NonNullable<Likeness['open']>, 'code'> | null;
}

/** The most that a list of likenesses shows; a text that went round has hundreds. */
export const MOST_LIKE = 20;

/**
 * What an initiative is like, the closest first.
 * @param scope what the person reads; of what is outside, title, authors and code do not leave the database
 */
export async function likenesses(
	db: Reader,
	actor: Actor,
	scope: UnitScope,
	id: number,
): Promise<{ likenesses: Likeness[]; total: number }> {
	const pairs = await pairsOf(db, id);
	return {
		likenesses: await described(db, actor, scope, id, pairs.slice(0, MOST_LIKE)),
		total: pairs.length,
	};
}

/** Pairs of an initiative with who is at the other end, as far as the reader may know, in the order given. */
export async function described(
	db: Reader,
	actor: Actor,
	scope: UnitScope,
	id: number,
	pairs: readonly Pair[],
): Promise<Likeness[]> {
	const subjects = pairs.map((pair) => pair.otherSubject);
	const rows = await db.rows<
		Omit<Row, 'band' | 'score' | 'containment' | 'bits' | 'version' | 'doc' | 'documents'>
	>(sql`
		select o.id as subject, (o.submitted_at, o.id) < (i.submitted_at, i.id) as earlier, u.code as "unitCode",
			t.name as "unitName", o.submitted_on as "submittedOn",
			case when reach.open then jsonb_build_object('title', o.title, 'state', o.state,
				'confidential', o.confidential, 'authors', array(select a.name from initiative_authors a
					where a.initiative_id = o.id order by a.position)) end as open,
			case when reach.open then jsonb_build_object('sameUnit', o.unit_id = i.unit_id,
				'authors', (select count(*) from initiative_authors a where a.initiative_id = i.id),
				'otherAuthors', (select count(*) from initiative_authors a where a.initiative_id = o.id),
				'shared', (select count(*) from initiative_authors a where a.initiative_id = i.id
					and exists (select 1 from initiative_authors b where b.initiative_id = o.id
						and case when a.account_id is null or b.account_id is null
							then a.folded_name = b.folded_name and o.unit_id = i.unit_id
							else a.account_id = b.account_id end))) end as kinship,
			case when v.verdict <> 'withdrawn' then jsonb_build_object('id', v.id, 'kind', v.verdict,
				'at', v.decided_at, 'by', case when reach.open or v.decided_by = ${actor.accountId} then d.name end,
				'note', case when reach.open or v.decided_by = ${actor.accountId} then v.note end) end as verdict
		from initiatives i cross join initiatives o
			cross join lateral (select ${within(scope, sql`o.unit_id`)} as open) reach
			join units u on u.id = o.unit_id join unit_today t on t.unit_id = o.unit_id
			left join lateral (${latestVerdict(sql`i.id`, sql`o.id`)}) v on true
			left join accounts d on d.id = v.decided_by
		where i.id = ${id} and o.id = any(${subjects}::bigint[])`);
	const versions = await db.rows<{ version: number; documents: number }>(sql`select version, documents
		from similarity_versions where version = any(${[...new Set(pairs.map((pair) => pair.version))]}::int[])`);
	const documents = new Map(versions.map((each) => [each.version, each.documents]));
	const bySubject = new Map(rows.map((row) => [row.subject, row]));
	return pairs.flatMap((pair) => {
		const row = bySubject.get(pair.otherSubject);
		return row
			? [
					toLikeness({
						...pickFigures(pair),
						doc: pair.otherDoc,
						documents: documents.get(pair.version)!,
						...row,
					}),
				]
			: [];
	});
}

const pickFigures = ({ band, score, containment, bits, version }: Pair) => ({
	band,
	score,
	containment,
	bits,
	version,
});

function toLikeness({ subject, doc, documents, kinship, open, verdict, ...row }: Row): Likeness {
	return {
		...row,
		ref: open ? codeOf(subject) : textRef(doc),
		strength: strengthOf(row.bits, documents),
		relation: kinship ? relationOf(kinship) : 'other_unit',
		open: open && { ...open, code: codeOf(subject) },
		verdict: verdict && { ...verdict, at: new Date(verdict.at) },
	};
}
