import type { State } from '#features/initiatives/rules/life-cycle.ts';
import { screenedText } from '#features/initiatives/rules/screened-text.ts';
import { codeOf, idOf, type SubmissionKind } from '#features/initiatives/schema.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { type Pair, pairsOf } from '#features/similarity/queries/pairs.ts';
import { currentAligner } from '#features/similarity/queries/versions.ts';
import { SHIPPED_MODEL } from '#features/similarity/rules/model.ts';
import { within } from '#features/units/rules.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Db, type Reader, sql, type Tx } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import { closed, compareTexts } from '../rules/comparing.ts';
import { bandRule, rarePairs, strengthOf } from '../rules/strength.ts';
import { whyNotJudge } from '../rules/verdicts.ts';
import { described, textRef } from './pairs.ts';
import { judgingFacts, latestVerdictId } from './verdicts.ts';

/** An initiative as it stands at the head of a comparison. */
export interface PairSide {
	code: string;
	title: string;
	unitCode: string;
	unitName: string;
	submittedOn: LocalDate;
	state: State;
	authors: string[];
	kind: SubmissionKind;
	enteredBy: string;
	/** «Mine differs because …», as the author wrote it; '' when they wrote nothing. */
	difference: string;
}

/**
 * The live pair that a reader means by an initiative and a reference to another one (`Likeness.ref`), or
 * undefined: no such initiative within reach, no such pair, or a code of one outside the reach.
 */
export async function resolvePair(
	db: Reader,
	actor: Actor,
	id: number,
	ref: string,
): Promise<Pair | undefined> {
	const scope = scopeOf(actor, 'read_initiatives');
	const other = /^v/.test(ref) ? null : idOf(ref);
	const wanted = [id, ...(other === null ? [] : [other])];
	const reached = await db.rows(sql`select i.id from initiatives i
		where i.id = any(${wanted}::bigint[]) and ${within(scope, sql`i.unit_id`)}`);
	if (reached.length < wanted.length) return undefined;
	const pairs = await pairsOf(db, id);
	return pairs.find((pair) =>
		other === null ? textRef(pair.otherDoc) === ref : pair.otherSubject === other,
	);
}

/**
 * Two initiatives side by side with what they share. The texts are aligned here and now, under the statistics of
 * today; band and figures are those of the screening, which names its own.
 * @throws Refusal `not_found` for a pair that does not exist or is outside the reach
 */
export async function sideBySide(db: Db | Tx, actor: Actor, id: number, ref: string) {
	const pair = await resolvePair(db, actor, id, ref);
	if (!pair) throw notFound();
	const scope = scopeOf(actor, 'read_initiatives');
	const ids = [id, pair.otherSubject] as const;
	const [like] = await described(db, actor, scope, id, [pair]);
	const sides = await sidesOf(db, ids);
	const [mine, other] = ids.map((each) => sides.get(each));
	if (!like || !mine || !other) throw notFound();
	const aligner = await currentAligner(db);
	const compared = compareTexts(aligner, screenedText(mine.text), screenedText(other.text));
	const { version, documents } = aligner.statistics;
	const open = like.open !== null;
	return {
		like,
		mine: mine.side,
		other: open ? other.side : null,
		parts: compared.parts,
		otherParts: open ? compared.otherParts : null,
		passages: compared.passages.map((passage) => ({
			...passage,
			otherField: open ? passage.otherField : undefined,
			otherRuns: open ? passage.otherRuns : closed(passage.otherRuns),
			strength: strengthOf(passage.bits, documents),
			rarePairs: rarePairs(passage.bits, documents),
		})),
		stockPassages: compared.stockPassages,
		measured: await measuredWith(db, pair),
		/** Statistics under which the passages were marked just now. */
		marked: { version, documents },
		seen: await latestVerdictId(db, ...ids),
		barred: whyNotJudge(await judgingFacts(db, actor, ...ids)),
	};
}
export type SideBySide = Awaited<ReturnType<typeof sideBySide>>;

/** The statistics and the rule that gave a pair its band. */
async function measuredWith(db: Reader, pair: Pair) {
	const row = await db.first<{ documents: number; model: { version: number } | null }>(
		sql`select documents, model from similarity_versions where version = ${pair.version}`,
	);
	const { documents, model } = row!;
	return {
		version: pair.version,
		documents,
		model: (model ?? SHIPPED_MODEL).version,
		rule: bandRule(pair, documents),
		strength: strengthOf(pair.bits, documents),
		rarePairs: rarePairs(pair.bits, documents),
	};
}

interface SideRow extends Omit<PairSide, 'code' | 'title'> {
	id: number;
	text: { title: string; problem: string; solution: string; result: string };
}

async function sidesOf(db: Reader, ids: readonly number[]) {
	const rows = await db.rows<SideRow>(sql`
		select i.id, u.code as "unitCode", t.name as "unitName", i.submitted_on as "submittedOn", i.state, i.kind,
			e.name as "enteredBy", i.difference,
			array(select a.name from initiative_authors a where a.initiative_id = i.id order by a.position) as authors,
			jsonb_build_object('title', i.title, 'problem', i.problem, 'solution', i.solution, 'result', i.result) as text
		from initiatives i join units u on u.id = i.unit_id join unit_today t on t.unit_id = i.unit_id
			join accounts e on e.id = i.created_by
		where i.id = any(${ids}::bigint[])`);
	return new Map(
		rows.map(({ id, text, ...row }) => [id, { text, side: { ...row, code: codeOf(id), title: text.title } }]),
	);
}
