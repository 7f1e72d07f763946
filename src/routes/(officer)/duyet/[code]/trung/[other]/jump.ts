/** Brings passage `n` into view in both texts at once; on a narrow screen, where they follow each other, its card. */
export function jump(n: number): void {
	const card = document.getElementById(`p-${n}`);
	if (card?.checkVisibility()) {
		card.scrollIntoView({ block: 'start' });
		return;
	}
	document.getElementById('columns')?.scrollIntoView({ block: 'start' });
	for (const column of document.querySelectorAll<HTMLElement>('[data-column]')) {
		const place = column.querySelector(`[data-passage="${n}"]`);
		if (!place) continue;
		const below = place.getBoundingClientRect().top - column.getBoundingClientRect().top;
		column.scrollTo({ top: column.scrollTop + below - column.clientHeight / 4 });
	}
}
