import { grantRole, setDisabled, takeRole } from '#features/people/commands/manage.ts';
import { CODE_HOURS, issueCode } from '#features/people/commands.ts';
import { accountRow, handOverable } from '#features/people/queries.ts';
import { ROLES, scopeOf } from '#features/people/rules.ts';
import { roleChange } from '#features/people/schema.ts';
import { outermostUnits, unitsWithin } from '#features/units/queries.ts';
import type { Tx } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import { readForm, unitChoice } from '../unit-choice.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db } = locals.portal;
	const actor = signedIn(locals.actor);
	const scope = scopeOf(actor, 'manage_accounts');
	const account = await accountRow(db, scope, idIn(params));
	if (!account) throw notFound();
	const inside = await unitsWithin(
		db,
		scope,
		account.grants.map((grant) => grant.unitId),
	);
	const grants = account.grants.filter((grant) => inside.has(grant.unitId));
	return {
		account: { ...account, grants },
		/** Roles elsewhere, which are none of this administrator's business but keep the account from being closed. */
		elsewhere: account.grants.length - grants.length,
		self: account.id === actor.accountId,
		reachable: (await handOverable(db, scope, scope, [account.id])).has(account.id),
		roles: ROLES,
		below: scope.all ? [] : await outermostUnits(db, scope),
	};
};

function idIn(params: { id: string }): number {
	const id = Number(params.id);
	if (!/^\d{1,15}$/.test(params.id)) throw notFound();
	return id;
}

/** Runs one change of this account in a transaction and leaves its log line. */
async function change(
	{ locals, params }: RequestEvent,
	done: string,
	work: (tx: Tx, by: { accountId: number; scope: ReturnType<typeof scopeOf> }, id: number) => Promise<object>,
) {
	const { db, log } = locals.portal;
	const actor = signedIn(locals.actor);
	const by = { accountId: actor.accountId, scope: scopeOf(actor, 'manage_accounts') };
	const id = idIn(params);
	const said = await db.transaction((tx) => work(tx, by, id));
	log.info({ account: actor.accountId, for: id, ...said }, done);
	return { done };
}

export const actions: Actions = {
	find: async ({ request, locals }) => {
		const form = await request.formData();
		const scope = scopeOf(locals.actor, 'manage_accounts');
		return {
			values: { role: String(form.get('role')), ...(await unitChoice(locals.portal.db, scope, form)) },
		};
	},
	grant: async (event) => {
		const form = await event.request.formData();
		const { portal, actor } = event.locals;
		const choice = await unitChoice(portal.db, scopeOf(actor, 'manage_accounts'), form);
		return tryAction({ role: String(form.get('role')), ...choice }, () =>
			change(event, 'role_granted', async (tx, by, id) => {
				const { role, unit } = readForm(roleChange, form);
				await grantRole(tx, by, id, role, unit);
				return { role, unit };
			}),
		);
	},
	take: async (event) => {
		const form = await event.request.formData();
		return tryAction(null, () =>
			change(event, 'role_taken', async (tx, by, id) => {
				const { role, unit } = readForm(roleChange, form);
				await takeRole(tx, by, id, role, unit);
				return { role, unit };
			}),
		);
	},
	close: async (event) =>
		tryAction(null, () =>
			change(event, 'account_closed', async (tx, by, id) => {
				await setDisabled(tx, by, id, true, event.locals.portal.clock.now());
				return {};
			}),
		),
	open: async (event) =>
		tryAction(null, () =>
			change(event, 'account_opened', async (tx, by, id) => {
				await setDisabled(tx, by, id, false, event.locals.portal.clock.now());
				return {};
			}),
		),
	issue: async (event) =>
		tryAction(null, async () => {
			const now = event.locals.portal.clock.now();
			let code = '';
			const result = await change(event, 'code_issued', async (tx, by, id) => {
				code = await issueCode(tx, by.scope, by.scope, id, by.accountId, now);
				return {};
			});
			return { ...result, issued: { code, until: new Date(now.getTime() + CODE_HOURS * 3_600_000) } };
		}),
};
