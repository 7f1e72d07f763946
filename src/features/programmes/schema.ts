import type { LocalDate } from '#platform/clock/clock.ts';
import type { Locale } from '#platform/i18n/translate.ts';

/** A name in each language. */
export type Names = Record<Locale, string>;

/** Something of a programme that initiatives name by code: a group, a field. */
export interface Choice {
	id: number;
	code: string;
	name: Names;
}

export interface Phase extends Choice {
	from: LocalDate;
	/** Last day, inclusive. */
	to: LocalDate;
	target: number | null;
}

export interface Campaign extends Choice {
	phaseId: number;
	from: LocalDate;
	to: LocalDate;
}

export interface Reason {
	code: string;
	kind: 'return' | 'reject' | 'revoke';
	name: Names;
}

export interface ReviewLevel {
	/** 1 is first; the highest has the last word. */
	level: number;
	code: string;
	name: Names;
	/** Officers confirm, reviewers review. */
	action: 'confirm' | 'review';
	/** At the initiative's unit, the one above it, its top-level unit, or the root. */
	heldAt: 'unit' | 'superior' | 'top' | 'root';
}

/** A programme with everything its rules need; small, read often, changed seldom. */
export interface Programme {
	id: number;
	code: string;
	name: Names;
	description: Names;
	status: 'open' | 'closed';
	/** The applied date must fall inside, both days inclusive. */
	application: { from: LocalDate; to: LocalDate };
	/** Submissions are taken on these local dates, both inclusive; the last day ends at 24h00. */
	submission: { from: LocalDate; to: LocalDate };
	/** Names of inputs without which a draft does not enter review. */
	requiredFields: string[];
	/** Days within which a returned initiative may come back. */
	returnDays: number;
	phases: Phase[];
	campaigns: Campaign[];
	groups: Choice[];
	fields: Choice[];
	reasons: Reason[];
	levels: ReviewLevel[];
}
