import { attainment, dailyMean, daysInclusive, type Permille } from '#features/targets/rules/attainment.ts';
import type { LocalDate } from '#platform/clock/clock.ts';

/** What a campaign brought; every figure counts the programme's first submissions, or its approvals. */
export interface CampaignFigures {
	standing: 'ahead' | 'running' | 'over';
	/** Days of the campaign, both ends counted: 21/4 to 31/5 are 41. */
	days: number;
	/** Days counted so far, today among them while it runs. */
	counted: number;
	/** What stood when it began: at the end of the day before. */
	atStart: number;
	/** What stood when it ended, or stands now while it runs. */
	atEnd: number;
	/** At end − at start. */
	increase: number;
	/** Increase ÷ days counted. */
	mean: number | null;
	/** Increase ÷ what the whole phase brought, in tenths of a percent; null while that is nothing. */
	share: Permille | null;
	/** What the phase brought so far. */
	ofPhase: number;
}

/**
 * @param counts what came in before the campaign, in it, and in its phase
 * @returns null figures are never guessed: before it begins nothing is counted
 */
export function campaignFigures(
	{ from, to }: { from: LocalDate; to: LocalDate },
	counts: { before: number; within: number; ofPhase: number },
	today: LocalDate,
): CampaignFigures {
	const standing = today < from ? 'ahead' : today > to ? 'over' : 'running';
	const days = daysInclusive(from, to);
	const counted = standing === 'ahead' ? 0 : standing === 'over' ? days : daysInclusive(from, today);
	const { before, within, ofPhase } = counts;
	return {
		standing,
		days,
		counted,
		atStart: before,
		atEnd: before + within,
		increase: within,
		mean: dailyMean(within, counted),
		share: attainment(within, ofPhase),
		ofPhase,
	};
}
