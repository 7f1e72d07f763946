import { redirect } from '@sveltejs/kit';
import { markAllRead, openNotice } from '#features/notifications/commands.ts';
import { listNotices, unreadCount } from '#features/notifications/queries.ts';
import { notFound } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = 20;

/** What may be the id of a message. */
const idOf = (text: unknown): number | undefined =>
	/^\d{1,15}$/.test(String(text ?? '')) ? Number(text) : undefined;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals.portal;
	const { accountId } = signedIn(locals.actor);
	const before = idOf(url.searchParams.get('truoc'));
	const [page, unread] = await Promise.all([
		listNotices(db, accountId, { before, limit: PAGE }),
		unreadCount(db, accountId),
	]);
	return { ...page, unread, first: before === undefined };
};

export const actions: Actions = {
	/** By a form and not by following the link, so that looking ahead at a page reads nothing. */
	open: async ({ request, locals }) => {
		const id = idOf((await request.formData()).get('id'));
		const { accountId } = signedIn(locals.actor);
		const { db, clock } = locals.portal;
		return tryAction(null, async () => {
			if (id === undefined) throw notFound();
			redirect(303, await db.transaction((tx) => openNotice(tx, accountId, id, clock.now())));
		});
	},
	read_all: async ({ request, locals }) => {
		const upTo = idOf((await request.formData()).get('up_to')) ?? 0;
		const { accountId } = signedIn(locals.actor);
		const { db, clock } = locals.portal;
		await db.transaction((tx) => markAllRead(tx, accountId, upTo, clock.now()));
		redirect(303, '/thong-bao');
	},
};
