import { CODE_HOURS, issueCode } from '#features/people/commands.ts';
import { accountRow, findAccounts, handOverable } from '#features/people/queries.ts';
import { scopeOf } from '#features/people/rules.ts';
import { maskedEmail, maskedPhone } from '#features/people/schema.ts';
import { unitsWithin } from '#features/units/queries.ts';
import { notFound } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Fewer letters find half the unit: a person is looked for, not leafed through. */
const MIN_LETTERS = 2;
const MOST = 20;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals.portal;
	const actor = signedIn(locals.actor);
	const scope = scopeOf(actor, 'assist_accounts');
	const q = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
	if (q.length < MIN_LETTERS) return { q, accounts: null, more: false };
	const found = await findAccounts(db, scope, q, MOST + 1);
	const accounts = found.slice(0, MOST);
	const units = accounts.flatMap((account) => account.grants.map((grant) => grant.unitId));
	const [inside, reachable] = await Promise.all([
		unitsWithin(db, scope, units),
		handOverable(
			db,
			scope,
			scopeOf(actor, 'manage_accounts'),
			accounts.map((account) => account.id),
		),
	]);
	return {
		q,
		more: found.length > MOST,
		accounts: accounts.map(({ id, name, phone, email, grants, disabled }) => ({
			id,
			name,
			phone: phone && maskedPhone(phone),
			email: email && maskedEmail(email),
			roles: grants
				.filter((grant) => inside.has(grant.unitId))
				.map(({ role, unitName }) => ({ role, unitName })),
			disabled,
			reachable: reachable.has(id),
		})),
	};
};

export const actions: Actions = {
	/** Issues a code and shows it once: it is kept only as its hash. */
	issue: async ({ request, locals }) => {
		const { db, clock, log } = locals.portal;
		const actor = signedIn(locals.actor);
		const account = Number((await request.formData()).get('account'));
		return tryAction({ account }, async () => {
			if (!Number.isSafeInteger(account)) throw notFound();
			const now = clock.now();
			const scope = scopeOf(actor, 'assist_accounts');
			const staffScope = scopeOf(actor, 'manage_accounts');
			const code = await db.transaction((tx) =>
				issueCode(tx, scope, staffScope, account, actor.accountId, now),
			);
			log.info({ account: actor.accountId, for: account }, 'one-time code issued');
			const person = await accountRow(db, scope, account);
			return {
				issued: { name: person?.name ?? '', code, until: new Date(now.getTime() + CODE_HOURS * 3_600_000) },
			};
		});
	},
};
