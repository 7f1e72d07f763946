import type { Programme } from '#features/programmes/schema.ts';
import { laggingOf, mattersOf } from '#features/progress/queries/matters.ts';
import type { Reminder } from '#features/progress/queries/reminders.ts';
import type { FiguresOf, Matter } from '#features/progress/schema.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import type { UnitScope } from '#features/units/rules.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Reader } from '#platform/db/db.ts';

/** A reminder with what stands at its unit now; null where nothing does any more. */
export interface ReminderSince extends Reminder {
	now: FiguresOf[Matter] | null;
}

/** Adds to reminders what stands now, asked for once for each kind of question. */
export async function sinceThen(
	db: Reader,
	scope: UnitScope,
	programme: Programme,
	reminders: readonly Reminder[],
	today: LocalDate,
): Promise<ReminderSince[]> {
	const periods = periodsOf(programme);
	const questions = Map.groupBy(reminders, ({ matter, period, measure }) => `${matter} ${measure} ${period}`);
	const answers = new Map<string, ReadonlyMap<number, FiguresOf[Matter]>>();
	for (const [key, asked] of questions) {
		const { matter, measure, period: code } = asked[0]!;
		const period = periods.find((each) => each.code === code);
		if (!period) continue;
		const ids = [...new Set(asked.map(({ unitId }) => unitId))];
		const about = { programme, period, measure, today };
		// Whether it still lags is for the reader to see: also who has caught up is told with figures.
		answers.set(
			key,
			matter === 'lagging'
				? await laggingOf(db, about, ids)
				: await mattersOf(db, scope, { ...about, matter }, ids),
		);
	}
	return reminders.map((reminder) => {
		const { matter, measure, period, unitId } = reminder;
		return { ...reminder, now: answers.get(`${matter} ${measure} ${period}`)?.get(unitId) ?? null };
	});
}
