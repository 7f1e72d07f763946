import type { Programme } from '#features/programmes/schema.ts';
import { type NamedPeriod, periodsOf } from '#features/targets/rules/periods.ts';
import { type ClusterOn, clustersOn } from '#features/units/queries/clusters.ts';
import { unitsMergedInto } from '#features/units/queries/merged.ts';
import { childrenOn } from '#features/units/queries/trees.ts';
import type { Unit } from '#features/units/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Db, Reader } from '#platform/db/db.ts';
import { judgeQuarter, type QuarterFacts, type QuarterVerdict } from '../rules/recognition.ts';
import { asOf } from './figures.ts';
import { rankedTargets } from './ranking-denominators.ts';
import { countsOfNodes } from './ranking-results.ts';

/** A calendar quarter of a programme, cut to its days of submission. */
export interface Quarter {
	/** `2022Q2`. */
	code: string;
	from: LocalDate;
	/** Inclusive. */
	to: LocalDate;
	/** Its part in each phase: targets are set for these. */
	parts: NamedPeriod[];
}

/** The quarters of a programme, oldest first. */
export function quartersOf(programme: Pick<Programme, 'submission' | 'phases'>): Quarter[] {
	const parts = periodsOf(programme).filter(({ quarter }) => quarter !== null);
	return [...Map.groupBy(parts, ({ quarter }) => quarter!)].map(([code, of]) => ({
		code,
		from: of.map(({ from }) => from).sort()[0]!,
		to: of
			.map(({ to }) => to)
			.sort()
			.at(-1)!,
		parts: of,
	}));
}

export interface QuarterPlace extends QuarterFacts {
	code: string;
	name: string;
	verdict: QuarterVerdict;
}

export interface ClusterQuarter {
	cluster: Pick<ClusterOn, 'code' | 'name'>;
	/** Most submissions first. */
	places: QuarterPlace[];
}

export interface QuarterRecognition {
	clusters: ClusterQuarter[];
	/** The quarter is over: neither submissions nor the targets in force at its end change any more. */
	over: boolean;
	asOf: { position: number; at: string | null };
}

/**
 * Who meets both conditions of quarterly recognition in each cluster of the units below one, as the tree and its
 * clusters stood at the end of the quarter; while it runs, as they stand today. A quarter that lies in two phases
 * has the sum of both targets, and none while one of them is missing.
 */
export function readRecognition(
	db: Db,
	programme: Programme,
	parent: Pick<Unit, 'id'>,
	quarter: Quarter,
	today: LocalDate,
): Promise<QuarterRecognition> {
	const over = quarter.to < today;
	return db.snapshot(async (tx) => {
		const tree = over ? quarter.to : null;
		const units = (await childrenOn(tx, parent.id, tree)).filter(({ endedOn }) => endedOn === null);
		const counts = await countsOfNodes(
			tx,
			units.map(({ nodeId }) => nodeId),
			['submitted'],
			{
				programmeId: programme.id,
				period: { phaseId: null, quarter: quarter.code, from: quarter.from, to: quarter.to },
				moments: { at: null, before: today },
				last: today,
			},
		);
		const targets = await quarterTargets(
			tx,
			programme.id,
			units.map(({ id }) => id),
			quarter,
			over ? quarter.to : null,
			today,
		);
		const clusters = (await clustersOn(tx, parent.id, tree ?? today)).flatMap(({ id, code, name }) => {
			const places = units
				.filter(({ clusterId }) => clusterId === id)
				.map((unit) => ({
					code: unit.code,
					name: unit.name,
					submitted: counts.get(unit.nodeId)!.at.submitted,
					target: targets.get(unit.id) ?? null,
				}));
			const verdicts = judgeQuarter(places);
			const judged = places.map((place, index) => ({ ...place, verdict: verdicts[index]! }));
			return judged.length > 0
				? [{ cluster: { code, name }, places: judged.sort((a, b) => b.submitted - a.submitted) }]
				: [];
		});
		const { position, at } = await asOf(tx);
		return { clusters, over, asOf: { position, at: position > 0 ? at.toISOString() : null } };
	});
}

/** The number in force of each unit for a whole quarter; units without one for each part of it are absent. */
async function quarterTargets(
	db: Reader,
	programmeId: number,
	unitIds: readonly number[],
	quarter: Quarter,
	upTo: LocalDate | null,
	today: LocalDate,
): Promise<Map<number, number>> {
	const ended = await unitsMergedInto(db, unitIds, upTo ?? today);
	const whole = new Map(unitIds.map((id) => [id, 0]));
	for (const { phaseId, quarter: code } of quarter.parts) {
		const moments = { at: upTo, before: upTo ?? today };
		const of = { phaseId, quarter: code, choice: 'in_force', moments } as const;
		const targets = await rankedTargets(db, programmeId, unitIds, ended, of);
		for (const id of unitIds) {
			const target = targets.get(id)?.at;
			if (target && whole.has(id)) whole.set(id, whole.get(id)! + target.number);
			else whole.delete(id);
		}
	}
	return whole;
}
