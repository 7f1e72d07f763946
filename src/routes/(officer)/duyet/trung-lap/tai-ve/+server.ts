import { type Cluster, clusterReport, type Named } from '#features/review/queries/clusters.ts';
import { reviewScopes } from '#features/review/queries/scopes.ts';
import { writeCsv } from '#platform/excel/write.ts';
import { formatDate, type Translate, translator } from '#platform/i18n/translate.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { serverMessages } from '#portal/web/messages.ts';
import { attachment } from '../../../../attachment.ts';
import { readClusterRequest } from '../request.ts';
import type { RequestHandler } from './$types';

/** All clusters of the report as CSV. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { db } = locals.portal;
	const { page: _page, ...filter } = readClusterRequest(url.searchParams);
	const report = await clusterReport(
		db,
		reviewScopes(signedIn(locals.actor)),
		filter,
		1,
		Number.POSITIVE_INFINITY,
	);
	const t = translator(locals.locale, serverMessages(locals.locale));
	const headings = ['cluster', 'size', 'band', 'units', 'entered_by', 'from', 'to'];
	const rows = report.clusters.map((cluster) => cells(t, cluster));
	return attachment(
		writeCsv([headings.map((key) => t(`screening.column_${key}`)), ...rows]),
		`${t('screening.clusters_short')}.csv`,
	);
};

const cells = (t: Translate, cluster: Cluster) => [
	cluster.code,
	cluster.initiatives,
	t(`screening.band_${cluster.band}`),
	listed(cluster.units),
	listed(cluster.people),
	formatDate(cluster.from),
	formatDate(cluster.to),
];

const listed = (names: readonly Named[]) =>
	names.map(({ name, initiatives }) => `${name} (${initiatives})`).join('; ');
