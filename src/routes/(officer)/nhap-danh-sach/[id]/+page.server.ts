import { redirect } from '@sveltejs/kit';
import { discardList } from '#features/initiatives/commands/import/upload.ts';
import { tryAction } from '#portal/web/form.ts';
import { listOfRequest } from '../list-of-request.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where the person left off. */
export const load: PageServerLoad = async (event) => {
	const { list } = await listOfRequest(event);
	const first = list.kept ? 'cot' : 'don-vi';
	redirect(303, `/nhap-danh-sach/${list.id}/${list.status === 'uploaded' ? first : 'kiem-tra'}`);
};

export const actions: Actions = {
	discard: async (event) =>
		tryAction({}, async () => {
			const { db, actor, list } = await listOfRequest(event);
			await db.transaction((tx) => discardList(tx, actor, list.id));
			redirect(303, '/nhap-danh-sach');
		}),
};
