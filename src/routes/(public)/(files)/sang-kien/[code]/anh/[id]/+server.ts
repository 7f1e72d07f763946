import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { publicPhoto } from '#features/initiatives/queries/public.ts';
import { idOf } from '#features/initiatives/schema.ts';
import type { RequestHandler } from './$types';

/** What browsers show as a picture and as nothing else. */
const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif']);
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** A photo of an approved initiative. Whatever else is asked for is not there. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { db, files } = locals.portal;
	const id = idOf(params.code);
	const photo = id !== null && UUID.test(params.id) ? await publicPhoto(db, id, params.id) : undefined;
	if (!photo || !PICTURES.has(photo.mediaType) || !(await files.has(photo.sha256))) error(404, 'not found');
	return new Response(Readable.toWeb(files.stream(photo.sha256)) as ReadableStream<Uint8Array>, {
		headers: {
			'content-type': photo.mediaType,
			'content-length': String(photo.bytes),
			'content-disposition': 'inline',
			'content-security-policy': "default-src 'none'; sandbox",
			// An approval can be revoked: browsers keep a photo for an hour, shared caches not at all.
			'cache-control': 'private, max-age=3600',
		},
	});
};
