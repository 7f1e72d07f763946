/** The address of a page of the list. */
export const addressOf = (
	path: string,
	place: { programme: string; unit: string },
	more: Record<string, string> = {},
): string =>
	`${path}?${new URLSearchParams({ 'chuong-trinh': place.programme, 'don-vi': place.unit, ...more })}`;
