/** By this header the server tells the pages how it named the request; what a caller sends under it is dropped. */
export const REQUEST_HEADER = 'x-portal-request';

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
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};
