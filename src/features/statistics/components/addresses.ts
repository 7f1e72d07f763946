import type { FigureCut } from '../rules.ts';

/** The page of the rows that a figure counts. */
export function rowsHref(cut: FigureCut): string {
	const given = Object.entries(cut).filter(([, value]) => value !== undefined);
	return `/so-lieu?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** The public page of a unit, in a programme. */
export function unitHref(code: string, programme?: string): string {
	const query = programme ? `?${new URLSearchParams({ 'chuong-trinh': programme })}` : '';
	return `/don-vi/${encodeURIComponent(code)}${query}`;
}
