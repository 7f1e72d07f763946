import type { ShownPlace } from './request.ts';

/** Pages of progress, in the order of their tabs. */
export const PAGES = {
	progress: '/tien-do',
	lagging: '/tien-do/don-vi',
	backlog: '/tien-do/ton-dong',
	returned: '/tien-do/sap-het-han',
	reminders: '/tien-do/don-doc',
} as const;
export type PageName = keyof typeof PAGES;

type Named = Pick<ShownPlace, 'measure'> & {
	programme: { code: string };
	unit: { code: string };
	period: { code: string };
};

/** The address of a page about the same place, with some of it changed; an empty value leaves a name out. */
export function addressOf(path: string, place: Named, change: Record<string, string> = {}): string {
	const query = new URLSearchParams({
		'don-vi': place.unit.code,
		'chuong-trinh': place.programme.code,
		ky: place.period.code,
	});
	if (place.measure === 'approved') query.set('dem', 'duyet');
	for (const [name, value] of Object.entries(change)) {
		if (value) query.set(name, value);
		else query.delete(name);
	}
	return `${path}?${query}`;
}

/** The phase that a period is, or is a part of. */
export const phaseOfPeriod = ({ code }: { code: string }): string | undefined =>
	code.split(':')[0] || undefined;
