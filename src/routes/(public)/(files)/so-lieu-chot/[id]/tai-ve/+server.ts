import { programmeById } from '#features/programmes/queries.ts';
import { rowsOfSnapshot, type Snapshot, snapshotById } from '#features/statistics/queries/snapshots/list.ts';
import { writeCsv, writeWorkbook } from '#platform/excel/write.ts';
import { notFound } from '#platform/http/refusal.ts';
import { attachment } from '../../../../../attachment.ts';
import type { RequestHandler } from './$types';

/** Columns of the files; the same names as in JSON, for programs. */
const COLUMNS = ['unitCode', 'unitName', 'cut', 'key', 'n', 'benefit'] as const;

/** Every row of a snapshot with what it says of itself, as CSV, `.xlsx` or JSON. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db } = locals.portal;
	const snapshot = await snapshotById(db, Number(params.id));
	const programme = (await programmeById(db, snapshot.programmeId))!;
	const rows = await rowsOfSnapshot(db, snapshot);
	const name = `${programme.code}-${snapshot.upto}-${snapshot.kind}-${snapshot.id}`;
	const cells = rows.map((row) => COLUMNS.map((column) => row[column]));
	switch (url.searchParams.get('dang')) {
		case 'csv':
			return attachment(writeCsv([[...COLUMNS], ...cells]), `${name}.csv`);
		case 'xlsx': {
			const about = Object.entries(aboutOf(snapshot, programme.code)).map(([key, value]) => [key, value]);
			const headed = (names: readonly string[]) => names.map((heading) => ({ heading }));
			const sheets = [
				{ name: 'rows', columns: headed(COLUMNS), rows: cells },
				{ name: 'about', columns: headed(['key', 'value']), rows: about },
			];
			return attachment(await writeWorkbook(sheets), `${name}.xlsx`);
		}
		case 'json': {
			const body = JSON.stringify({ ...aboutOf(snapshot, programme.code), rows }, null, '\t');
			const headers = {
				'content-type': 'application/json',
				'content-disposition': `attachment; filename="${name}.json"`,
			};
			return new Response(body, { headers });
		}
		default:
			throw notFound();
	}
};

const aboutOf = (snapshot: Snapshot, programme: string) => ({
	programme,
	kind: snapshot.kind,
	upto: snapshot.upto,
	position: snapshot.position,
	takenAt: snapshot.takenAt.toISOString(),
	why: snapshot.why,
	corrects: snapshot.correctsId,
	digest: snapshot.digest,
});
