import { z } from 'zod';
import { LIST_COLUMNS } from '#features/initiatives/excel/headings.ts';
import { type Import, loadImport } from '#features/initiatives/queries/imports.ts';
import { noChoices } from '#features/initiatives/rules/import.ts';
import { programmeById } from '#features/programmes/queries.ts';
import { unitsById } from '#features/units/queries.ts';
import type { Db } from '#platform/db/db.ts';
import { type EndpointRequest, signedIn } from '#portal/web/endpoint.ts';

const outcomes = z.object({
	submitted: z.number(),
	draft: z.number(),
	present: z.number(),
	refused: z.number(),
});

const headerRows = z.object({ first: z.number().int().min(1), last: z.number().int().min(1) });
const columns = z.array(z.object({ index: z.number().int().min(0), column: z.enum(LIST_COLUMNS) })).max(200);

export const mapping = z.object({
	sheet: z.string().max(200),
	headerRows,
	columns,
	asWritten: z
		.boolean()
		.default(false)
		.describe('Cells in an old encoding (TCVN3, VNI) stay as they are; else they are read in Unicode'),
});

export const correction = mapping.extend({
	columns: columns.nullable().describe('Null: the columns of these heading rows are recognised anew'),
});

const codes = z.record(z.string().max(400), z.string().max(40));

/** What the officer chooses once; every part may be left out and then stays as it was. */
export const choices = z.object({
	units: z
		.record(z.string().max(400), z.string().max(40).nullable())
		.optional()
		.describe('Code of the unit by folded spelling; null takes a choice back'),
	groups: codes.optional().describe('Code of the group by folded spelling'),
	fields: codes.optional().describe('Code of the field by folded spelling'),
	unit: z.string().max(40).nullable().optional().describe('For rows that name no unit'),
	group: z.string().max(40).optional().describe('For rows that name no group'),
	field: z.string().max(40).optional().describe('For rows that name no field'),
	recognisedBy: z.string().max(300).optional(),
	recognitionNumber: z.string().max(100).optional(),
	recognisedOn: z.string().max(40).optional(),
	consent: z.string().max(500).optional().describe('How the authors agreed; recorded for every row'),
});

/** A list on its way in, as the API tells of it. */
export const importAnswer = z.object({
	id: z.string(),
	fileName: z.string(),
	programme: z.string(),
	unit: z.string().describe('Code of the unit within which the units of the list are sought'),
	status: z.enum(['uploaded', 'checked', 'running', 'done', 'failed']),
	total: z.number().describe('Rows of the list'),
	progress: z.number().describe('Rows done while it is running'),
	counts: outcomes.nullable().describe('Rows by outcome, planned or done; null until they are checked'),
	failure: z
		.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
		.nullable(),
	mapping: mapping.nullable(),
	columns: z.array(
		z.object({
			index: z.number(),
			letter: z.string(),
			heading: z.string(),
			column: z.enum(LIST_COLUMNS).nullable(),
			samples: z.array(z.string()),
		}),
	),
	notices: z.array(
		z.object({
			code: z.string(),
			params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
		}),
	),
	choices: choices.required(),
	createdAt: z.date(),
	updatedAt: z.date(),
});

export async function answerOf(db: Db, list: Import): Promise<z.input<typeof importAnswer>> {
	const { id, fileName, status, total, progress, counts, failure, createdAt, updatedAt } = list;
	const chosen = { ...noChoices(), ...list.choices };
	const units = await unitsById(db, [
		list.unitId,
		...Object.values(chosen.units),
		...(chosen.unit ? [chosen.unit] : []),
	]);
	const code = new Map(units.map((unit) => [unit.id, unit.code]));
	return {
		id,
		fileName,
		programme: (await programmeById(db, list.programmeId))!.code,
		unit: code.get(list.unitId)!,
		status,
		total,
		progress,
		counts,
		failure,
		mapping: list.mapping.columns ? mapping.parse(list.mapping) : null,
		columns: (list.recognition.columns ?? []).map(({ index, letter, heading, column, samples }) => ({
			index,
			letter,
			heading,
			column,
			samples: [...samples],
		})),
		notices: (list.notes.notices ?? []).map(({ code, params }) => ({ code, params: { ...params } })),
		choices: {
			...chosen,
			units: Object.fromEntries(
				Object.entries(chosen.units).map(([text, unit]) => [text, code.get(unit) ?? null]),
			),
			unit: chosen.unit === null ? null : (code.get(chosen.unit) ?? null),
		},
		createdAt,
		updatedAt,
	};
}

/** The caller's list that the address names, with what its verbs need. */
export async function namedList({ portal, actor, params }: EndpointRequest<unknown, unknown>) {
	const person = signedIn(actor);
	const list = await loadImport(portal.db, person, params.id!);
	const programme = (await programmeById(portal.db, list.programmeId))!;
	const destination = { programme, unitId: list.unitId };
	const { db, clock } = portal;
	return { db, now: clock.now(), actor: person, list, programme, destination };
}

/** The list after a verb. */
export const afterwards = async ({ portal, actor, params }: EndpointRequest<unknown, unknown>) =>
	answerOf(portal.db, await loadImport(portal.db, signedIn(actor), params.id!));
