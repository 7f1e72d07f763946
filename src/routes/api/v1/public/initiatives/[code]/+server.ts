import { z } from 'zod';
import { publicInitiative } from '#features/initiatives/queries/public.ts';
import { STATES } from '#features/initiatives/rules/life-cycle.ts';
import { codeOf, idOf } from '#features/initiatives/schema.ts';
import { programmeById } from '#features/programmes/queries.ts';
import { unitById } from '#features/units/queries.ts';
import { notFound } from '#platform/http/refusal.ts';
import { endpoint } from '#portal/web/endpoint.ts';

const text = z.string();
const inText = (amount: number | null) => (amount === null ? null : String(amount));

export const GET = endpoint({
	summary: 'What is public of an initiative: all of an approved one, name and effect of a confidential one',
	answer: z.object({
		code: text,
		programme: text,
		unitCode: text,
		unitName: text,
		submittedOn: text,
		state: z.enum(STATES),
		stateOn: text,
		/** Null until it is approved. */
		approved: z
			.object({
				title: text,
				/** Declared, đồng, as text. */
				benefit: text.nullable(),
				/** Verified by the unit's side and by the centre, đồng, as text; null while nobody has. */
				unitVerified: text.nullable(),
				centralVerified: text.nullable(),
				socialBenefit: text,
				/** Null for a technology secret. */
				open: z
					.object({
						group: text.nullable(),
						field: text.nullable(),
						/** Those who agreed to be named. */
						authors: z.array(text),
						unnamed: z.number(),
						problem: text,
						solution: text,
						result: text,
						appliedOn: text.nullable(),
						recognisedBy: text,
						recognitionNumber: text,
						recognisedOn: text.nullable(),
						/** Addresses on this portal. */
						photos: z.array(text),
					})
					.nullable(),
			})
			.nullable(),
	}),
	handle: async ({ portal: { db }, params }) => {
		const id = idOf(params.code ?? '');
		if (id === null || codeOf(id) !== params.code) throw notFound();
		const found = await publicInitiative(db, id);
		if (!found) throw notFound();
		const unit = (await unitById(db, found.unitId))!;
		const programme = (await programmeById(db, found.programmeId))!;
		const { code, submittedOn, state, stateOn, approved } = found;
		const codeIn = (choices: { id: number; code: string }[], choice: number | null) =>
			choices.find((each) => each.id === choice)?.code ?? null;
		const open = approved?.open && {
			...approved.open,
			group: codeIn(programme.groups, approved.open.groupId),
			field: codeIn(programme.fields, approved.open.fieldId),
			photos: approved.open.photos.map((photo) => `/sang-kien/${code}/anh/${photo.id}`),
			groupId: undefined,
			fieldId: undefined,
		};
		return {
			code,
			programme: programme.code,
			unitCode: unit.code,
			unitName: unit.name,
			submittedOn,
			state,
			stateOn,
			approved: approved && {
				title: approved.title,
				benefit: inText(approved.benefit),
				unitVerified: inText(approved.unitVerified),
				centralVerified: inText(approved.centralVerified),
				socialBenefit: approved.socialBenefit,
				open: open ?? null,
			},
		};
	},
});
