import { z } from 'zod';
import { loadFullInitiative } from '#features/initiatives/queries/full.ts';
import { ACTIONS, STATES } from '#features/initiatives/rules/life-cycle.ts';
import { idOf, original, SUBMISSION_KINDS } from '#features/initiatives/schema.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { notFound } from '#platform/http/refusal.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

const names = z.object({ vi: z.string(), en: z.string() });
const choice = z.object({ code: z.string(), name: names });
const localDate = z.string().describe('Local date, yyyy-mm-dd');

export const GET = endpoint({
	summary: 'Everything of one initiative, for its people and the officers above them',
	answer: z.object({
		code: z.string(),
		programme: choice,
		unit: z.object({ id: z.number(), code: z.string(), name: z.string() }),
		state: z.enum(STATES),
		level: z.number().nullable().describe('Whose turn it is; one past the last level is an appeal'),
		reviewUnit: z.string().nullable(),
		seq: z.number().describe('Number of its last event: the version that a decision names'),
		stateOn: localDate,
		returnBy: localDate.nullable().describe('Last day on which a returned initiative may come back'),
		submittedAt: z.date(),
		kind: z.enum(SUBMISSION_KINDS),
		title: z.string(),
		group: choice.nullable(),
		field: choice.nullable(),
		problem: z.string(),
		solution: z.string(),
		result: z.string(),
		benefit: z.number().nullable().describe('Đồng as declared'),
		unitVerified: z.number().nullable().describe('Đồng as verified by the unit or above it'),
		centralVerified: z.number().nullable().describe('Đồng as verified by the centre'),
		benefitText: z.string(),
		socialBenefit: z.string(),
		difference: z.string().describe('How it differs from similar ones, as its author says; never public'),
		appliedOn: localDate.nullable(),
		recognisedBy: z.string(),
		recognitionNumber: z.string(),
		recognisedOn: localDate.nullable(),
		confidential: z.boolean(),
		consent: z.string(),
		authors: z.array(
			z.object({
				name: z.string(),
				share: z.number().describe('Basis points; those of one initiative sum to 10000'),
				namePublic: z.boolean(),
			}),
		),
		originals: z
			.array(original)
			.describe('What its texts were before they were taken in Unicode, oldest first'),
		steps: z.array(z.enum(ACTIONS)).describe('What the caller may do now'),
		history: z.array(
			z.object({
				seq: z.number(),
				kind: z.string(),
				at: z.date(),
				level: z.number().nullable(),
				unitName: z.string().nullable(),
				verified: z.number().nullable().describe('Đồng that this step verified the benefit at'),
				reason: z.string().nullable(),
				note: z.string(),
				byAuthor: z.boolean(),
				actorName: z.string().nullable(),
			}),
		),
	}),
	handle: async ({ portal: { db, clock }, actor, params }) => {
		const id = idOf(params.code!);
		if (id === null) throw notFound();
		const programmes = await listProgrammes(db);
		const full = await loadFullInitiative(db, signedIn(actor), programmes, id, clock.now());
		const { id: _, enteredBy, closed, files, appealed, daysInState, isAuthorSide, ...shown } = full;
		const named = <T extends z.input<typeof choice>>({ code, name }: T) => ({ code, name });
		return {
			...shown,
			unit: { id: full.unit.id, code: full.unit.code, name: full.unit.name },
			programme: named(full.programme),
			group: full.group && named(full.group),
			field: full.field && named(full.field),
		};
	},
});
