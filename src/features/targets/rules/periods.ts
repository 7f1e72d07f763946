import type { Names, Phase, Programme } from '#features/programmes/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Period } from '../schema.ts';

export const WHOLE: Period = { phaseId: null, quarter: null };

/** A period with what addresses and pages call it by. */
export interface NamedPeriod extends Period {
	/** '' for the whole programme, `gd1` for a phase, `gd1:2022Q2` for a quarter of it. */
	code: string;
	phase: Phase | null;
	/** Both days inclusive; a quarter is cut to its phase. */
	from: LocalDate;
	to: LocalDate;
}

/** A period as pages and answers tell it. */
export interface ToldPeriod extends Pick<NamedPeriod, 'code' | 'quarter' | 'from' | 'to'> {
	/** Names of its phase; null for the whole programme. */
	phase: Names | null;
}

export const tellPeriod = ({ code, phase, quarter, from, to }: NamedPeriod): ToldPeriod => ({
	code,
	phase: phase?.name ?? null,
	quarter,
	from,
	to,
});

const quarterOf = (date: LocalDate) => `${date.slice(0, 4)}Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;

/** First and last day of a calendar quarter. */
function quarterDates(quarter: string): { from: LocalDate; to: LocalDate } {
	const [year = '', n = ''] = quarter.split('Q');
	const last = { 1: '03-31', 2: '06-30', 3: '09-30', 4: '12-31' }[n];
	return { from: `${year}-${String(Number(n) * 3 - 2).padStart(2, '0')}-01`, to: `${year}-${last}` };
}

function quartersOf(phase: Phase): string[] {
	const quarters: string[] = [];
	for (let at = quarterOf(phase.from); at <= quarterOf(phase.to); ) {
		quarters.push(at);
		const [year = '', n = ''] = at.split('Q');
		at = n === '4' ? `${Number(year) + 1}Q1` : `${year}Q${Number(n) + 1}`;
	}
	return quarters;
}

/** Every period that a programme can have targets for: the whole, then each phase with its quarters. */
export function periodsOf(programme: Pick<Programme, 'submission' | 'phases'>): NamedPeriod[] {
	const phases = programme.phases.flatMap((phase): NamedPeriod[] => [
		{ code: phase.code, phaseId: phase.id, quarter: null, phase, from: phase.from, to: phase.to },
		...quartersOf(phase).map((quarter) => {
			const { from, to } = quarterDates(quarter);
			return {
				code: `${phase.code}:${quarter}`,
				phaseId: phase.id,
				quarter,
				phase,
				from: from > phase.from ? from : phase.from,
				to: to < phase.to ? to : phase.to,
			};
		}),
	]);
	return [{ code: '', ...WHOLE, phase: null, ...programme.submission }, ...phases];
}

/** Two periods are one when they name the same phase and quarter. */
export const samePeriod = (a: Period, b: Period) => a.phaseId === b.phaseId && a.quarter === b.quarter;

/** `2022Q2` → `{ quarter: 2, year: '2022' }`, for words. */
export function quarterParts(quarter: string): { quarter: string; year: string } {
	const [year = '', n = ''] = quarter.split('Q');
	return { quarter: n, year };
}
