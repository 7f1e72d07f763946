import type { Programme } from '#features/programmes/schema.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import { addDays, type LocalDate } from '#platform/clock/clock.ts';

/** Why a snapshot is taken: by the calendar, at the end of the submissions, or because somebody asked for it. */
export const SNAPSHOT_KINDS = ['weekly', 'campaign', 'quarter', 'phase', 'closing', 'asked'] as const;
export type SnapshotKind = (typeof SNAPSHOT_KINDS)[number];

/** What rows of a snapshot are counted by. */
export const CUTS = [
	'state',
	'phase',
	'group',
	'field',
	'kind',
	'authors',
	'benefit',
	'people',
	'members',
	'target',
] as const;
export type SnapshotCut = (typeof CUTS)[number];

export interface DueSnapshot {
	kind: SnapshotKind;
	/** The last local date that counts, to 24h00. */
	upto: LocalDate;
}

/** Whether a local date is a Sunday, with which a week ends. */
const isSunday = (date: LocalDate) => new Date(`${date}T00:00:00Z`).getUTCDay() === 0;

/**
 * Every snapshot that the calendar of a programme asks for up to `yesterday`: each week's, each campaign's, quarter's
 * and phase's at its last day, and that of the day on which submissions end; oldest first. Weeks go on after that
 * day while reviews do: up to `lastChange`, the last local date on which anything happened.
 */
export function snapshotsDue(
	programme: Pick<Programme, 'submission' | 'phases' | 'campaigns'>,
	yesterday: LocalDate,
	lastChange: LocalDate | null,
): DueSnapshot[] {
	const { from, to } = programme.submission;
	const due: DueSnapshot[] = [];
	const last = lastChange && lastChange > to ? addDays(lastChange, 6) : to;
	for (let day = from; day <= last && day <= yesterday; day = addDays(day, 1))
		if (isSunday(day)) due.push({ kind: 'weekly', upto: day });
	for (const campaign of programme.campaigns) due.push({ kind: 'campaign', upto: campaign.to });
	for (const period of periodsOf(programme))
		if (period.quarter) due.push({ kind: 'quarter', upto: period.to });
	for (const phase of programme.phases) due.push({ kind: 'phase', upto: phase.to });
	due.push({ kind: 'closing', upto: to });
	return due
		.filter(({ upto }) => upto <= yesterday)
		.sort((a, b) => (a.upto === b.upto ? 0 : a.upto < b.upto ? -1 : 1));
}
