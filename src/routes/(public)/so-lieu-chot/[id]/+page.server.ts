import { programmeById } from '#features/programmes/queries.ts';
import { changesAgainst, rowsOfSnapshot, snapshotById } from '#features/statistics/queries/snapshots/list.ts';
import { asTables } from '#features/statistics/rules/snapshot-tables.ts';
import { ROOT_CODE } from '#features/units/schema.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db } = locals.portal;
	const snapshot = await snapshotById(db, Number(params.id));
	const programme = (await programmeById(db, snapshot.programmeId))!;
	const { code, name, phases, groups, fields } = programme;
	const { correctsId } = snapshot;
	return {
		snapshot,
		programme: { code, name, phases, groups, fields },
		...asTables(await rowsOfSnapshot(db, snapshot), ROOT_CODE),
		changes: correctsId === null ? null : await changesAgainst(db, snapshot.id, correctsId),
	};
};
