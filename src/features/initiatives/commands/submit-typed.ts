import { accountIdsByLogin } from '#features/people/queries.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { normaliseEmail, normalisePhone } from '#features/people/schema.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import type { Reader, Tx } from '#platform/db/db.ts';
import { refuseIfAny } from '#platform/http/refusal.ts';
import { fold } from '#platform/text/fold.ts';
import { checkContent } from '../rules/content.ts';
import type { Content, SubmissionKind } from '../schema.ts';
import { type Submitted, submitInitiatives } from './submit.ts';

/**
 * Submits one initiative as a person or a script wrote it, in one go without a draft.
 * @param kind `self` by one of its authors, `proxy` by an officer for them, who then says how they agreed
 * @param key the same key from the same account makes one initiative
 * @throws Refusal `invalid` with everything missing or wrong by input, and those of `submitInitiatives`
 */
export async function submitTyped(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	content: Content,
	options: { kind: Exclude<SubmissionKind, 'import'>; key: string },
	now: Date,
): Promise<Submitted> {
	const { kind, key } = options;
	const accounts = await accountsOfAuthors(tx, content);
	const { missing, issues, initiative } = checkContent(programme, content, localDate(now), accounts);
	const consent = kind === 'proxy' && content.consent === '';
	refuseIfAny([...missing, ...issues, ...(consent ? [{ field: 'consent', code: 'missing_consent' }] : [])]);
	if (kind === 'self') nameSelf(actor, initiative!.authors);
	const scope = scopeOf(actor, kind === 'self' ? 'submit' : 'submit_for_others');
	const submission = { initiative: initiative!, kind, key };
	const [submitted] = await submitInitiatives(tx, actor.accountId, scope, programme, [submission], now);
	return submitted!;
}

/** Ids of authors' accounts by e-mail or phone as typed; asks the database only when one is given. */
export async function accountsOfAuthors(
	db: Reader,
	{ authors }: Pick<Content, 'authors'>,
): Promise<Map<string, number>> {
	const stored = new Map(
		authors.flatMap(({ login }) => {
			const value = login.includes('@') ? normaliseEmail(login) : normalisePhone(login);
			return login && value ? [[login, value] as const] : [];
		}),
	);
	if (stored.size === 0) return new Map();
	const ids = await accountIdsByLogin(db, [...new Set(stored.values())]);
	return new Map([...stored].flatMap(([typed, value]) => (ids.has(value) ? [[typed, ids.get(value)!]] : [])));
}

/** Who submits their own initiative is the author of their name, without typing their e-mail or phone. */
function nameSelf(actor: Actor, authors: { name: string; accountId: number | null }[]): void {
	if (authors.some((author) => author.accountId === actor.accountId)) return;
	const self = authors.find((author) => author.accountId === null && fold(author.name) === fold(actor.name));
	if (self) self.accountId = actor.accountId;
}
