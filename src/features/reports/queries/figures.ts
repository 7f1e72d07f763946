import type { Programme } from '#features/programmes/schema.ts';
import { asOf, totalsBy } from '#features/statistics/queries/figures.ts';
import {
	type Arrived,
	benefitOfNodes,
	byPeriod,
	countsInDays,
	figuresOfNodes,
	figuresOfPhase,
} from '#features/statistics/queries/nodes.ts';
import { membersInForce, targetsInForce } from '#features/statistics/queries/ranking-denominators.ts';
import { type DateRange, type Figure, type Figures, noFigures } from '#features/statistics/schema.ts';
import type { Targets } from '#features/targets/queries/targets.ts';
import { WHOLE } from '#features/targets/rules/periods.ts';
import { childrenOn, nodesOf } from '#features/units/queries/trees.ts';
import { unitsAbove } from '#features/units/queries.ts';
import type { Unit } from '#features/units/schema.ts';
import { addDays, daysBetween, type LocalDate } from '#platform/clock/clock.ts';
import type { Db, Reader } from '#platform/db/db.ts';
import type { ReportPeriod } from '../schema.ts';

type InForce = NonNullable<Targets['inForce']>;

export interface ReportUnit {
	code: string;
	name: string;
	ended: boolean;
	/** At the end of the period. */
	figures: Figures;
	/** The same of what was first submitted in that phase: what its target is attained by. */
	ofPhase: Figures;
	/** In the period. */
	arrived: Arrived;
	/** Of the phase in which the period ends, in force at its end. */
	target: Pick<InForce, 'number' | 'kind'> | null;
	members: number | null;
}

export interface ReportCampaign extends DateRange {
	code: string;
	/** Its last day, be it after that of the period: `to` is the last one that counts. */
	ends: LocalDate;
	/** Submissions counted before its first day, and at the end of its last one or of the period. */
	atStart: number;
	atEnd: number;
}

/** Everything that a report of a unit tells, as of the end of its period. */
export interface ReportFigures {
	unit: { code: string; name: string; above: string | null };
	period: ReportPeriod;
	/** Of the last event that was counted when the report was made. */
	position: number;
	own: ReportUnit;
	/** The same number of days before the period. */
	before: Arrived & DateRange;
	/** Code of the phase in which the period ends; null before the first and after the last. */
	phase: string | null;
	/** For the whole programme. */
	wholeTarget: Pick<InForce, 'number' | 'kind'> | null;
	/** Direct children in the tree of the last day, by name; ended ones that still hold something among them. */
	units: ReportUnit[];
	/** What stands at the unit itself: with its children it sums to the whole. */
	direct: { submitted: number; approved: number; arrived: Arrived };
	campaigns: ReportCampaign[];
	/** Weeks from the beginning of submissions to the end of the period. */
	weeks: (DateRange & Arrived)[];
	/** Approved by group and field, by id; of now, not of the period's end: null where the two differ. */
	groups: { id: number; figures: Figures }[] | null;
	fields: { id: number; figures: Figures }[] | null;
	/** Verified values of what stands approved now; null as above. */
	verified: Figure | null;
}

/** Reads a report in one snapshot, in the tree of the last day of its period. */
export function reportFigures(
	db: Db,
	programme: Programme,
	unit: Pick<Unit, 'id' | 'code' | 'name'>,
	period: ReportPeriod,
): Promise<ReportFigures> {
	return db.snapshot((tx) => read(tx, programme, unit, period));
}

