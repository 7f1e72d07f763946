import { z } from 'zod';

const id = z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined);

/** What a report of clusters is narrowed by, as its address says it; what an address says wrongly is passed over. */
const clusterRequest = z.object({
	/** Id of a unit: that one and all below it. */
	unit: id,
	/** Account of who entered the initiatives. */
	by: id,
	page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});

export const readClusterRequest = (search: URLSearchParams) =>
	clusterRequest.parse(Object.fromEntries(search));
