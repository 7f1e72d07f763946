import { trailOf } from '../trail.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	return { ...data, breadcrumbs: trailOf(locale, messages, data.place, 'backlog') };
};
