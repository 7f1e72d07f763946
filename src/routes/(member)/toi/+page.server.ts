import { type RequestEvent, redirect } from '@sveltejs/kit';
import { chooseMails } from '#features/notifications/commands.ts';
import { mailChoices } from '#features/notifications/queries.ts';
import { KINDS } from '#features/notifications/schema.ts';
import { changePassword, createToken, deleteToken, setLocale } from '#features/people/commands.ts';
import { listTokens, myAccount } from '#features/people/queries.ts';
import { ATTEMPTS } from '#features/people/rules.ts';
import { newToken, PASSWORD_MAX, password } from '#features/people/schema.ts';
import { takeTurn } from '#platform/http/rate-limit.ts';
import { refuseIfAny } from '#platform/http/refusal.ts';
import { validate } from '#platform/http/validate.ts';
import { setSessionCookie } from '#portal/web/authenticate.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals.portal;
	const actor = signedIn(locals.actor);
	const [account, tokens, byMail] = await Promise.all([
		myAccount(db, actor.accountId),
		listTokens(db, actor.accountId),
		mailChoices(db, actor.accountId),
	]);
	return {
		account: { name: actor.name, ...account },
		roles: actor.grants.map(({ role, unitName }) => ({ role, unitName })),
		tokens,
		byMail,
		saved: url.searchParams.get('da') === 'thong-bao',
	};
};

async function changeOwnPassword({ request, locals, cookies, url }: RequestEvent) {
	const { db, clock } = locals.portal;
	const { accountId } = signedIn(locals.actor);
	const form = await request.formData();
	const current = String(form.get('current') ?? '').slice(0, PASSWORD_MAX + 1);
	const next = String(form.get('password') ?? '').slice(0, PASSWORD_MAX + 1);
	return tryAction({}, async () => {
		refuseIfAny([
			...(current ? [] : [{ field: 'current', code: 'missing_password' }]),
			...(password.safeParse(next).success ? [] : [{ field: 'password', code: 'password_short' }]),
		]);
		await takeTurn(db.pool, [[ATTEMPTS.passwordChange, String(accountId)]]);
		const userAgent = request.headers.get('user-agent');
		const token = await changePassword(db, accountId, { current, next, userAgent }, clock.now());
		setSessionCookie(cookies, token, url);
		return { changed: true as const };
	});
}

export const actions: Actions = {
	password: changeOwnPassword,
	language: async ({ request, locals }) => {
		const locale = (await request.formData()).get('locale') === 'en' ? 'en' : 'vi';
		const { accountId } = signedIn(locals.actor);
		await locals.portal.db.transaction((tx) => setLocale(tx, accountId, locale));
		redirect(303, `/toi?lang=${locale}`);
	},
	/** Which messages come by mail too; the page says that it is saved. */
	notices: async ({ request, locals }) => {
		const form = await request.formData();
		const { accountId } = signedIn(locals.actor);
		const chosen = new Set(KINDS.filter((kind) => form.has(kind)));
		await locals.portal.db.transaction((tx) => chooseMails(tx, accountId, chosen));
		redirect(303, '/toi?da=thong-bao#notices');
	},
	token: async ({ request, locals }) => {
		const { db, clock } = locals.portal;
		const form = await request.formData();
		const values = { name: String(form.get('name') ?? '').slice(0, 200) };
		return tryAction(values, async () => {
			if (!values.name.trim()) refuseIfAny([{ field: 'name', code: 'missing_token_name' }]);
			const { name, days } = validate(newToken, Object.fromEntries(form));
			const { accountId } = signedIn(locals.actor);
			const made = await db.transaction((tx) => createToken(tx, accountId, name, days, clock.now()));
			return { token: made.token };
		});
	},
	delete_token: async ({ request, locals }) => {
		const id = Number((await request.formData()).get('id'));
		const { accountId } = signedIn(locals.actor);
		if (Number.isSafeInteger(id)) await locals.portal.db.transaction((tx) => deleteToken(tx, accountId, id));
		redirect(303, '/toi#tokens');
	},
};
