/** By this header the server tells the pages how it named the request; what a caller sends under it is dropped. */
export const REQUEST_HEADER = 'x-portal-request';

/** SHA-256 of the style of `src/error.html`, the page for when all else fails, which no build gives a policy. */
const BARE_STYLE = '98A1zjumWLi/sj8VaLxcp17HD7qj/BGK92ZYzk4djJw=';

/**
 * What every answer bears, pages, files, redirects and failures alike: it is read as what it says it is, is shown
 * in no frame, and loads nothing. A page has a policy of its own (vite.config.ts), which takes the place of this.
 */
export const PROTECTION: Readonly<Record<string, string>> = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'permissions-policy': 'geolocation=(), microphone=(), payment=()',
	'cross-origin-opener-policy': 'same-origin',
	'content-security-policy': `default-src 'none'; style-src 'sha256-${BARE_STYLE}'; frame-ancestors 'none'`,
};
