import type { RequestHandler } from './$types';

/** Rows behind figures have endless addresses; search engines find initiatives and units by their own pages. */
const TEXT = `User-agent: *
Disallow: /api/
Disallow: /so-lieu
Disallow: /dang-
Disallow: /nop
Disallow: /duyet
`;

export const GET: RequestHandler = () =>
	new Response(TEXT, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
