import type { Programme } from '#features/programmes/schema.ts';
import { type Campaigned, campaignsOf } from '#features/progress/queries/campaigns.ts';
import type { Choices } from '#features/statistics/components/dashboard/Controls.svelte';
import { readView, type View } from '#features/statistics/components/view.ts';
import { keptDashboard } from '#features/statistics/queries/dashboard/read.ts';
import type { Dashboard } from '#features/statistics/schema/dashboard.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import { nodesOf } from '#features/units/queries/trees.ts';
import { rootUnit, unitByCode } from '#features/units/queries.ts';
import { ROOT_CODE, type Unit } from '#features/units/schema.ts';
import { type LocalDate, localDate } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/db.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import type { Portal } from '#portal/portal.ts';
import { programmeOf } from '../programme.ts';

/** Figures of another day or period than was asked for would be worse than none. */
const noSuchView = () => new Refusal('view_unknown', { status: 404 });

/** The last day of the 63 provinces, whose tree is asked for most. */
const BEFORE_MERGER: LocalDate = '2025-06-30';

/**
 * The figures that a view of a unit in a programme shows.
 * @throws Refusal `view_unknown` for a period that the programme does not have, or a day to come
 */
export async function dashboardOfView(
	db: Db,
	programme: Programme,
	unit: Pick<Unit, 'id' | 'code' | 'name'>,
	view: View,
	today: LocalDate,
): Promise<Dashboard | null> {
	const period = periodsOf(programme).find(({ code }) => code === view.period);
	if (!period || [view.tree, view.upTo].some((date) => date !== null && date > today)) throw noSuchView();
	const { tree, upTo, step } = view;
	return keptDashboard(db, { programme, unit, tree, period, upTo, step, today });
}

/** The campaigns of a programme as of the day of a view, at a unit in the tree of it. */
export async function campaignsOfView(
	db: Db,
	programme: Programme,
	unitId: number,
	view: View,
	today: LocalDate,
): Promise<{ asOf: LocalDate; campaigns: Campaigned[] }> {
	const asOf = view.upTo ?? today;
	const node = (await nodesOf(db, [unitId], view.tree)).get(unitId);
	const campaigns = node === undefined ? [] : await campaignsOf(db, programme, node, view.measure, asOf);
	return { asOf, campaigns };
}

/** A view out of an address. @throws Refusal `view_unknown` when it names a day that does not exist */
export function viewOf(query: URLSearchParams): View {
	const view = readView(query);
	if (!view) throw noSuchView();
	return view;
}

/** What an address of a chart or a file asks for: `don-vi` is the whole country unless it names a unit. */
export async function requestedFigures({ db, clock }: Portal, query: URLSearchParams) {
	const view = viewOf(query);
	const programme = await programmeOf(db, query);
	const code = query.get('don-vi') ?? ROOT_CODE;
	const unit = await (code === ROOT_CODE ? rootUnit(db) : unitByCode(db, code));
	if (!programme || !unit) throw notFound();
	const data = await dashboardOfView(db, programme, unit, view, localDate(clock.now()));
	if (!data) throw notFound();
	return { view, data };
}

/** What a page offers to choose from. */
export function choicesOf(programme: Programme, today: LocalDate): Choices {
	const last = programme.submission.to;
	return {
		periods: periodsOf(programme).map(({ code, phase, quarter, from, to }) => ({
			code,
			phase: phase?.name ?? null,
			quarter,
			from,
			to,
		})),
		trees: last < BEFORE_MERGER ? [BEFORE_MERGER, last] : [BEFORE_MERGER],
		today,
	};
}
