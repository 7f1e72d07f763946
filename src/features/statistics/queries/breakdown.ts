import { type Cluster, clustersOf } from '#features/units/queries/clusters.ts';
import { latestMembers } from '#features/units/queries.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Reader } from '#platform/db/db.ts';
import { NO_CODE, shares } from '../rules.ts';
import {
	AUTHOR_COUNTS,
	type Figure,
	type Figures,
	MEASURES,
	noFigures,
	type People,
	SOURCES,
	type Source,
	SUBMISSION_KINDS,
	type SubmissionKind,
} from '../schema.ts';
import type { UnitCut } from './figures.ts';
import { type Large, largestOf } from './largest.ts';
import {
	type BandCount,
	benefitOfNodes,
	byKind,
	distribution,
	type KindCount,
	peopleOfNodes,
} from './nodes.ts';

/** Counts of first submissions, and of what stands approved now, with declared benefit. */
export interface Both {
	submitted: Figure;
	approved: Figure;
}

/** A band of declared benefit among approved initiatives; `share` in tenths of a percent of the whole sum. */
export interface PublishedBand extends BandCount {
	share: number | null;
}

/** What else is published of a unit, besides what its states, classes, units and days come to. */
export interface Breakdown {
	kinds: (Both & { kind: SubmissionKind })[];
	/** By number of authors; the last is «or more». */
	authors: (Both & { count: number })[];
	/** Approved initiatives with a value of each source, and its sum in đồng. */
	benefit: Record<Source, Figure>;
	distribution: PublishedBand[];
	/** The largest declared values, from 1 tỷ up: one huge value shows as such. */
	largest: Large[];
	people: People;
	/** A dated figure with its source, never a count of accounts; null when none is known. */
	members: { members: number; asOf: LocalDate; source: string } | null;
	/** Children by cluster, then with code `-` what stands in none; empty for a unit without clusters. */
	clusters: { code: string; name: string | null; figures: Figures }[];
}

/** Reads `tally_by_kind`, `tally_by_benefit` and `tally_people`; clusters are sums of the units given. */
export async function breakdownOf(
	db: Reader,
	programmeId: number,
	unitId: number,
	whole: Figures,
	units: readonly UnitCut[],
): Promise<Breakdown> {
	const submitted = await byKind(db, programmeId, unitId, 'submitted');
	const approved = await byKind(db, programmeId, unitId, 'approved');
	const both = (of: (cell: KindCount) => boolean): Both => ({
		submitted: sum(submitted.filter(of)),
		approved: sum(approved.filter(of)),
	});
	const bands = await distribution(db, programmeId, unitId, 'approved', 'declared');
	const ofSum = shares(bands.map(({ benefit }) => BigInt(benefit)));
	const benefit = {} as Record<Source, Figure>;
	for (const source of SOURCES)
		benefit[source] = (await benefitOfNodes(db, programmeId, [unitId], source)).get(unitId)!;
	return {
		kinds: SUBMISSION_KINDS.map((kind) => ({ kind, ...both((cell) => cell.kind === kind) })),
		authors: AUTHOR_COUNTS.map((count) => ({ count, ...both((cell) => cell.authors === count) })),
		benefit,
		distribution: bands.map((band, index) => ({ ...band, share: ofSum[index] ?? null })),
		largest: await largestOf(db, programmeId, unitId),
		people: (await peopleOfNodes(db, programmeId, [unitId])).get(unitId)!,
		members: (await latestMembers(db, unitId)) ?? null,
		clusters: clusterSums(await clustersOf(db, unitId), whole, units),
	};
}

function clusterSums(clusters: readonly Cluster[], whole: Figures, units: readonly UnitCut[]) {
	if (clusters.length === 0) return [];
	const figuresOf = (members: readonly UnitCut[]): Figures => {
		const figures = noFigures();
		for (const measure of MEASURES) figures[measure] = sum(members.map((unit) => unit.figures[measure]));
		return figures;
	};
	const lines = clusters.map(({ id, code, name }) => ({
		code,
		name: name as string | null,
		// An ended unit is no member any more; what it left behind stands with its successor.
		figures: figuresOf(units.filter((unit) => unit.clusterId === id && !unit.ended)),
	}));
	const none = rest(
		whole,
		lines.map(({ figures }) => figures),
	);
	return [...lines, { code: NO_CODE, name: null, figures: none }];
}

const sum = (figures: readonly Figure[]): Figure => ({
	n: figures.reduce((n, each) => n + each.n, 0),
	benefit: String(figures.reduce((total, each) => total + BigInt(each.benefit), 0n)),
});

/** What a whole has besides its parts. */
export function rest(whole: Figures, parts: readonly Figures[]): Figures {
	const left = noFigures();
	for (const measure of MEASURES) {
		left[measure].n = parts.reduce((n, part) => n - part[measure].n, whole[measure].n);
		left[measure].benefit = String(
			parts.reduce((total, part) => total - BigInt(part[measure].benefit), BigInt(whole[measure].benefit)),
		);
	}
	return left;
}