async function read(
	db: Reader,
	programme: Programme,
	unit: Pick<Unit, 'id' | 'code' | 'name'>,
	period: ReportPeriod,
): Promise<ReportFigures> {
	const { from, to } = period;
	const children = await childrenOn(db, unit.id, to);
	const node = (await nodesOf(db, [unit.id], to)).get(unit.id) ?? unit.id;
	const nodes = [node, ...children.map((child) => child.nodeId)];
	const ids = [unit.id, ...children.map(({ id }) => id)];
	const days = daysBetween(from, to) + 1;
	const earlier = { from: addDays(from, -days), to: addDays(from, -1) };
	const phase = programme.phases.find((each) => each.from <= to && to <= each.to) ?? null;

	const figures = await figuresOfNodes(db, programme.id, nodes, to);
	const ofPhase = phase ? await figuresOfPhase(db, programme.id, nodes, phase.id, to) : figures;
	const arrived = await countsInDays(db, programme.id, nodes, period);
	const atEnd = { at: to, on: to };
	const ofItsPhase = { ...WHOLE, phaseId: phase?.id ?? null };
	const targets = await targetsInForce(db, programme.id, ids, ofItsPhase, atEnd);
	const whole = await targetsInForce(db, programme.id, [unit.id], WHOLE, atEnd);
	const members = await membersInForce(db, ids, atEnd);
	const of = (
		id: number,
		nodeId: number,
		named: { code: string; name: string; ended: boolean },
	): ReportUnit => ({
		...named,
		figures: figures.get(nodeId) ?? noFigures(),
		ofPhase: ofPhase.get(nodeId) ?? noFigures(),
		arrived: arrived.get(nodeId) ?? { submitted: 0, approved: 0 },
		target: targets.get(id) ?? null,
		members: members.get(id)?.members ?? null,
	});
	const { code, name } = unit;
	const own = of(unit.id, node, { code, name, ended: false });
	const units = children
		.map((child) =>
			of(child.id, child.nodeId, { code: child.code, name: child.name, ended: child.endedOn !== null }),
		)
		.filter(({ ended, figures: held }) => !ended || held.submitted.n > 0);
	const sum = (value: (each: ReportUnit) => number) => units.reduce((total, each) => total + value(each), 0);
	const now = (await figuresOfNodes(db, programme.id, [unit.id], null)).get(unit.id)!;
	// Cuts by group and field are of now: they are told when nothing has come in since.
	const current = node === unit.id && JSON.stringify(now) === JSON.stringify(own.figures);
	return {
		unit: { code, name, above: (await unitsAbove(db, unit.id))[0]?.name ?? null },
		period,
		position: (await asOf(db)).position,
		own,
		before: { ...earlier, ...(await countsInDays(db, programme.id, [node], earlier)).get(node)! },
		phase: phase?.code ?? null,
		wholeTarget: whole.get(unit.id) ?? null,
		units,
		direct: {
			submitted: own.figures.submitted.n - sum((each) => each.figures.submitted.n),
			approved: own.figures.approved.n - sum((each) => each.figures.approved.n),
			arrived: {
				submitted: own.arrived.submitted - sum((each) => each.arrived.submitted),
				approved: own.arrived.approved - sum((each) => each.arrived.approved),
			},
		},
		campaigns: await campaignsOf(db, programme, node, period),
		weeks: await byPeriod(db, programme.id, node, 'week', { from: programme.submission.from, to }),
		groups: current ? await totalsBy(db, 'group', programme.id, unit.id) : null,
		fields: current ? await totalsBy(db, 'field', programme.id, unit.id) : null,
		verified: current
			? ((await benefitOfNodes(db, programme.id, [unit.id], 'verified')).get(unit.id) ?? null)
			: null,
	};
}

/** Campaigns that the period touches. */
async function campaignsOf(
	db: Reader,
	programme: Programme,
	node: number,
	{ from, to }: DateRange,
): Promise<ReportCampaign[]> {
	const found: ReportCampaign[] = [];
	for (const campaign of programme.campaigns) {
		if (campaign.from > to || campaign.to < from) continue;
		const last = campaign.to < to ? campaign.to : to;
		const upTo = async (day: string) =>
			(await figuresOfNodes(db, programme.id, [node], day)).get(node)!.submitted.n;
		found.push({
			code: campaign.code,
			from: campaign.from,
			to: last,
			ends: campaign.to,
			atStart: await upTo(addDays(campaign.from, -1)),
			atEnd: await upTo(last),
		});
	}
	return found;
}
