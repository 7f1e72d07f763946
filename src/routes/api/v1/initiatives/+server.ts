import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { submitTyped } from '#features/initiatives/commands/submit-typed.ts';
import { listMine, listWithin } from '#features/initiatives/queries/list.ts';
import { STATES } from '#features/initiatives/rules/life-cycle.ts';
import { acceptAll, offersOf } from '#features/initiatives/rules/originals.ts';
import { codeOf, content, idOf } from '#features/initiatives/schema.ts';
import { scopeOf } from '#features/people/rules.ts';
import { programmeByCode } from '#features/programmes/queries.ts';
import { unitIdsByCode } from '#features/units/queries.ts';
import { Refusal, refuseIfAny } from '#platform/http/refusal.ts';
import { endpoint, json, signedIn } from '#portal/web/endpoint.ts';
import { offers } from './offers.ts';

const KEY_HEADER = 'idempotency-key';
const submissionKey = z.string().regex(/^[\x21-\x7e]{1,200}$/);

export const GET = endpoint({
	summary: 'Initiatives of the caller, or those within reach of an officer, newest first',
	description: 'Pages by key: give the code of the last initiative as `after` to get those that follow it.',
	query: z.object({
		scope: z
			.enum(['mine', 'unit'])
			.default('mine')
			.describe(
				'`mine`: entered by the caller or naming them as an author; `unit`: of the units they work for',
			),
		programme: z.string().max(40).optional(),
		unit: z.string().max(40).optional().describe('Code of a unit: only that unit and those below it'),
		state: z.enum(STATES).optional(),
		after: z.string().max(20).optional().describe('`next` of the page before'),
		limit: z.coerce.number().int().min(1).max(100).default(50),
	}),
	answer: z.object({
		items: z.array(
			z.object({
				code: z.string(),
				title: z.string(),
				state: z.enum(STATES),
				programme: z.string(),
				unit: z.object({ code: z.string(), name: z.string() }),
				benefit: z.number().nullable().describe('Đồng as declared, null when none is'),
				submittedAt: z.date(),
				stateAt: z.date(),
				seq: z.number().describe('Number of its last event: the version that a decision names'),
			}),
		),
		next: z.string().nullable().describe('The `after` of the next page, null on the last one'),
	}),
	refusals: ['programme_unknown', 'unit_unknown'],
	handle: async ({ portal: { db }, actor, query }) => {
		const person = signedIn(actor);
		const filter = {
			programmeId: query.programme ? (await knownProgramme(db, query.programme)).id : undefined,
			unitId: query.unit ? await knownUnit(db, query.unit) : undefined,
			state: query.state,
			before: query.after ? cursor(query.after) : undefined,
			limit: query.limit + 1,
		};
		const rows =
			query.scope === 'mine'
				? await listMine(db, person, filter)
				: await listWithin(db, scopeOf(person, 'read_initiatives'), filter);
		const page = rows.slice(0, query.limit);
		return {
			items: page.map(({ id, unitCode, unitName, ...row }) => ({
				...row,
				code: codeOf(id),
				unit: { code: unitCode, name: unitName },
			})),
			next: rows.length > page.length ? codeOf(page.at(-1)!.id) : null,
		};
	},
});

export const POST = endpoint({
	summary: 'Submit an initiative',
	description:
		'The same `Idempotency-Key` from the same account makes one initiative, however often it is sent: the first ' +
		'time it answers 201, later 200 with `present`. An equal initiative (programme, unit, first author, title, ' +
		'applied date) that is there already answers 200 too. Amounts and dates may be written as people write them.',
	headers: {
		[KEY_HEADER]: 'Chosen by the caller, up to 200 visible ASCII characters; without it each call is new.',
	},
	body: content.omit({ unit: true, originals: true }).extend({
		programme: z.string().max(40).describe('Code of the programme'),
		unit: z.union([z.string().max(40), z.number().int().positive()]).describe('Code or id of the unit'),
		proxy: z
			.boolean()
			.default(false)
			.describe('An officer enters it for the authors; `consent` then says how they agreed'),
		toUnicode: z
			.boolean()
			.default(false)
			.describe(
				'Texts in an old encoding (TCVN3, VNI) or of typed keys (Telex, VNI) are taken in Unicode, and what was ' +
					'sent is kept beside them; otherwise they stay as they are and come back as `offers`',
			),
	}),
	example: {
		programme: 'demo',
		unit: 'CS-00001',
		title: 'Gá kẹp xoay giúp hàn khung ghế không phải trở tay',
		group: 'enterprise',
		field: 'productivity',
		problem: 'Mỗi khung phải tháo kẹp bốn lần, mất 6 phút.',
		solution: 'Làm bàn gá quay 360 độ, khóa bằng chốt lò xo.',
		result: 'Mỗi khung còn 3 phút, không còn lệch mối hàn.',
		benefit: '120 triệu/năm',
		appliedOn: '05/03/2026',
		recognisedBy: 'Hội đồng sáng kiến công ty',
		authors: [{ name: 'Nguyễn Văn An', share: '100', namePublic: true }],
	},
	status: 201,
	also: { 200: 'It was there already; nothing was changed.' },
	answer: z.object({
		code: z.string(),
		present: z.boolean().describe('It was there already'),
		url: z.string(),
		offers,
	}),
	refusals: ['programme_unknown', 'unit_unknown', 'unit_not_yours', 'submission_closed'],
	handle: async ({ portal: { db, clock }, actor, body, event }) => {
		const person = signedIn(actor);
		const { programme: programmeCode, unit, proxy, toUnicode, ...sent } = body;
		const typed = { ...sent, originals: [] };
		const programme = await knownProgramme(db, programmeCode);
		const unitId = typeof unit === 'number' ? unit : await knownUnit(db, unit);
		const options = { kind: proxy ? 'proxy' : 'self', key: readKey(event.request) } as const;
		const written = { ...typed, unit: unitId };
		const content = toUnicode ? acceptAll(written) : written;
		const { id, present } = await db.transaction((tx) =>
			submitTyped(tx, person, programme, content, options, clock.now()),
		);
		const url = `${event.url.origin}/api/v1/initiatives/${codeOf(id)}`;
		const answer = { code: codeOf(id), present, url, offers: offersOf(content) };
		return json(answer, present ? 200 : 201, { location: url });
	},
});

type Db = Parameters<typeof programmeByCode>[0];

async function knownProgramme(db: Db, code: string) {
	const programme = await programmeByCode(db, code);
	if (!programme)
		throw new Refusal('invalid', { issues: [{ field: 'programme', code: 'programme_unknown' }] });
	return programme;
}

async function knownUnit(db: Db, code: string): Promise<number> {
	const id = (await unitIdsByCode(db, [code.toUpperCase()])).get(code.toUpperCase());
	if (id === undefined) throw new Refusal('invalid', { issues: [{ field: 'unit', code: 'unit_unknown' }] });
	return id;
}

function cursor(code: string): number {
	const id = idOf(code);
	refuseIfAny(id === null ? [{ field: 'after', code: 'value_invalid' }] : []);
	return id!;
}

/** The caller's key, apart from those that the portal's own forms make. */
function readKey(request: Request): string {
	const key = request.headers.get(KEY_HEADER) ?? randomUUID();
	refuseIfAny(submissionKey.safeParse(key).success ? [] : [{ field: KEY_HEADER, code: 'value_invalid' }]);
	return `api:${key}`;
}
