import { z } from 'zod';
import { LIMITS } from '#features/initiatives/schema.ts';
import { isLocalDate, type LocalDate } from '#platform/clock/clock.ts';
import { clean } from '#platform/text/fold.ts';

const line = (max: number) =>
	z
		.string()
		.transform((text) => clean(text).replace(/\s+/g, ' '))
		.pipe(z.string().max(max));

/** Somebody whose solution was recognised, as a form or a list brings them. */
export const newRecognised = z.object({
	unitId: z.number().int().positive(),
	name: line(LIMITS.authorName).pipe(z.string().min(1)),
	title: line(LIMITS.title).pipe(z.string().min(1)),
	groupId: z.number().int().nullable(),
	decisionNumber: line(LIMITS.recognitionNumber),
	decidedOn: z.string().refine(isLocalDate).nullable(),
});
export type NewRecognised = z.infer<typeof newRecognised>;

/** How far somebody on the list has come. */
export const STATUSES = ['not_posted', 'draft', 'submitted', 'approved'] as const;
export type Status = (typeof STATUSES)[number];

/** An initiative of the unit that may be theirs. */
export interface Proposal {
	id: number;
	title: string;
	state: string;
	/** One of its authors has the same name. */
	sameName: boolean;
	/** How alike the titles are, 0 to 1. */
	alike: number;
}

export interface Recognised {
	id: number;
	unit: { id: number; code: string; name: string };
	name: string;
	title: string;
	group: string | null;
	decisionNumber: string;
	decidedOn: LocalDate | null;
	assignedTo: { id: number; name: string } | null;
	status: Status;
	draftId: string | null;
	/** Confirmed by a person. */
	initiativeId: number | null;
	/** While none is confirmed. */
	proposal: Proposal | null;
}

/** Rows of a list. */
export const ROWS_MAX = 5000;
