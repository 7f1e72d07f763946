import { snapshotsOf } from '#features/statistics/queries/snapshots/list.ts';
import { SNAPSHOT_KINDS, type SnapshotKind } from '#features/statistics/rules/snapshots.ts';
import { notFound } from '#platform/http/refusal.ts';
import { programmeChoices, programmeOf } from '../programme.ts';
import type { PageServerLoad } from './$types';

/** More than a programme of six years has. */
const MOST = 500;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals.portal;
	const programme = await programmeOf(db, url.searchParams);
	const kind = kindOf(url.searchParams.get('loai'));
	return {
		programmes: await programmeChoices(db),
		programme: programme ? { code: programme.code, name: programme.name } : null,
		kind,
		snapshots: programme ? await snapshotsOf(db, programme.id, { limit: MOST, kind: kind ?? undefined }) : [],
	};
};

function kindOf(asked: string | null): SnapshotKind | null {
	if (!asked) return null;
	const kind = SNAPSHOT_KINDS.find((each) => each === asked);
	if (!kind) throw notFound();
	return kind;
}
