import { FACT_PROGRAMMES, type FactProgramme } from '#database/facts/programmes.ts';
import { FACT_TERMS } from '#database/facts/terms.ts';
import { FACT_CLUSTERS, FACT_UNITS } from '#database/facts/units.ts';
import { addProgramme } from '#features/programmes/commands.ts';
import { programmeByCode } from '#features/programmes/queries.ts';
import { addTerm } from '#features/statistics/commands/terms.ts';
import { stateTargets } from '#features/targets/commands/publish.ts';
import { addClusters, addUnits, reserveUnits, setSuccessors } from '#features/units/commands.ts';
import { rootUnit } from '#features/units/queries.ts';
import type { UnitRow } from '#features/units/schema.ts';
import { localDate, startOfLocalDate } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/db/db.ts';
import type { Portal } from './portal.ts';

/** Writes the shipped union tree and programmes into a database that has no root yet; else does nothing. */
export async function fillFacts({ db, clock }: Pick<Portal, 'db' | 'clock'>): Promise<void> {
	if (await rootUnit(db)) return;
	await db.transaction(async (tx) => {
		await reserveUnits(tx, FACT_UNITS);
		await addClusters(tx, FACT_CLUSTERS);
		await setSuccessors(
			tx,
			FACT_UNITS.flatMap(({ code, successor }) => (successor ? [{ code, successor }] : [])),
		);
		await addUnits(tx, factRows(), { today: localDate(clock.now()) });
		for (const programme of FACT_PROGRAMMES) await openProgramme(tx, programme);
		const root = (await rootUnit(tx))!;
		for (const term of FACT_TERMS) await addTerm(tx, term, root.id);
	});
}

/**
 * Adds a programme with the targets that it states: they are the root's, from the day on which it opens. Once; else
 * it is left as it is.
 */
export async function openProgramme(tx: Tx, definition: FactProgramme): Promise<void> {
	if (!(await addProgramme(tx, definition))) return;
	// A reader of its own: what is kept of the list for this transaction does not know the new one yet.
	const programme = (await programmeByCode({ rows: tx.rows, first: tx.first }, definition.code))!;
	const root = (await rootUnit(tx))!;
	const from = startOfLocalDate(definition.submissionFrom);
	await stateTargets(tx, programme, root.id, definition.target, from);
}

/** Every period of the shipped units as a row; a unit's members stand with its last one. */
function factRows(): UnitRow[] {
	return FACT_UNITS.flatMap((unit) =>
		unit.periods.map((period, index) => {
			const members = index === unit.periods.length - 1 ? unit.members?.at(-1) : undefined;
			return {
				...period,
				code: unit.code,
				members: members?.members ?? null,
				membersAsOf: members?.asOf ?? null,
				membersSource: members?.source ?? null,
			};
		}),
	);
}
