import { z } from 'zod';
import type { Kind } from '#features/targets/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { clean } from '#platform/text/fold.ts';

/** What progress is measured by: first submissions, or initiatives that stand approved. */
export const PROGRESS_MEASURES = ['submitted', 'approved'] as const;
export type ProgressMeasure = (typeof PROGRESS_MEASURES)[number];

/** What a unit is reminded of; also kinds of messages. */
export const MATTERS = ['lagging', 'backlog', 'returned'] as const;
export type Matter = (typeof MATTERS)[number];

/** What stands at a unit that a reminder speaks of. */
export interface LaggingFigures {
	measure: ProgressMeasure;
	result: number;
	target: number;
	kind: Kind;
	/** By the end of the day under an even pace. */
	expected: number;
}
export interface BacklogFigures {
	/** Initiatives whose turn it is at the unit. */
	waiting: number;
	/** First submission of the oldest of them. */
	oldest: LocalDate;
	/** First submissions of the unit and all below it. */
	submitted: number;
}
export interface ReturnedFigures {
	/** Returned initiatives of the unit that can come back for a few more days only. */
	expiring: number;
	/** The last day of the first of them. */
	until: LocalDate;
}
export interface FiguresOf {
	lagging: LaggingFigures;
	backlog: BacklogFigures;
	returned: ReturnedFigures;
}

/** Rows of a page of units. */
export const PAGE_ROWS = 25;
/** Units that one reminder goes to at most. */
export const UNITS_MAX = 500;
/** Mails of a reminder wait so long, so that it can be taken back before it reaches anybody. */
export const MAIL_DELAY_SECONDS = 60;
/** A returned initiative that can come back for no more days than these is about to expire. */
export const EXPIRING_DAYS = 7;

export const TITLE_MAX = 150;
export const BODY_MAX = 2_000;

/** What is sent, in one language, with places such as `{don_vi}` for the figures of each unit. */
export const reminderText = z.object({
	title: z.string().transform(clean).pipe(z.string().min(1).max(TITLE_MAX)),
	body: z.string().transform(clean).pipe(z.string().min(1).max(BODY_MAX)),
});
export type ReminderText = z.infer<typeof reminderText>;
