import { redirect } from '@sveltejs/kit';
import { hashPassword, resetPassword } from '#features/people/commands.ts';
import { ATTEMPTS } from '#features/people/rules.ts';
import { normaliseLogin, password } from '#features/people/schema.ts';
import { takeTurn } from '#platform/http/rate-limit.ts';
import { type Issue, refuseIfAny } from '#platform/http/refusal.ts';
import { SESSION_COOKIE } from '#portal/web/authenticate.ts';
import { tryAction } from '#portal/web/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('ma') });

export const actions: Actions = {
	/** By the token of a mailed link, or by login and the code that an officer read out. */
	default: async ({ request, locals, cookies, getClientAddress }) => {
		const { db, clock } = locals.portal;
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '').slice(0, 254);
		const [token, login, code, next] = [text('token'), text('login'), text('code'), text('password')];
		return tryAction({ login, code }, async () => {
			const issues: Issue[] = [];
			if (!token && !login.trim()) issues.push({ field: 'login', code: 'missing_login' });
			if (!token && !code.trim()) issues.push({ field: 'code', code: 'missing_code' });
			if (!password.safeParse(next).success) issues.push({ field: 'password', code: 'password_short' });
			refuseIfAny(issues);
			await takeTurn(db.pool, [
				[ATTEMPTS.resetAddress, getClientAddress()],
				...(token ? [] : [[ATTEMPTS.code, normaliseLogin(login) ?? login.trim()] as const]),
			]);
			const passwordHash = await hashPassword(next);
			const proof = token ? { token } : { login, code };
			await db.transaction((tx) => resetPassword(tx, proof, passwordHash, clock.now()));
			cookies.delete(SESSION_COOKIE, {});
			redirect(303, '/dang-nhap?da-doi');
		});
	},
};
