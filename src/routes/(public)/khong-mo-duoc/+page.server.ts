import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** What the guard shows instead of a page that it refuses; by itself it is refused as well. */
export const load: PageServerLoad = ({ url, locals: { requestId } }) => {
	const code = url.searchParams.get('code') === 'cross_site' ? 'cross_site' : 'forbidden';
	error(403, code, { code, requestId });
};
