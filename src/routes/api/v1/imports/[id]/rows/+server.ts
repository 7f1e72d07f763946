import { z } from 'zod';
import { importRows } from '#features/initiatives/queries/imports.ts';
import { OUTCOMES } from '#features/initiatives/rules/import.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { namedList } from '../../shape.ts';

const params = z.record(z.string(), z.union([z.string(), z.number()])).optional();

export const GET = endpoint({
	summary: 'Rows of a list with what becomes of them and what stands in their way',
	query: z.object({
		outcome: z.enum(OUTCOMES).optional(),
		offset: z.coerce.number().int().min(0).default(0),
		limit: z.coerce.number().int().min(1).max(1000).default(100),
	}),
	answer: z.array(
		z.object({
			row: z.number().describe('Row number of the sheet'),
			title: z.string(),
			author: z.string(),
			outcome: z.enum(OUTCOMES).nullable(),
			issues: z.array(
				z.object({
					column: z.string(),
					letter: z.string(),
					heading: z.string(),
					code: z.string(),
					severity: z.enum(['error', 'warning']),
					params,
				}),
			),
			verdict: z.array(
				z.object({
					field: z.string(),
					code: z.string(),
					severity: z.enum(['error', 'missing', 'note']),
					params,
				}),
			),
			code: z.string().nullable().describe('Of the initiative it became or equals'),
			draft: z.string().nullable(),
		}),
	),
	refusals: ['not_found'],
	handle: async (request) => {
		const { db, list } = await namedList(request);
		const rows = await importRows(db, list.id, request.query);
		return rows.map(({ initiativeId, draftId, issues, ...row }) => ({
			...row,
			issues: issues.map((issue) => ({ ...issue, params: { ...issue.params } })),
			code: initiativeId === null ? null : codeOf(initiativeId),
			draft: draftId,
		}));
	},
});
