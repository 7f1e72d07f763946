import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import { currentProgramme, programmeByCode } from '#features/programmes/queries.ts';
import { keptFigures, type Published } from '#features/statistics/queries/published.ts';
import { unitByCode } from '#features/units/queries.ts';
import { ROOT_CODE } from '#features/units/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import { notFound } from '#platform/http/refusal.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { figuresAnswer } from './answer.ts';

export const GET = endpoint({
	summary: 'Public figures of a unit and all below it in a programme, as of one event; with ETag',
	query: z.object({
		/** The current one unless named. */
		programme: z.string().max(40).optional(),
		unit: z.string().max(40).default(ROOT_CODE),
	}),
	answer: figuresAnswer,
	handle: async ({ portal: { db, clock }, query, event }) => {
		const programme = await (query.programme ? programmeByCode(db, query.programme) : currentProgramme(db));
		const unit = await unitByCode(db, query.unit);
		if (!programme || !unit) throw notFound();
		const figures = await keptFigures(db, programme, unit, localDate(clock.now()));
		return respond(event.request, await packed(figures));
	},
});

interface Packed {
	etag: string;
	text: Buffer;
	gzip: Buffer;
}

const pack = promisify(gzip);
const packs = new WeakMap<Published, Promise<Packed>>();

/** Written out once for all who ask in the same second. */
function packed(figures: Published): Promise<Packed> {
	const known = packs.get(figures);
	if (known) return known;
	const text = Buffer.from(JSON.stringify(figures));
	const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
	const made = pack(text).then((gzip) => ({ etag, text, gzip }));
	packs.set(figures, made);
	return made;
}

function respond(request: Request, body: Packed): Response {
	const headers = new Headers({
		etag: body.etag,
		'cache-control': 'public, max-age=1',
		vary: 'accept-encoding',
	});
	const known = (request.headers.get('if-none-match') ?? '')
		.split(',')
		.map((tag) => tag.trim().replace(/^W\//, ''));
	if (known.includes(body.etag)) return new Response(null, { status: 304, headers });
	headers.set('content-type', 'application/json');
	const zipped = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
	if (zipped) headers.set('content-encoding', 'gzip');
	return new Response(new Uint8Array(zipped ? body.gzip : body.text), { headers });
}
