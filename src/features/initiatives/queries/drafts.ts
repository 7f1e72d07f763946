import { accountIdsByLogin } from '#features/people/queries.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { normaliseLogin } from '#features/people/schema.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { isWithin, openUnits } from '#features/units/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import type { Checked } from '../rules/content.ts';
import { checkDraft } from '../rules/drafts.ts';
import { type Content, content as contentSchema, type SubmissionKind } from '../schema.ts';
import { type FileRow, filesOfDraft } from './files.ts';
import { isUuid, reachableDraft } from './reach.ts';

export interface Draft {
	/** UUID; also the key of its submission. */
	id: string;
	kind: SubmissionKind;
	programmeId: number;
	/** The returned initiative that it mends, or null. */
	initiativeId: number | null;
	content: Content;
	/** Counts the savings: who saves names the one they saw. */
	version: number;
	updatedAt: Date;
}

const DRAFT = sql`d.id, d.kind, d.programme_id as "programmeId", d.initiative_id as "initiativeId", d.content,
	d.version, d.updated_at as "updatedAt"`;

const toDraft = (row: Draft): Draft => ({ ...row, content: contentSchema.parse(row.content) });

/**
 * A draft that the person may write.
 * @param options.lock keeps the row until the transaction ends
 * @throws Refusal `not_found`
 */
export async function loadDraft(
	db: Reader,
	actor: Actor,
	id: string,
	options: { lock?: boolean } = {},
): Promise<Draft> {
	if (!isUuid(id)) throw notFound();
	const row = await db.first<Draft>(sql`select ${DRAFT} from drafts d
		where d.id = ${id} and d.deleted_at is null and ${reachableDraft(actor)}
		${options.lock ? sql`for update of d` : sql``}`);
	if (!row) throw notFound();
	return toDraft(row);
}

/** A draft with its files and what it lacks, for its page. */
export async function loadDraftPage(
	db: Reader,
	actor: Actor,
	programmes: readonly Programme[],
	id: string,
	now: Date,
): Promise<{ draft: Draft; programme: Programme; files: FileRow[]; checked: Checked }> {
	const draft = await loadDraft(db, actor, id);
	const programme = programmes.find((each) => each.id === draft.programmeId)!;
	const [files, checked] = await Promise.all([
		filesOfDraft(db, id),
		checkStored(db, actor, programme, draft, now),
	]);
	return { draft, programme, files, checked };
}

/** `checkDraft` with what only the database knows: the authors' accounts, and whether the unit takes it. */
export async function checkStored(
	db: Reader,
	actor: Actor,
	programme: Programme,
	draft: Draft,
	now: Date,
): Promise<Checked> {
	const logins = new Map(
		draft.content.authors.flatMap(({ login }) => {
			const stored = login && normaliseLogin(login);
			return stored ? [[login, stored] as const] : [];
		}),
	);
	const ids = await accountIdsByLogin(db, [...new Set(logins.values())]);
	const accounts = new Map(
		[...logins].flatMap(([typed, stored]) => {
			const id = ids.get(stored);
			return id === undefined ? [] : [[typed, id] as const];
		}),
	);
	const checked = checkDraft(programme, draft, actor.accountId, localDate(now), accounts);
	const { unit } = draft.content;
	if (unit === null || draft.initiativeId !== null) return checked;
	const scope = scopeOf(actor, draft.kind === 'self' ? 'submit' : 'submit_for_others');
	const [open, reached] = await Promise.all([openUnits(db, [unit]), isWithin(db, scope, unit)]);
	if (open.has(unit) && reached) return checked;
	const issue = { field: 'unit', code: 'unit_not_yours' };
	return { ...checked, issues: [issue, ...checked.issues], initiative: null };
}

export interface ListedDraft extends Draft {
	unitName: string | null;
	/** Empty required inputs and mistakes together. */
	toMend: number;
	missing: Checked['missing'];
}

/** Drafts at hand, newest first, each with what it lacks; at most `limit` (default 50). */
export async function listDrafts(
	db: Reader,
	actor: Actor,
	programmes: readonly Programme[],
	now: Date,
	options: { kinds?: readonly SubmissionKind[]; limit?: number } = {},
): Promise<ListedDraft[]> {
	const rows = await db.rows<Draft & { unitName: string | null }>(sql`
		select ${DRAFT}, t.name as "unitName" from drafts d left join unit_today t on t.unit_id = d.unit_id
		where d.deleted_at is null and ${reachableDraft(actor)}
			and d.kind = any(${options.kinds ?? ['self', 'proxy', 'import']}::text[])
		order by d.updated_at desc, d.id limit ${options.limit ?? 50}`);
	const today = localDate(now);
	return rows.map((row) => {
		const draft = toDraft(row);
		const programme = programmes.find((each) => each.id === draft.programmeId)!;
		const { missing, issues } = checkDraft(programme, draft, actor.accountId, today);
		return { ...draft, unitName: row.unitName, missing, toMend: missing.length + issues.length };
	});
}
