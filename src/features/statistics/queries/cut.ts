import { listProgrammes } from '#features/programmes/queries.ts';
import type { Names, Programme } from '#features/programmes/schema.ts';
import { type Cluster, clusterMembers, clustersOf } from '#features/units/queries/clusters.ts';
import { nodesOf } from '#features/units/queries/trees.ts';
import { unitByCode } from '#features/units/queries.ts';
import { ROOT_CODE, type Unit } from '#features/units/schema.ts';
import type { Reader } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import { type FigureCut, NO_CODE } from '../rules.ts';
import type { CutIds } from './rows.ts';

/** What a figure's codes stand for. */
export interface ResolvedCut {
	ids: CutIds;
	programme: Programme;
	unit: Unit;
	/** Names of what it is cut by; null is «none given», undefined is not cut. */
	phase?: Names;
	group?: Names | null;
	field?: Names | null;
	cluster?: string;
}

interface Choice {
	id: number;
	code: string;
	name: Names;
}

/**
 * Finds what a figure's codes name.
 * @throws Refusal `not_found` when any of them names nothing
 */
export async function resolveCut(db: Reader, cut: FigureCut): Promise<ResolvedCut> {
	const programme = (await listProgrammes(db)).find(({ code }) => code === cut.programme);
	const unit = await unitByCode(db, cut.unit);
	if (!programme || !unit) throw notFound();
	const phase = chosen(programme.phases, cut.phase, false);
	const group = chosen(programme.groups, cut.group, true);
	const field = chosen(programme.fields, cut.field, true);
	const cluster = cut.cluster === undefined ? undefined : await clusterOf(db, unit, cut.cluster);
	const tree = cut.tree ?? null;
	const unitIds = cluster ? await clusterMembers(db, cluster.id, tree) : [unit.id];
	const { measure, kind, authors, source, band, day } = cut;
	return {
		ids: {
			programmeId: programme.id,
			nodeIds: [...(await nodesOf(db, unitIds, tree)).values()],
			everywhere: unit.code === ROOT_CODE && !cluster && tree === null,
			measure,
			phaseId: phase?.id,
			groupId: group?.id,
			fieldId: field?.id,
			kind,
			authors,
			source: source ?? (band === undefined ? undefined : 'declared'),
			band,
			from: day ?? cut.from,
			to: day ?? cut.to,
		},
		programme,
		unit,
		...(phase?.name && { phase: phase.name }),
		...(group && { group: group.name }),
		...(field && { field: field.name }),
		...(cluster && { cluster: cluster.name }),
	};
}

async function clusterOf(db: Reader, owner: Unit, code: string): Promise<Cluster> {
	const cluster = (await clustersOf(db, owner.id)).find((each) => each.code === code);
	if (!cluster) throw notFound();
	return cluster;
}

function chosen(
	choices: readonly Choice[],
	code: string | undefined,
	none: boolean,
): { id: number; name: Names | null } | undefined {
	if (code === undefined) return undefined;
	if (none && code === NO_CODE) return { id: 0, name: null };
	const choice = choices.find((each) => each.code === code);
	if (!choice) throw notFound();
	return choice;
}
