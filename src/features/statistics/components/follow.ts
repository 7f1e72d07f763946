/*
 * The script of pages with figures; it stands alone, for these pages ship no other. It asks for the figures every few
 * seconds while the page is looked at, and when they have changed brings the page's numbers up to the page as the
 * server now writes it: so there is one place where numbers are worded.
 */

const EVERY_MS = 3_000;
/** After failures it asks less and less often, down to this. */
const SELDOM_MS = 60_000;
/** A screen reader is told of changes at most this often. */
const SAY_MS = 60_000;

/** What the server says of the figures, on the element that holds them. */
const place = document.querySelector<HTMLElement>('[data-figures]');
if (place?.dataset.figures) follow(place, place.dataset.figures);

function follow(figures: HTMLElement, address: string): void {
	let etag = '';
	let wait = EVERY_MS;
	let saidAt = Date.now();
	let timer: ReturnType<typeof setTimeout> | undefined;
	const position = () => Number(figures.dataset.position);

	async function ask(): Promise<void> {
		try {
			const response = await fetch(address, { headers: etag ? { 'if-none-match': etag } : {} });
			if (response.status === 200) {
				const { asOf }: { asOf: { position: number } } = await response.json();
				if (position() < asOf.position) {
					await renew(figures);
					if (Date.now() - saidAt > SAY_MS) say();
				}
				// The page may be a second older than the answer: then it is asked for again.
				if (position() >= asOf.position) etag = response.headers.get('etag') ?? '';
			} else if (response.status !== 304) throw new Error(String(response.status));
			wait = EVERY_MS;
		} catch {
			wait = Math.min(wait * 2, SELDOM_MS);
		}
		next();
	}

	function say(): void {
		saidAt = Date.now();
		const status = document.querySelector('[data-said]');
		if (status) status.textContent = figures.querySelector<HTMLElement>('[data-say]')?.dataset.say ?? '';
	}

	function next(): void {
		clearTimeout(timer);
		if (document.visibilityState === 'hidden') return;
		// Readers who came in the same second should not all ask in the same one.
		timer = setTimeout(ask, wait * (0.85 + 0.3 * Math.random()));
	}

	document.addEventListener('visibilitychange', next);
	next();
}

async function renew(figures: HTMLElement): Promise<void> {
	const response = await fetch(location.href, { headers: { accept: 'text/html' } });
	if (!response.ok) throw new Error(String(response.status));
	const page = new DOMParser().parseFromString(await response.text(), 'text/html');
	const fresh = page.querySelector('[data-figures]');
	if (fresh) become(figures, fresh);
}

/**
 * Makes one node like another and touches only what differs: focus, scrolling and open tables stay. What another script
 * has drawn (`data-keep`) is that script's to renew.
 */
function become(node: Element, like: Element): void {
	if (node.hasAttribute('data-keep') && like.hasAttribute('data-keep')) return;
	for (const { name, value } of like.attributes)
		if (name !== 'open' && node.getAttribute(name) !== value) node.setAttribute(name, value);
	const [now, then] = [[...node.childNodes], [...like.childNodes]];
	const alike =
		now.length === then.length && now.every((child, index) => child.nodeName === then[index]?.nodeName);
	if (!alike) {
		node.replaceChildren(...then.map((child) => document.importNode(child, true)));
		return;
	}
	for (const [index, child] of now.entries()) {
		const other = then[index]!;
		if (child instanceof Element) become(child, other as Element);
		else if (child.nodeValue !== other.nodeValue) child.nodeValue = other.nodeValue;
	}
}
