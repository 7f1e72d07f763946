import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { keeping } from '#platform/kept/kept.ts';
import { SESSION_COOKIE } from './authenticate.ts';

interface Page {
	status: number;
	headers: [string, string][];
	html: Buffer;
	packed: Buffer;
	keepable: boolean;
}

const pack = promisify(gzip);

/** Figures follow events within a second or two; a page kept this long adds no more to that. */
const keep = keeping<Page>({ ms: 1_000, meanwhileMs: 2_000, most: 300, isKept: ({ keepable }) => keepable });

/**
 * Public pages look the same to everyone who is not signed in, so each is rendered at most once a second and
 * sent packed: what a crowd of readers costs does not grow with the crowd, nor with the corpus. While it is rendered
 * anew they are answered with the one before, so that only who comes after a pause waits.
 */
export const keepPublicPages: Handle = async ({ event, resolve }) => {
	const key = keyOf(event);
	if (!key) return resolve(event);
	return answer(event, await keep(event.locals.portal, key, async () => render(await resolve(event))));
};

function keyOf(event: RequestEvent): string | null {
	if (event.request.method !== 'GET' || event.isDataRequest) return null;
	if (!event.route.id?.startsWith('/(public)') || event.cookies.get(SESSION_COOKIE)) return null;
	// Downloads and photos are sent as they are read, and are not for keeping.
	if (event.route.id.startsWith('/(public)/(files)')) return null;
	if (event.url.searchParams.has('lang')) return null;
	return `${event.locals.locale} ${event.url.origin}${event.url.pathname}${event.url.search}`;
}

async function render(response: Response): Promise<Page> {
	const html = Buffer.from(await response.arrayBuffer());
	return {
		status: response.status,
		headers: [...response.headers].filter(([name]) => name !== 'content-length'),
		html,
		packed: await pack(html),
		keepable: response.status === 200 && !response.headers.has('set-cookie'),
	};
}

function answer(event: RequestEvent, page: Page): Response {
	const packed = /\bgzip\b/.test(event.request.headers.get('accept-encoding') ?? '');
	const headers = new Headers(page.headers);
	headers.set('vary', 'accept-encoding, cookie');
	headers.set('cache-control', 'private, no-cache');
	if (packed) headers.set('content-encoding', 'gzip');
	return new Response(new Uint8Array(packed ? page.packed : page.html), { status: page.status, headers });
}
