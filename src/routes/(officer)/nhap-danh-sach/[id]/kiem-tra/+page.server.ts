import { redirect } from '@sveltejs/kit';
import { checkList } from '#features/initiatives/commands/import/check.ts';
import { queueImport, stopImport } from '#features/initiatives/commands/import/run.ts';
import { recodingOf } from '#features/initiatives/excel/recode.ts';
import { listPreview, previewedRows } from '#features/initiatives/queries/import-preview.ts';
import { earlierImport, importRows } from '#features/initiatives/queries/imports.ts';
import { OUTCOMES, type Outcome, PREVIEW_MOST } from '#features/initiatives/rules/import.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import { listScreening } from '#features/review/queries/list-screening.ts';
import { tryAction } from '#portal/web/form.ts';
import { listOfRequest } from '../../list-of-request.ts';
import { headingsOf } from '../../row-messages.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = 50;
/** Rows named in the notice of what is like something; the file has them all. */
const LIKENED = 50;

const isOutcome = (text: string | null): text is Outcome => OUTCOMES.includes(text as Outcome);

export const load: PageServerLoad = async (event) => {
	const { db, actor, list } = await listOfRequest(event);
	const { counts, status, progress, total, failure, kept, validOnly } = list;
	const asked = event.url.searchParams.get('loc');
	const outcome = isOutcome(asked) ? asked : undefined;
	const among = counts ? (outcome ? counts[outcome] : total) : 0;
	const pages = Math.max(1, Math.ceil(among / PAGE));
	const page = Math.min(pages, Math.max(1, Number(event.url.searchParams.get('trang')) || 1));
	const running = status === 'running';
	const previewed = status === 'checked' && total > 0 && total <= PREVIEW_MOST;
	const [rows, earlier, screening, preview, likened] = await Promise.all([
		counts && !running ? importRows(db, list.id, { outcome, offset: (page - 1) * PAGE, limit: PAGE }) : [],
		earlierImport(db, list),
		status === 'done' ? listScreening(db, list.id) : null,
		previewed ? listPreview(db, list.id) : null,
		previewed ? previewedRows(db, actor, list.id, LIKENED) : [],
	]);
	return {
		counts,
		status,
		progress,
		validOnly,
		failure,
		kept,
		outcome,
		page,
		pages,
		among,
		earlier,
		screening,
		preview,
		likened,
		recoded: (list.notes.notices ?? []).filter(({ code }) => recodingOf([{ code }])),
		headings: headingsOf(list),
		rows: rows.map((row) => ({ ...row, code: row.initiativeId === null ? null : codeOf(row.initiativeId) })),
	};
};

export const actions: Actions = {
	check: async (event) =>
		tryAction({}, async () => {
			const { db, actor, list, programme, now } = await listOfRequest(event);
			await db.transaction((tx) => checkList(tx, actor, programme, list.id, now));
			redirect(303, `/nhap-danh-sach/${list.id}/kiem-tra`);
		}),

	run: async (event) => {
		const form = await event.request.formData();
		return tryAction({}, async () => {
			const { db, actor, list, now } = await listOfRequest(event);
			await db.transaction((tx) => queueImport(tx, actor, list.id, form.get('valid_only') === '1', now));
			redirect(303, `/nhap-danh-sach/${list.id}/kiem-tra`);
		});
	},

	stop: async (event) =>
		tryAction({}, async () => {
			const { db, actor, list, now } = await listOfRequest(event);
			await db.transaction((tx) => stopImport(tx, actor, list.id, now));
			redirect(303, `/nhap-danh-sach/${list.id}/kiem-tra`);
		}),
};
