import { redirect } from '@sveltejs/kit';
import { correctColumns } from '#features/initiatives/commands/import/upload.ts';
import { LIST_COLUMNS, type ListColumn } from '#features/initiatives/excel/headings.ts';
import { recodingOf } from '#features/initiatives/excel/recode.ts';
import { tryAction } from '#portal/web/form.ts';
import { listOfRequest } from '../../list-of-request.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { list } = await listOfRequest(event);
	// A list of JSON lines, or one that is no longer kept, has no columns to correct
	if (!list.kept) redirect(303, `/nhap-danh-sach/${list.id}/don-vi`);
	const meaning = new Map(list.mapping.columns.map(({ index, column }) => [index, column]));
	return {
		sheets: list.recognition.sheets,
		sheet: list.mapping.sheet,
		headerRows: list.mapping.headerRows,
		columns: list.recognition.columns.map((column) => ({
			...column,
			column: meaning.get(column.index) ?? '',
		})),
		notes: list.notes,
		recoding: recodingOf(list.notes.notices),
	};
};

const isColumn = (text: string): text is ListColumn => (LIST_COLUMNS as readonly string[]).includes(text);

export const actions: Actions = {
	/** The meaning of each column. */
	save: async (event) => {
		const form = await event.request.formData();
		const values = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
		return tryAction(values, async () => {
			const { db, actor, list, destination, now } = await listOfRequest(event);
			const columns = list.recognition.columns.flatMap(({ index }) => {
				const column = values[`column.${index}`] ?? '';
				return isColumn(column) ? [{ index, column }] : [];
			});
			const mapping = { ...list.mapping, columns };
			const changed = JSON.stringify(columns) !== JSON.stringify(list.mapping.columns);
			const untitled = columns.every(({ column }) => column !== 'title');
			if (changed || untitled) await correctColumns(db, actor, destination, list.id, mapping, now);
			redirect(303, `/nhap-danh-sach/${list.id}/don-vi`);
		});
	},

	/** Cells in an old encoding in Unicode, or as they are in the file. */
	encoding: async (event) => {
		const asWritten = (await event.request.formData()).get('asWritten') === '1';
		return tryAction({}, async () => {
			const { db, actor, list, destination, now } = await listOfRequest(event);
			await correctColumns(db, actor, destination, list.id, { ...list.mapping, asWritten }, now);
			redirect(303, `/nhap-danh-sach/${list.id}/cot`);
		});
	},

	/** Another sheet, or other rows for the heading: the columns are recognised anew. */
	reread: async (event) => {
		const form = await event.request.formData();
		const values = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
		return tryAction(values, async () => {
			const { db, actor, list, destination, now } = await listOfRequest(event);
			const first = Number(values.first);
			const headerRows = { first, last: Number(values.last || first) };
			const { asWritten } = list.mapping;
			const asked = { sheet: values.sheet ?? '', headerRows, columns: null, asWritten };
			await correctColumns(db, actor, destination, list.id, asked, now);
			redirect(303, `/nhap-danh-sach/${list.id}/cot`);
		});
	},
};
