import { redirect } from '@sveltejs/kit';
import { listScreening, screenedRows } from '#features/review/queries/list-screening.ts';
import { BANDS, type Band } from '#features/similarity/schema.ts';
import { listOfRequest } from '../../list-of-request.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;

const isBand = (text: string | null): text is Band => BANDS.includes(text as Band);

export const load: PageServerLoad = async (event) => {
	const { db, actor, list } = await listOfRequest(event);
	if (list.status !== 'done') redirect(303, `/nhap-danh-sach/${list.id}`);
	const asked = event.url.searchParams.get('muc');
	const band = isBand(asked) ? asked : undefined;
	const screening = await listScreening(db, list.id);
	const among = band ? screening.counts[band] : screening.total;
	const pages = Math.max(1, Math.ceil(among / PAGE));
	const page = Math.min(pages, Math.max(1, Math.trunc(Number(event.url.searchParams.get('trang'))) || 1));
	return {
		screening,
		band,
		page,
		pages,
		rows: await screenedRows(db, actor, list.id, { band, offset: (page - 1) * PAGE, limit: PAGE }),
	};
};
