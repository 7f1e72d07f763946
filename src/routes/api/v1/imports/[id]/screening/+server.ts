import { z } from 'zod';
import { listScreening, type RowLikeness, screenedRows } from '#features/review/queries/list-screening.ts';
import { BANDS } from '#features/similarity/schema.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { namedList } from '../../shape.ts';

const band = z.enum(BANDS);
const above = band.exclude(['clear']);

export const GET = endpoint({
	summary: 'How far the screening of an entered list is, and what each row is most like',
	query: z.object({
		band: band.optional(),
		offset: z.coerce.number().int().min(0).default(0),
		limit: z.coerce.number().int().min(0).max(1000).default(100),
	}),
	answer: z.object({
		total: z.number().describe('Rows that were submitted and are not withdrawn since'),
		screened: z.number(),
		counts: z.record(band, z.number()),
		rows: z.array(
			z.object({
				row: z.number().describe('Row number of the sheet'),
				code: z.string(),
				title: z.string(),
				band: band.nullable().describe('Null: waits to be screened'),
				pairs: z.number().describe('How many other initiatives it is like'),
				like: z
					.object({
						band: above,
						score: z.number(),
						containment: z.number(),
						row: z.number().nullable().describe('When it came with the same list'),
						code: z.string().nullable().describe('Null, like its title, outside what the caller may read'),
						title: z.string().nullable(),
						unitName: z.string(),
						submittedOn: z.string(),
					})
					.nullable(),
			}),
		),
	}),
	refusals: ['not_found'],
	handle: async (request) => {
		const { db, actor, list } = await namedList(request);
		const rows = await screenedRows(db, actor, list.id, request.query);
		return {
			...(await listScreening(db, list.id)),
			rows: rows.map(({ readable: _readable, like, ...row }) => ({ ...row, like: like && shown(like) })),
		};
	},
});

/** Addresses of pages are for pages. */
const shown = ({ ref: _ref, ...like }: RowLikeness) => like;
