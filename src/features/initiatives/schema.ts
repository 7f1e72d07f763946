import { z } from 'zod';
import { clean } from '#platform/text/fold.ts';
import { LEGACY_ENCODINGS } from '#platform/text/repair.ts';

/** Longest inputs, in characters; shared by form, API and importer. */
export const LIMITS = {
	title: 300,
	problem: 20_000,
	solution: 40_000,
	result: 20_000,
	benefit: 200,
	socialBenefit: 5_000,
	difference: 1_000,
	recognisedBy: 300,
	recognitionNumber: 100,
	authorName: 120,
	consent: 500,
	authors: 20,
	note: 4_000,
} as const;

/** Of one file: a photo of a phone has 3–12 MB, a scanned decision 1–5 MB. */
export const FILE_MAX_BYTES = 15_000_000;

/** Files of one draft, all purposes together. */
export const FILES_MAX = 10;

/** The most one initiative may declare, đồng: 100,000 tỷ. Above it a unit was mistyped. */
export const BENEFIT_MAX = 100_000_000_000_000;

/** Shares are in basis points: 10000 is the whole. */
export const WHOLE = 10_000;

/** PostgreSQL's `int`: a larger number names no unit, and would be a fault rather than an answer. */
const ID_MAX = 2_147_483_647;

const text = (max: number) =>
	z
		.string()
		.max(max * 2)
		.transform(clean)
		.pipe(z.string().max(max))
		.default('');

const authorAsTyped = z.object({
	name: text(LIMITS.authorName),
	/** Percent as typed: «50», «33,3 %»; empty on all rows means equal shares. */
	share: text(20),
	/** E-mail or phone of the author's account, when they have one. */
	login: text(254),
	/** Consent to show the name. */
	namePublic: z.boolean().default(false),
});

/** Texts that may come in an old encoding and are offered in Unicode; `author` is any author's name. */
export const REPAIRED_FIELDS = [
	'title',
	'problem',
	'solution',
	'result',
	'socialBenefit',
	'recognisedBy',
	'author',
] as const;

/** A text as it was written before the person took its Unicode. */
export const original = z.object({
	field: z.enum(REPAIRED_FIELDS),
	encoding: z.enum(LEGACY_ENCODINGS),
	text: text(LIMITS.solution),
});
export type Original = z.infer<typeof original>;

/** An initiative as a person types it: anything may be missing or wrong, nothing may be lost. */
export const content = z.object({
	unit: z.coerce.number().int().positive().max(ID_MAX).nullable().default(null).catch(null),
	title: text(LIMITS.title),
	group: text(40),
	field: text(40),
	problem: text(LIMITS.problem),
	solution: text(LIMITS.solution),
	result: text(LIMITS.result),
	/** «1,5 tỷ», «14 triệu/trạm/năm», «1.200.000đ» */
	benefit: text(LIMITS.benefit),
	socialBenefit: text(LIMITS.socialBenefit),
	/** «Mine differs because …», for who reviews it beside similar ones; never public. */
	difference: text(LIMITS.difference),
	/** «05/03/2026» or «2026-03-05» */
	appliedOn: text(40),
	recognisedBy: text(LIMITS.recognisedBy),
	recognitionNumber: text(LIMITS.recognitionNumber),
	recognisedOn: text(40),
	confidential: z.boolean().default(false),
	authors: z.array(authorAsTyped).max(LIMITS.authors).default([]),
	/** How the authors agreed that somebody submits for them. */
	consent: text(LIMITS.consent),
	/** What was there before it was taken in Unicode. */
	originals: z.array(original).max(50).default([]),
});
export type Content = z.infer<typeof content>;

export const emptyContent = (): Content => content.parse({});

export interface Author {
	name: string;
	/** Basis points; those of one initiative sum to 10000. */
	share: number;
	accountId: number | null;
	namePublic: boolean;
}

/** An initiative that passed the rules: what is written. */
export interface NewInitiative {
	unitId: number;
	title: string;
	groupId: number | null;
	fieldId: number | null;
	problem: string;
	solution: string;
	result: string;
	/** Đồng, declared; null when none is given. */
	benefit: number | null;
	benefitText: string;
	socialBenefit: string;
	difference: string;
	appliedOn: string | null;
	recognisedBy: string;
	recognitionNumber: string;
	recognisedOn: string | null;
	confidential: boolean;
	authors: Author[];
	consent: string;
	originals?: readonly Original[];
}

export const SUBMISSION_KINDS = ['self', 'proxy', 'import'] as const;
export type SubmissionKind = (typeof SUBMISSION_KINDS)[number];

/** Initiatives are shown as `SK-100001`. */
export const codeOf = (id: number): string => `SK-${id}`;

/** The id in a code, or null when it is none. */
export function idOf(code: string): number | null {
	const match = /^(?:SK-)?(\d{1,15})$/i.exec(code.trim());
	return match ? Number(match[1]) : null;
}
