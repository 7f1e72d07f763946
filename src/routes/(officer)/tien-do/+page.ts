import type { PageLoad } from './$types';
import { trailOf } from './trail.ts';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	return { ...data, breadcrumbs: trailOf(locale, messages, data.place, 'progress') };
};
