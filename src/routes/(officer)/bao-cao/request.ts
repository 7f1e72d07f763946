import type { Actor } from '#features/people/rules.ts';
import { currentProgramme, programmeByCode } from '#features/programmes/queries.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { yesterdayOf } from '#features/reports/commands.ts';
import { periodNamed, reportPeriods } from '#features/reports/rules.ts';
import { REPORT_KINDS, type ReportKind, type ReportPeriod } from '#features/reports/schema.ts';
import { unitByCode, unitsAbove, unitsBelow } from '#features/units/queries.ts';
import { ROOT_CODE, type Unit } from '#features/units/schema.ts';
import type { Reader } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';

export interface AskedReport {
	programme: Programme;
	unit: Unit;
	kind: ReportKind;
	/** The latest first. */
	periods: ReportPeriod[];
	/** Undefined while there is none yet. */
	period: ReportPeriod | undefined;
}

/**
 * The report that an address asks for; what it leaves out is the current programme, the person's own unit, the
 * week, the latest period. Figures are public, so any unit may be asked for.
 * @throws Refusal `not_found` for what names nothing
 */
export async function askedReport(
	db: Reader,
	actor: Actor,
	query: URLSearchParams,
	now: Date,
): Promise<AskedReport> {
	const given = (name: string) => query.get(name) || null;
	const code = given('chuong-trinh');
	const programme = await (code ? programmeByCode(db, code) : currentProgramme(db));
	const unit = await unitByCode(db, given('don-vi') ?? actor.grants[0]?.unitCode ?? ROOT_CODE);
	const kind = REPORT_KINDS.find((each) => each === (given('loai') ?? 'weekly'));
	if (!programme || !unit || !kind) throw notFound();
	const periods = reportPeriods(programme, kind, yesterdayOf(now));
	// Whoever chooses another programme or kind sends the former period along: then it is the latest.
	const period = periodNamed(periods, given('ky')) ?? periods[0];
	return { programme, unit, kind, periods, period };
}

/** The page again after an action: its address without the action's name. */
export function backTo(url: URL): string {
	const query = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/')));
	return `/bao-cao?${query}#nhan-thu`;
}

/** Units to go to from one: the person's own, those above it, and those directly below. */
export async function unitChoices(
	db: Reader,
	actor: Actor,
	unit: Unit,
): Promise<{ code: string; name: string }[]> {
	const above = (await unitsAbove(db, unit.id)).reverse();
	const below = await unitsBelow(db, unit.id);
	const own = actor.grants.map(({ unitCode, unitName }) => ({ code: unitCode, name: unitName }));
	const choices = [...own, ...above, unit, ...below].map(({ code, name }) => [code, { code, name }] as const);
	return [...new Map(choices).values()];
}
