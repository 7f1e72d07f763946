import { snapshotsOf } from '#features/statistics/queries/snapshots/list.ts';
import { SNAPSHOT_KINDS, type SnapshotKind } from '#features/statistics/rules/snapshots.ts';
import { notFound } from '#platform/http/refusal.ts';
import { programmeChoices, programmeOf } from '../programme.ts';
import type { PageServerLoad } from './$types';

/** Rows on a page: a programme of two years has some hundred weeks. */
const PAGE = 20;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals.portal;
	const programme = await programmeOf(db, url.searchParams);
	const kind = kindOf(url.searchParams.get('loai'));
	const page = Math.max(1, Math.min(1_000, Math.trunc(Number(url.searchParams.get('trang'))) || 1));
	// One more tells whether there is a next page.
	const found = programme
		? await snapshotsOf(db, programme.id, {
				limit: PAGE + 1,
				offset: (page - 1) * PAGE,
				kind: kind ?? undefined,
			})
		: [];
	return {
		programmes: await programmeChoices(db),
		programme: programme ? { code: programme.code, name: programme.name } : null,
		kind,
		page,
		more: found.length > PAGE,
		snapshots: found.slice(0, PAGE),
	};
};

function kindOf(asked: string | null): SnapshotKind | null {
	if (!asked) return null;
	const kind = SNAPSHOT_KINDS.find((each) => each === asked);
	if (!kind) throw notFound();
	return kind;
}
