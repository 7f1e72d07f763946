import { redirect } from '@sveltejs/kit';
import { signIn } from '#features/people/commands.ts';
import { actorById } from '#features/people/queries.ts';
import { type Actor, ATTEMPTS, holds } from '#features/people/rules.ts';
import { normaliseLogin, PASSWORD_MAX } from '#features/people/schema.ts';
import { nextPath } from '#platform/http/next-path.ts';
import { forgetTurns, takeTurn } from '#platform/http/rate-limit.ts';
import { refuseIfAny } from '#platform/http/refusal.ts';
import { SESSION_COOKIE, setSessionCookie } from '#portal/web/authenticate.ts';
import { tryAction } from '#portal/web/form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whoever looks after a unit sees first what there is to do. */
const afterOf = (actor: Actor | null | undefined) =>
	holds(actor ?? null, 'follow_progress') ? '/viec-can-lam' : '/cua-toi';

export const load: PageServerLoad = ({ locals, url }) => {
	const next = nextPath(url.searchParams.get('tiep'), afterOf(locals.actor));
	if (locals.actor) redirect(303, next);
	return { next, reset: url.searchParams.has('da-doi') };
};

export const actions: Actions = {
	default: async ({ request, locals, cookies, url, getClientAddress }) => {
		const { db, clock } = locals.portal;
		const form = await request.formData();
		const login = String(form.get('login') ?? '').slice(0, 254);
		const password = String(form.get('password') ?? '').slice(0, PASSWORD_MAX + 1);
		return tryAction({ login }, async () => {
			refuseIfAny([
				...(login.trim() ? [] : [{ field: 'login', code: 'missing_login' }]),
				...(password ? [] : [{ field: 'password', code: 'missing_password' }]),
			]);
			const address = getClientAddress();
			const who = normaliseLogin(login) ?? login.trim();
			await takeTurn(db.pool, [
				[ATTEMPTS.signInAddress, address],
				[ATTEMPTS.signInHere, `${who} ${address}`],
				[ATTEMPTS.signInAnywhere, who],
			]);
			const { token, accountId } = await signIn(
				db,
				{
					login,
					password,
					userAgent: request.headers.get('user-agent'),
					replaces: cookies.get(SESSION_COOKIE),
				},
				clock.now(),
			);
			await forgetTurns(db.pool, ATTEMPTS.signInHere, `${who} ${address}`);
			setSessionCookie(cookies, token, url);
			const after = afterOf(await actorById(db, accountId));
			redirect(303, nextPath(url.searchParams.get('tiep'), after));
		});
	},
};
