import { programmeById } from '#features/programmes/queries.ts';
import { changesAgainst, rowsOfSnapshot, snapshotById } from '#features/statistics/queries/snapshots/list.ts';
import { asTables } from '#features/statistics/rules/snapshot-tables.ts';
import { childrenOn } from '#features/units/queries/trees.ts';
import { unitByCode } from '#features/units/queries.ts';
import { ROOT_CODE } from '#features/units/schema.ts';
import { notFound } from '#platform/http/refusal.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db } = locals.portal;
	const snapshot = await snapshotById(db, Number(params.id));
	const of = await unitByCode(db, url.searchParams.get('don-vi') || ROOT_CODE);
	if (!of) throw notFound();
	const below = await childrenOn(db, of.id, snapshot.upto);
	const rows = await rowsOfSnapshot(db, snapshot, [of.id, ...below.map(({ id }) => id)]);
	const tables = asTables(rows, of.code);
	const isRoot = of.code === ROOT_CODE;
	// Units further down have no rows of their own.
	if (!tables.unit && !isRoot) throw notFound();
	const programme = (await programmeById(db, snapshot.programmeId))!;
	const { code, name, phases, groups, fields } = programme;
	const { correctsId } = snapshot;
	return {
		snapshot,
		programme: { code, name, phases, groups, fields },
		frozen: { id: snapshot.id, programme: code, unit: of.code, upto: snapshot.upto },
		...tables,
		unitName: tables.unit?.name ?? of.name,
		isRoot,
		all: url.searchParams.get('tat-ca') === '1',
		// What differs from the former one is told of the whole snapshot.
		changes: correctsId === null || !isRoot ? null : await changesAgainst(db, snapshot.id, correctsId),
	};
};
