import { redirect } from '@sveltejs/kit';
import { CODE_HOURS, createAccount, hashPassword, issueCode } from '#features/people/commands.ts';
import { ROLES, scopeOf } from '#features/people/rules.ts';
import { accountForm } from '#features/people/schema.ts';
import { isWithin, outermostUnits } from '#features/units/queries.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import { readForm, unitChoice } from '../unit-choice.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const scope = scopeOf(signedIn(locals.actor), 'manage_accounts');
	return { roles: ROLES, below: scope.all ? [] : await outermostUnits(locals.portal.db, scope) };
};

export const actions: Actions = {
	/** Finds units for the words typed, for browsers without JavaScript. */
	find: async ({ request, locals }) => {
		const form = await request.formData();
		return { values: await shown(locals, form) };
	},
	create: async ({ request, locals }) => {
		const { db, clock, log } = locals.portal;
		const actor = signedIn(locals.actor);
		const scope = scopeOf(actor, 'manage_accounts');
		const form = await request.formData();
		return tryAction(await shown(locals, form), async () => {
			const input = readForm(accountForm, form);
			const passwordHash = input.password ? await hashPassword(input.password) : null;
			const { id, code } = await db.transaction(async (tx) => {
				if (!(await isWithin(tx, scope, input.unit)))
					throw new Refusal('invalid', { issues: [{ field: 'unit', code: 'unit_outside' }] });
				const grants = [{ role: input.role, unitId: input.unit }];
				const id = await createAccount(tx, { ...input, passwordHash, grants }, actor.accountId);
				const code = passwordHash
					? null
					: await issueCode(tx, scope, scope, id, actor.accountId, clock.now());
				return { id, code };
			});
			log.info({ account: actor.accountId, for: id, role: input.role, unit: input.unit }, 'account created');
			if (code === null) redirect(303, `/quan-tri/nguoi-dung/${id}`);
			const until = new Date(clock.now().getTime() + CODE_HOURS * 3_600_000);
			return { created: { id, name: input.name, code, until } };
		});
	},
};

/** What the form shows again; a password is never sent back. */
async function shown({ portal, actor }: App.Locals, form: FormData) {
	const text = (name: string) => String(form.get(name) ?? '').slice(0, 500);
	const choice = await unitChoice(portal.db, scopeOf(actor, 'manage_accounts'), form);
	return { name: text('name'), phone: text('phone'), email: text('email'), role: text('role'), ...choice };
}
