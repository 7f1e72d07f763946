import { listProgrammes } from '#features/programmes/queries.ts';
import type { Names, Programme } from '#features/programmes/schema.ts';
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
	return {
		ids: {
			programmeId: programme.id,
			unitId: unit.id,
			everywhere: unit.code === ROOT_CODE,
			measure: cut.measure,
			phaseId: phase?.id,
			groupId: group?.id,
			fieldId: field?.id,
			day: cut.day,
		},
		programme,
		unit,
		...(phase?.name && { phase: phase.name }),
		...(group && { group: group.name }),
		...(field && { field: field.name }),
	};
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
