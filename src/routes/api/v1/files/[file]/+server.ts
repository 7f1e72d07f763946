import { Readable } from 'node:stream';
import { z } from 'zod';
import { loadFile } from '#features/initiatives/queries/files.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

export const GET = endpoint({
	summary: 'Download a file of a draft or initiative that one may read',
	answer: z.any(),
	handle: async ({ portal: { db, files, clock }, actor, params }) => {
		const programmes = await listProgrammes(db);
		const file = await loadFile(db, signedIn(actor), programmes, params.file!, clock.now());
		const name = encodeURIComponent(file.name).replace(
			/['()*]/g,
			(sign) => `%${sign.charCodeAt(0).toString(16)}`,
		);
		return new Response(Readable.toWeb(files.stream(file.sha256)) as ReadableStream, {
			headers: {
				'content-type': file.mediaType,
				'content-length': String(file.bytes),
				// Never opened as a page of this portal, whatever its sender put into it.
				'content-disposition': `attachment; filename="tep"; filename*=UTF-8''${name}`,
				'content-security-policy': "default-src 'none'; sandbox",
				'cache-control': 'private, no-store',
			},
		});
	},
});
