import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { offerPortal, type Portal } from '../portal.ts';
import { PROTECTION, REQUEST_HEADER } from './headers.ts';

/** Headers by which this server, and nobody outside, tells the pages the protocol and the caller's address. */
const PROTOCOL_HEADER = 'x-portal-protocol';
const ADDRESS_HEADER = 'x-portal-address';

/** The largest request: a form with its photos and files. */
const BODY_LIMIT = '40M';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Serves the built pages. Answers the server once it listens, with the port it got. */
export async function serve(portal: Portal): Promise<{ port: number; stop(): Promise<void> }> {
	const { config } = portal;
	offerPortal(portal);
	Object.assign(process.env, {
		PROTOCOL_HEADER,
		ADDRESS_HEADER,
		BODY_SIZE_LIMIT: BODY_LIMIT,
	});
	let handler: Handler = (_request, response) => response.writeHead(503).end();
	let stopping = false;
	const server = createServer((request, response) => {
		// Else callers that send one request after another keep their connections open, and us up.
		if (stopping) response.setHeader('connection', 'close');
		const { headers } = request;
		const forwarded = (name: string) =>
			config.trustProxy
				? String(headers[name] ?? '')
						.split(',')
						.at(-1)
						?.trim()
				: '';
		headers[PROTOCOL_HEADER] = forwarded('x-forwarded-proto') === 'https' ? 'https' : 'http';
		headers[ADDRESS_HEADER] = forwarded('x-forwarded-for') || (request.socket.remoteAddress ?? 'unknown');
		const requestId = randomUUID();
		headers[REQUEST_HEADER] = requestId;
		// «Not modified» bears no policy of the page, so a browser would show its copy under the one below: no scripts.
		if (headers.accept?.includes('text/html')) delete headers['if-none-match'];
		response.setHeaders(new Map([...Object.entries(PROTECTION), ['x-request-id', requestId]]));
		handler(request, response, () => response.writeHead(404).end());
	});
	handler = process.env.SANGKIEN_DEV === '1' ? await pagesFromSource(server) : await builtPages();
	await listen(server, config.port, config.host);
	return {
		port: (server.address() as AddressInfo).port,
		stop: () =>
			new Promise((resolve) => {
				stopping = true;
				server.close(() => resolve());
				server.closeIdleConnections();
				// A request under way has this long to finish before its connection is cut.
				setTimeout(() => server.closeAllConnections(), 5_000).unref();
			}),
	};
}

async function builtPages(): Promise<Handler> {
	const built = pathToFileURL(path.resolve('build/handler.js')).href;
	return ((await import(built)) as { handler: Handler }).handler;
}

/** For working on the pages (`npm run dev`): compiled as they are asked for, reloaded as they change. */
async function pagesFromSource(server: Server): Promise<Handler> {
	const { createServer: createVite } = await import('vite');
	const vite = await createVite({ server: { middlewareMode: true, hmr: { server } }, appType: 'custom' });
	return vite.middlewares as Handler;
}

function listen(server: Server, port: number, host: string): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => {
			server.removeListener('error', reject);
			resolve();
		});
	});
}
