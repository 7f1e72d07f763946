import type { LocalDate } from '#platform/clock/clock.ts';

/** What a report tells of: a week, a phase, a peak campaign, a quarter, or everything up to the end of submissions. */
export const REPORT_KINDS = ['weekly', 'phase', 'campaign', 'quarter', 'closing'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** A stretch of days that a report tells of. */
export interface ReportPeriod {
	kind: ReportKind;
	/** What addresses call it: the last day of a week, the code of a phase or campaign, `gd1:2022Q2`, or ''. */
	code: string;
	from: LocalDate;
	/** The last day that counts: its own, or yesterday while it lasts. */
	to: LocalDate;
	/** It goes on after `to`. */
	running: boolean;
}
