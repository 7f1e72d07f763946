import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { offerPortal, type Portal } from '../portal.ts';

/** Headers by which this server, and nobody outside, tells the pages the protocol and the caller's address. */
const PROTOCOL_HEADER = 'x-portal-protocol';
const ADDRESS_HEADER = 'x-portal-address';

/** The largest request: a form with its photos and files. */
const BODY_LIMIT = '40M';

type Handler = (request: IncomingMessage, response: object, next: () => void) => void;

/** Serves the built pages. Answers the server once it listens, with the port it got. */
export async function serve(portal: Portal): Promise<{ port: number; stop(): Promise<void> }> {
	const { config } = portal;
	offerPortal(portal);
	Object.assign(process.env, {
		PROTOCOL_HEADER,
		ADDRESS_HEADER,
		BODY_SIZE_LIMIT: BODY_LIMIT,
	});
	const built = pathToFileURL(path.resolve('build/handler.js')).href;
	const { handler } = (await import(built)) as { handler: Handler };

	const server = createServer((request, response) => {
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
		handler(request, response, () => response.writeHead(404).end());
	});
	await listen(server, config.port, config.host);
	return {
		port: (server.address() as AddressInfo).port,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeIdleConnections();
				// A request under way has this long to finish before its connection is cut.
				setTimeout(() => server.closeAllConnections(), 5_000).unref();
			}),
	};
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
