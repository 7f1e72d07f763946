import type { Published } from '../queries/published.ts';

const EVERY_MS = 3_000;
/** After failures it asks less and less often, down to this. */
const SELDOM_MS = 60_000;

/**
 * Asks for the figures of a programme and unit every few seconds while the page is looked at, and hands over those
 * that changed. Answers how to stop.
 */
export function followFigures(
	programme: string,
	unit: string,
	apply: (figures: Published) => void,
): () => void {
	const address = `/api/v1/figures?${new URLSearchParams({ programme, unit })}`;
	const stopped = new AbortController();
	let etag = '';
	let wait = EVERY_MS;
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function ask() {
		try {
			const response = await fetch(address, {
				headers: etag ? { 'if-none-match': etag } : {},
				signal: stopped.signal,
			});
			if (response.status === 200) {
				etag = response.headers.get('etag') ?? '';
				apply((await response.json()) as Published);
			} else if (response.status !== 304) throw new Error(`${response.status}`);
			wait = EVERY_MS;
		} catch {
			wait = Math.min(wait * 2, SELDOM_MS);
		}
		next();
	}

	function next() {
		clearTimeout(timer);
		if (stopped.signal.aborted || document.visibilityState === 'hidden') return;
		// Readers who came in the same second should not all ask in the same one.
		timer = setTimeout(ask, wait * (0.85 + 0.3 * Math.random()));
	}

	document.addEventListener('visibilitychange', next, { signal: stopped.signal });
	next();
	return () => {
		stopped.abort();
		clearTimeout(timer);
	};
}
