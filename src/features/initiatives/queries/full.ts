import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Choice, Programme } from '#features/programmes/schema.ts';
import { isWithin } from '#features/units/queries.ts';
import { addDays, type LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import { type Action, openSteps, type State, VALUATIONS, whyNot } from '../rules/life-cycle.ts';
import { codeOf, type Original, type SubmissionKind } from '../schema.ts';
import { loadFacts } from './facts.ts';
import { type FileRow, filesOfInitiative } from './files.ts';
import { type HistoryEntry, loadHistory } from './history.ts';
import { originalsOf } from './originals.ts';

interface Row {
	unit: { id: number; code: string; name: string; above: string[] };
	groupId: number | null;
	fieldId: number | null;
	title: string;
	problem: string;
	solution: string;
	result: string;
	/** Đồng, declared; null when none is given. */
	benefit: number | null;
	/** As verified by the unit's side and by the centre; null while nobody has. */
	unitVerified: number | null;
	centralVerified: number | null;
	benefitText: string;
	socialBenefit: string;
	/** How it differs from similar ones, as its author says; never public. */
	difference: string;
	appliedOn: LocalDate | null;
	recognisedBy: string;
	recognitionNumber: string;
	recognisedOn: LocalDate | null;
	confidential: boolean;
	kind: SubmissionKind;
	/** How the authors agreed that somebody submits for them. */
	consent: string;
	/** Who entered it, when that is not the reader's business to guess: name of the account. */
	enteredBy: string;
	submittedAt: Date;
	stateOn: LocalDate;
	reviewUnit: string | null;
	authors: { name: string; share: number; namePublic: boolean }[];
}

/** Everything of one initiative, for its people and the officers above them. */
export interface FullInitiative extends Omit<Row, 'groupId' | 'fieldId'> {
	id: number;
	/** `SK-100001` */
	code: string;
	/** Number of its last event: the version that a decision names. */
	seq: number;
	state: State;
	/** Whose turn it is while in review; one past the last level is an appeal. */
	level: number | null;
	appealed: boolean;
	/** Days since the state began. */
	daysInState: number;
	/** Last local date on which a returned initiative may come back. */
	returnBy: LocalDate | null;
	programme: Programme;
	group: Choice | null;
	field: Choice | null;
	isAuthorSide: boolean;
	/** What the reader may do now. */
	steps: Action[];
	/** Why each other step is closed to the reader: codes of `errors.<code>`. */
	closed: Partial<Record<Action, string>>;
	files: FileRow[];
	/** What its texts were before they were taken in Unicode. */
	originals: Original[];
	history: HistoryEntry[];
}

/**
 * An initiative with its authors, files and history, and what the reader may do with it.
 * @throws Refusal `not_found` when it does not exist or the person may not read it
 */
export async function loadFullInitiative(
	db: Reader,
	actor: Actor,
	programmes: readonly Programme[],
	id: number,
	now: Date,
): Promise<FullInitiative> {
	const facts = (await loadFacts(db, actor, programmes, [id], now)).get(id);
	if (!facts?.mayRead || facts.state === null) throw notFound();
	const names = await isWithin(db, scopeOf(actor, 'read_initiatives'), facts.unitId);
	const row = await readRow(db, id);
	const files = await filesOfInitiative(db, id);
	const originals = await originalsOf(db, id);
	const history = await loadHistory(db, id, { names });
	const { groupId, fieldId, ...content } = row!;
	const { programme, state, seq, level, appealed, daysInState, isAuthorSide } = facts;
	const steps = openSteps(facts);
	const closed = (
		['resubmit', 'appeal', 'withdraw', 'confirm', 'approve', 'return', 'reject', ...VALUATIONS] as const
	).flatMap((action) => {
		const code = whyNot(action, facts);
		return code ? [[action, code] as const] : [];
	});
	return {
		...content,
		id,
		code: codeOf(id),
		seq,
		state,
		level,
		appealed,
		daysInState,
		returnBy: state === 'returned' ? addDays(content.stateOn, programme.returnDays) : null,
		programme,
		group: programme.groups.find((each) => each.id === groupId) ?? null,
		field: programme.fields.find((each) => each.id === fieldId) ?? null,
		isAuthorSide,
		steps,
		closed: Object.fromEntries(closed),
		files,
		originals,
		history,
	};
}

const readRow = (db: Reader, id: number) =>
	db.first<Row>(sql`
		select jsonb_build_object('id', u.id, 'code', u.code, 'name', t.name, 'above', array(
				select a.name from unit_closure c join unit_today a on a.unit_id = c.ancestor_id
				where c.unit_id = u.id and c.distance > 0 and a.parent_id is not null order by c.distance)) as unit,
			i.group_id as "groupId", i.field_id as "fieldId", i.title, i.problem, i.solution, i.result, i.benefit,
			i.unit_verified as "unitVerified", i.central_verified as "centralVerified", i.benefit_text as "benefitText", i.social_benefit as "socialBenefit", i.difference, i.applied_on as "appliedOn",
			i.recognised_by as "recognisedBy", i.recognition_number as "recognitionNumber",
			i.recognised_on as "recognisedOn", i.confidential, i.kind, i.consent, e.name as "enteredBy",
			i.submitted_at as "submittedAt", i.state_on as "stateOn", r.name as "reviewUnit",
			(select jsonb_agg(jsonb_build_object('name', a.name, 'share', a.share, 'namePublic', a.name_public)
				order by a.position) from initiative_authors a where a.initiative_id = i.id) as authors
		from initiatives i join units u on u.id = i.unit_id join unit_today t on t.unit_id = u.id
			join accounts e on e.id = i.created_by left join unit_today r on r.unit_id = i.review_unit_id
		where i.id = ${id}`);
