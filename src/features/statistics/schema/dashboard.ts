import type { Names, Programme } from '#features/programmes/schema.ts';
import type { NamedPeriod, ToldPeriod } from '#features/targets/rules/periods.ts';
import type { Kind } from '#features/targets/schema.ts';
import type { TreeOn } from '#features/units/queries/trees.ts';
import type { Unit, UnitKind } from '#features/units/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { BandCount, KindCount } from '../queries/nodes.ts';
import type { DateRange, Figure, Figures, People, PeriodName } from '../schema.ts';

/** Which figures a page shows: everything that they follow from, so that a link to them keeps its meaning. */
export interface Ask {
	programme: Programme;
	unit: Pick<Unit, 'id' | 'code' | 'name'>;
	/** The tree by which units are summed. */
	tree: TreeOn;
	period: NamedPeriod;
	/** Only what happened up to and with this local date; null is everything until now. */
	upTo: LocalDate | null;
	/** Null: days, weeks or months, as many as can be looked over. */
	step: PeriodName | null;
	today: LocalDate;
}

/** A target in force, and which of the four kinds it is. */
export interface Target {
	number: number;
	kind: Kind;
}

/** Members as rankings divide by them. */
export interface DatedMembers {
	members: number;
	/** When they were counted and by whom; null for the sum of what is counted below. */
	counted: { asOf: LocalDate; source: string } | null;
	/** Units that were merged into it since and whose members are in the number. */
	merged: number;
}

/** A unit directly below, with what it reached in the period. */
export interface UnitLine {
	code: string;
	name: string;
	kind: UnitKind;
	province: string | null;
	ended: boolean;
	/** Submissions and approvals; the other states are asked of the unit as a whole only. */
	counts: Figures;
	/** Approved ones with a value verified by the centre, else by the unit's side. */
	verified: Figure;
	target: Target | null;
	members: number | null;
}

/** A phase, group or field; `-` and null are those that name none. */
export interface ClassLine {
	code: string;
	name: Names | null;
	counts: Figures;
}

export interface PhaseLine extends ClassLine, DateRange {
	target: Target | null;
}

/** One step of the series. Totals run from the first day of the period; the plan is that of the step's last day. */
export interface SeriesStep extends DateRange {
	submitted: number;
	approved: number;
	submittedTotal: number;
	approvedTotal: number;
	plan: number | null;
}

export interface PlanPoint {
	on: LocalDate;
	value: number;
}

/** All public figures of one unit with all below it; everything as of the same position of events. */
export interface Dashboard {
	programme: { code: string; name: Names };
	unit: { code: string; name: string; isRoot: boolean };
	tree: TreeOn;
	period: ToldPeriod;
	upTo: LocalDate | null;
	asOf: { position: number; at: string | null };
	counts: Figures;
	verified: Figure;
	target: Target | null;
	/** Of the unit, for the whole programme and as of now; null where asked for less. */
	people: People | null;
	members: DatedMembers | null;
	campaigns: (DateRange & { name: Names })[];
	series: { step: PeriodName; steps: SeriesStep[]; plan: PlanPoint[] };
	/** Direct children in the tree, by name. */
	units: UnitLine[];
	/** What stands in none of the children: at the unit itself, or at units younger than the tree. */
	rest: { counts: Figures; verified: Figure };
	/** Null where it is not counted by day, so not for a past date or a quarter. */
	phases: PhaseLine[] | null;
	groups: ClassLine[] | null;
	fields: ClassLine[] | null;
	kinds: { submitted: KindCount[]; approved: KindCount[] } | null;
	values: { declared: BandCount[]; verified: BandCount[] } | null;
}
