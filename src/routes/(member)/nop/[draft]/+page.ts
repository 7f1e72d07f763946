import { draftTrail } from '../draft-trail.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => ({
	...data,
	breadcrumbs: draftTrail(await parent(), '/nop'),
});
