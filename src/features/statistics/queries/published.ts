import type { Names, Programme } from '#features/programmes/schema.ts';
import type { Kind } from '#features/targets/schema.ts';
import type { Unit } from '#features/units/schema.ts';
import { addDays, daysBetween, type LocalDate } from '#platform/clock/clock.ts';
import type { Db, Reader } from '#platform/db/db.ts';
import { keeping } from '#platform/kept/kept.ts';
import { NO_CODE } from '../rules.ts';
import { type Figures, type Measure, noFigures } from '../schema.ts';
import { type Breakdown, breakdownOf, rest } from './breakdown.ts';
import { asOf, type Cut, countsByDay, totals, totalsBy, totalsByUnit } from './figures.ts';
import { ownTargets } from './ranking-denominators.ts';

/** How many days the series by day reaches back. */
const DAYS = 30;

export interface PublishedCut {
	/** Of the phase, group or field; `-` for those that name none. */
	code: string;
	/** Null for those that name none. */
	name: Names | null;
	figures: Figures;
}

export interface PublishedPhase extends PublishedCut {
	from: LocalDate;
	to: LocalDate;
	/** The unit's own for this phase, by the one rule of what is in force. */
	target: PublishedTarget | null;
}

/** A target in force, and which of the four kinds it is. */
export interface PublishedTarget {
	number: number;
	kind: Kind;
}

export interface PublishedUnit {
	code: string;
	name: string;
	/** It has ended; what it left behind is counted below its successor. */
	ended: boolean;
	figures: Figures;
}

export interface PublishedDay {
	day: LocalDate;
	submitted: number;
	/** Approvals less revocations of the day. */
	approved: number;
}

/** Every public figure of one unit, with all below it, in one programme; all as of the same position. */
export interface Published extends Breakdown {
	programme: { code: string; name: Names };
	unit: { code: string; name: string };
	/** `at`: ISO 8601 instant of the last counted event, null before the first. */
	asOf: { position: number; at: string | null };
	totals: Figures;
	/** The unit's target for the whole programme. */
	target: PublishedTarget | null;
	phases: PublishedPhase[];
	groups: PublishedCut[];
	fields: PublishedCut[];
	/** Direct children by name. */
	units: PublishedUnit[];
	/** What stands at the unit itself: with the children it sums to the totals. */
	direct: Figures;
	/** Consecutive days, oldest first. */
	days: PublishedDay[];
}

/** Reads all figures from the tallies in one snapshot, so that they follow from each other. */
export function publishedFigures(
	db: Db,
	programme: Programme,
	unit: Pick<Unit, 'id' | 'code' | 'name'>,
	today: LocalDate,
): Promise<Published> {
	return db.snapshot((tx) => read(tx, programme, unit, today));
}

/** The database sorts by code points, which puts Đ after Z. */
const byName = new Intl.Collator('vi');

async function read(
	db: Reader,
	programme: Programme,
	unit: Pick<Unit, 'id' | 'code' | 'name'>,
	today: LocalDate,
): Promise<Published> {
	const { position, at } = await asOf(db);
	const whole = await totals(db, programme.id, unit.id);
	const phases = cutsOf(programme.phases, await totalsBy(db, 'phase', programme.id, unit.id));
	const units = await totalsByUnit(db, programme.id, unit.id);
	const targets = await ownTargets(db, programme, unit.id, { at: null, on: today });
	const targetFor = (phaseId: number | null): PublishedTarget | null => {
		const found = targets.find((each) => each.phaseId === phaseId && each.quarter === null);
		return found ? { number: found.number, kind: found.kind } : null;
	};
	return {
		programme: { code: programme.code, name: programme.name },
		unit: { code: unit.code, name: unit.name },
		asOf: { position, at: position > 0 ? at.toISOString() : null },
		totals: whole,
		target: targetFor(null),
		phases: programme.phases.map(({ id, from, to }, index) => ({
			...phases[index]!,
			from,
			to,
			target: targetFor(id),
		})),
		groups: cutsOf(programme.groups, await totalsBy(db, 'group', programme.id, unit.id)),
		fields: cutsOf(programme.fields, await totalsBy(db, 'field', programme.id, unit.id)),
		units: units
			.map(({ code, name, ended, figures }) => ({ code, name, ended, figures }))
			.sort((a, b) => byName.compare(a.name, b.name)),
		direct: rest(
			whole,
			units.map((child) => child.figures),
		),
		days: await lastDays(db, programme, unit.id, today),
		...(await breakdownOf(db, programme.id, unit.id, whole, units)),
	};
}

/** Every choice of the programme in its order, also those with nothing yet, then what names none. */
function cutsOf(choices: readonly { id: number; code: string; name: Names }[], cuts: Cut[]): PublishedCut[] {
	const byId = new Map(cuts.map((cut) => [cut.id, cut.figures]));
	const named = choices.map(({ id, code, name }) => ({ code, name, figures: byId.get(id) ?? noFigures() }));
	const none = byId.get(0);
	return none ? [...named, { code: NO_CODE, name: null, figures: none }] : named;
}

/** The last days up to today, or up to the last day on which the programme took submissions. */
async function lastDays(db: Reader, programme: Programme, unitId: number, today: LocalDate) {
	const { submission } = programme;
	const to = submission.to < today ? submission.to : today;
	const span = Math.min(DAYS, daysBetween(submission.from, to) + 1);
	const from = addDays(to, 1 - span);
	const count = async (measure: Measure) =>
		new Map(
			(await countsByDay(db, programme.id, unitId, measure, { from, to })).map(({ day, n }) => [day, n]),
		);
	const submitted = await count('submitted');
	const approved = await count('approved');
	const days: PublishedDay[] = [];
	for (let day = from; day <= to; day = addDays(day, 1))
		days.push({ day, submitted: submitted.get(day) ?? 0, approved: approved.get(day) ?? 0 });
	return days;
}

/** Figures follow events within half a second; kept this long they are read once for a crowd of readers. */
const keep = keeping<Published>({ ms: 1_000, most: 500 });

/** `publishedFigures`, read at most once a second for each programme and unit, however many ask. */
export function keptFigures(...ask: Parameters<typeof publishedFigures>): Promise<Published> {
	const [db, programme, unit, today] = ask;
	return keep(db, `${programme.id} ${unit.id} ${today}`, () => publishedFigures(...ask));
}
