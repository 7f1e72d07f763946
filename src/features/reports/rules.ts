import type { Names, Programme } from '#features/programmes/schema.ts';
import { periodBegin } from '#features/statistics/rules/periods.ts';
import type { DateRange } from '#features/statistics/schema.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import { addDays, type LocalDate } from '#platform/clock/clock.ts';
import type { ReportKind, ReportPeriod } from './schema.ts';

type Calendar = Pick<Programme, 'submission' | 'phases' | 'campaigns'>;

/** Weeks are told of so long after the last submission: reviews go on. */
const REVIEWING_DAYS = 182;

/**
 * The periods of one kind that a report can be made of up to `yesterday`, the latest first; one that still runs is cut
 * there. Weeks go from Monday to Sunday, also the first one, which begins before the programme does.
 */
export function reportPeriods(programme: Calendar, kind: ReportKind, yesterday: LocalDate): ReportPeriod[] {
	const { from, to } = programme.submission;
	const cut = (code: string, dates: { from: LocalDate; to: LocalDate }): ReportPeriod => {
		const running = dates.to > yesterday;
		return { kind, code, from: dates.from, to: running ? yesterday : dates.to, running };
	};
	const periods: Record<ReportKind, () => ReportPeriod[]> = {
		weekly: () => weeks(from, addDays(to, REVIEWING_DAYS)).map((week) => cut(week.to, week)),
		phase: () => programme.phases.map((phase) => cut(phase.code, phase)),
		campaign: () => programme.campaigns.map((campaign) => cut(campaign.code, campaign)),
		quarter: () =>
			periodsOf(programme).flatMap((period) => (period.quarter ? [cut(period.code, period)] : [])),
		closing: () => [cut('', { from, to })],
	};
	return periods[kind]()
		.filter((period) => period.from <= yesterday)
		.reverse();
}

function weeks(from: LocalDate, to: LocalDate): DateRange[] {
	const found: DateRange[] = [];
	for (let at = periodBegin(from, 'week'); at <= to; at = addDays(at, 7))
		found.push({ from: at, to: addDays(at, 6) });
	return found;
}

/** The period that an address names; the latest one without a name, undefined for one that there is not. */
export function periodNamed(periods: readonly ReportPeriod[], code: string | null): ReportPeriod | undefined {
	return code === null ? periods[0] : periods.find((period) => period.code === code);
}

/** The name of a phase or campaign, or null for weeks, quarters and the whole. */
export function nameOf(programme: Calendar, { kind, code }: ReportPeriod): Names | null {
	if (kind === 'phase') return programme.phases.find((phase) => phase.code === code)?.name ?? null;
	if (kind === 'campaign')
		return programme.campaigns.find((campaign) => campaign.code === code)?.name ?? null;
	return null;
}
