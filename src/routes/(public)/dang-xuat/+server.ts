import { redirect } from '@sveltejs/kit';
import { signOut } from '#features/people/commands.ts';
import { SESSION_COOKIE } from '#portal/web/authenticate.ts';
import type { RequestHandler } from './$types';

/** Ends the session of this browser. By POST only, so that following a link never signs anybody out. */
export const POST: RequestHandler = async ({ locals, cookies }) => {
	const token = cookies.get(SESSION_COOKIE);
	if (token) await locals.portal.db.transaction((tx) => signOut(tx, token));
	cookies.delete(SESSION_COOKIE, {});
	redirect(303, '/');
};
