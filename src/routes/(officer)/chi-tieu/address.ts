/** The address of a page of targets that is about the same programme, unit and period. */
export function addressOf(path: string, place: { programme: string; unit: string; period: string }): string {
	const query = new URLSearchParams({ 'don-vi': place.unit, 'chuong-trinh': place.programme });
	if (place.period) query.set('ky', place.period);
	return `${path}?${query}`;
}
