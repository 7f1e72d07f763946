/*
 * The script of pages with charts; it stands alone, for these pages ship no other. A chart comes as a picture when it
 * is seen. This puts the same drawing into the page: in the page's own letters, with a word for whatever is pointed
 * at, and with keys to walk through it.
 */

const charts = document.querySelectorAll<HTMLElement>('[data-chart]');
for (const chart of charts) enhance(chart);
// Whoever prints wants all of it, also what was not yet in sight.
addEventListener('beforeprint', () => {
	for (const image of document.querySelectorAll<HTMLImageElement>('[data-chart] img'))
		image.loading = 'eager';
});

function enhance(chart: HTMLElement): void {
	const image = chart.querySelector('img');
	const place = chart.querySelector<HTMLElement>('.drawn');
	const tip = chart.querySelector<HTMLElement>('.tip');
	if (!image || !place || !tip) return;

	let spots: Element[] = [];
	let at = -1;

	async function draw(from: HTMLImageElement, into: HTMLElement): Promise<void> {
		// The browser has just fetched it: it is taken from there.
		const response = await fetch(from.currentSrc, { cache: 'force-cache' });
		if (!response.ok) return;
		const drawing = new DOMParser().parseFromString(await response.text(), 'image/svg+xml').documentElement;
		if (drawing.nodeName !== 'svg') return;
		const links = drawing.querySelectorAll('a').length > 0;
		drawing.setAttribute('role', links ? 'group' : 'img');
		// What the script says itself need not be said by the browser too.
		for (const title of drawing.querySelectorAll('title')) title.remove();
		into.replaceChildren(document.importNode(drawing, true));
		from.closest('picture')?.setAttribute('aria-hidden', 'true');
		spots = [...into.querySelectorAll('[data-tip]')];
		at = Math.min(at, spots.length - 1);
		if (!links && spots.length > 0) walkable(into);
	}

	/** A slider over the steps of the chart: every screen reader knows how to walk one and reads its words. */
	function walkable(into: HTMLElement): void {
		into.tabIndex = 0;
		into.setAttribute('role', 'slider');
		into.setAttribute('aria-label', `${chart.dataset.chart}. ${chart.dataset.chartKeys}`);
		into.setAttribute('aria-valuemin', '1');
		into.setAttribute('aria-valuemax', String(spots.length));
		say(into);
	}

	function say(into: HTMLElement): void {
		const index = at < 0 ? spots.length - 1 : at;
		into.setAttribute('aria-valuenow', String(index + 1));
		into.setAttribute('aria-valuetext', (spots[index] as SVGElement | undefined)?.dataset.tip ?? '');
	}

	function show(spot: Element | null, note: HTMLElement): void {
		for (const each of spots) each.removeAttribute('data-at');
		note.hidden = !spot;
		if (!spot) return;
		spot.setAttribute('data-at', '');
		note.textContent = (spot as SVGElement).dataset.tip ?? '';
		const [box, frame] = [spot.getBoundingClientRect(), chart.getBoundingClientRect()];
		const left = box.left + box.width / 2 - frame.left - note.offsetWidth / 2;
		const above = box.top - frame.top - note.offsetHeight - 6;
		note.style.left = `${Math.max(4, Math.min(left, frame.width - note.offsetWidth - 4))}px`;
		// Over something as high as the chart there is no room: then it stands inside, at the top.
		note.style.top = `${above < -note.offsetHeight ? 4 : Math.max(4, above)}px`;
	}

	function step(key: string): number | null {
		const last = spots.length - 1;
		const from = at < 0 ? last : at;
		const far = Math.max(1, Math.round(spots.length / 10));
		const moves: Record<string, number> = {
			ArrowRight: from + 1,
			ArrowUp: from + 1,
			ArrowLeft: from - 1,
			ArrowDown: from - 1,
			PageUp: from + far,
			PageDown: from - far,
			Home: 0,
			End: last,
		};
		return key in moves ? Math.max(0, Math.min(last, moves[key]!)) : null;
	}

	place.addEventListener('pointermove', (event) => show(spotOf(event.target), tip));
	place.addEventListener('pointerdown', (event) => show(spotOf(event.target), tip));
	place.addEventListener('pointerleave', () => show(null, tip));
	place.addEventListener('focusin', (event) => {
		const spot = (event.target as Element).querySelector('[data-tip]');
		if (event.target !== place) show(spot, tip);
		else show(spots[at < 0 ? spots.length - 1 : at] ?? null, tip);
	});
	place.addEventListener('focusout', () => show(null, tip));
	place.addEventListener('keydown', (event) => {
		if (event.key === 'Escape') show(null, tip);
		if (place.getAttribute('role') !== 'slider') return;
		const next = step(event.key);
		if (next === null) return;
		event.preventDefault();
		at = next;
		say(place);
		show(spots[at] ?? null, tip);
	});
	// Each time: another width of the window has another picture, newer figures too.
	image.addEventListener('load', () => void draw(image, place).catch(() => {}));
	if (image.complete && image.naturalWidth > 0) void draw(image, place).catch(() => {});
}

const spotOf = (target: EventTarget | null) =>
	target instanceof Element ? target.closest('[data-tip]') : null;
