import { type Actor, holds } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { sql, type Tx } from '#platform/db/db.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import { formatDate } from '#platform/i18n/translate.ts';
import { loadFacts } from '../queries/facts.ts';
import { type FullInitiative, loadFullInitiative } from '../queries/full.ts';
import { parseBenefit } from '../rules/benefit.ts';
import { whyNot } from '../rules/life-cycle.ts';
import { equalShares } from '../rules/shares.ts';
import { type Content, emptyContent } from '../schema.ts';
import { insertDraft } from './drafts.ts';
import { copyFiles } from './files.ts';

/**
 * Makes a draft out of a returned initiative, to be mended and resubmitted; answers its id. The draft that the
 * person already has for it is answered as it is.
 * @throws Refusal `not_found`, or why it may not come back (409)
 */
export async function startMending(
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	id: number,
	now: Date,
): Promise<string> {
	const facts = (await loadFacts(tx, actor, programmes, [id], now, { lock: true })).get(id);
	if (!facts?.mayRead) throw notFound();
	const reason = whyNot('resubmit', facts);
	if (reason) throw new Refusal(reason, { status: 409 });
	const present = await tx.first<{ id: string }>(sql`select id from drafts where initiative_id = ${id}
		and account_id = ${actor.accountId} and deleted_at is null`);
	if (present) return present.id;
	return draftFrom(tx, actor, await loadFullInitiative(tx, actor, programmes, id, now), id, now);
}

/**
 * Makes a new draft with the words and files of an initiative that was taken back; answers its id.
 * @throws Refusal `not_found`; `state_changed` (409) when it is not withdrawn
 */
export async function startAgain(
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	id: number,
	now: Date,
): Promise<string> {
	const full = await loadFullInitiative(tx, actor, programmes, id, now);
	if (!full.isAuthorSide) throw notFound();
	if (full.state !== 'withdrawn') throw new Refusal('state_changed', { status: 409 });
	return draftFrom(tx, actor, full, null, now);
}

async function draftFrom(
	tx: Tx,
	actor: Actor,
	full: FullInitiative,
	mends: number | null,
	now: Date,
): Promise<string> {
	const forOthers = full.kind !== 'self' && (mends !== null || holds(actor, 'submit_for_others'));
	const kind = forOthers ? 'proxy' : 'self';
	const draft = {
		programmeId: full.programme.id,
		kind,
		// What mends an initiative leaves its originals with it; a new one takes them along
		content: { ...toContent(full), originals: mends === null ? full.originals : [] },
		initiativeId: mends,
	} as const;
	const draftId = await insertDraft(tx, actor, draft, now);
	await copyFiles(tx, full.id, draftId);
	return draftId;
}

/** An initiative as a person would type it. */
function toContent(full: FullInitiative): Content {
	const equal = equalShares(full.authors.length).every(
		(share, index) => share === full.authors[index]!.share,
	);
	const read = parseBenefit(full.benefitText);
	// An amount from a list under a heading such as «triệu đồng» says nothing without the heading.
	const asWritten = 'amount' in read && read.amount === full.benefit;
	return {
		...emptyContent(),
		unit: full.unit.id,
		title: full.title,
		group: full.group?.code ?? '',
		field: full.field?.code ?? '',
		problem: full.problem,
		solution: full.solution,
		result: full.result,
		benefit: asWritten ? full.benefitText : full.benefit === null ? '' : String(full.benefit),
		socialBenefit: full.socialBenefit,
		difference: full.difference,
		appliedOn: full.appliedOn ? formatDate(full.appliedOn) : '',
		recognisedBy: full.recognisedBy,
		recognitionNumber: full.recognitionNumber,
		recognisedOn: full.recognisedOn ? formatDate(full.recognisedOn) : '',
		confidential: full.confidential,
		consent: full.consent,
		authors: full.authors.map((author) => ({
			name: author.name,
			share: equal ? '' : String(author.share / 100).replace('.', ','),
			login: '',
			namePublic: author.namePublic,
		})),
	};
}
