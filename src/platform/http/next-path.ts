const HERE = 'http://here';

/**
 * A page of this portal to go on to, out of an address that anyone may have written: path, query and fragment
 * when it stays on the same origin, else `otherwise`.
 */
export function nextPath(text: string | null | undefined, otherwise: string): string {
	// Browsers read a backslash as a slash and drop line breaks, so «/\evil» and «/\n/evil» would lead away.
	if (!text || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text)) return otherwise;
	const url = URL.parse(text, HERE);
	return url?.origin === HERE && !url.pathname.startsWith('//')
		? url.pathname + url.search + url.hash
		: otherwise;
}
