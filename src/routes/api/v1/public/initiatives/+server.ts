import { z } from 'zod';
import { searchApproved } from '#features/initiatives/queries/search.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { askedOf, placeText, resolveSearch } from '../../../../(public)/sang-kien/request.ts';

export const GET = endpoint({
	summary: 'Approved initiatives by words of their title, with or without marks; the newest without words',
	query: z.object({
		q: z.string().max(300).default(''),
		/** Codes. */
		programme: z.string().max(40).default(''),
		field: z.string().max(60).default(''),
		unit: z.string().max(40).default(''),
		/** Of ranked results, from 1. */
		page: z.coerce.number().int().min(1).max(100).default(1),
		/** `next` of the answer before, of the newest. */
		after: z.string().max(40).default(''),
	}),
	answer: z.object({
		/** Null where the list is not counted. */
		count: z.number().nullable(),
		/** More were found than are ranked. */
		more: z.boolean(),
		rows: z.array(
			z.object({
				code: z.string(),
				title: z.string().nullable(),
				unitCode: z.string(),
				unitName: z.string(),
				authors: z.array(z.string()),
				submittedOn: z.string(),
				approvedOn: z.string(),
			}),
		),
		next: z.string().nullable(),
	}),
	handle: async ({ portal: { db }, query }) => {
		const { q, programme, field, unit, page, after } = query;
		const asked = askedOf(
			new URLSearchParams({
				q,
				'chuong-trinh': programme,
				'linh-vuc': field,
				'don-vi': unit,
				trang: String(page),
				sau: after,
			}),
		);
		const found = await searchApproved(db, (await resolveSearch(db, asked)).search);
		return {
			count: found.count,
			more: found.more,
			rows: found.rows.map(({ code, title, unitCode, unitName, authors, submittedOn, stateOn }) => ({
				code,
				title,
				unitCode,
				unitName,
				authors,
				submittedOn,
				approvedOn: stateOn,
			})),
			next: found.next && placeText(found.next),
		};
	},
});
