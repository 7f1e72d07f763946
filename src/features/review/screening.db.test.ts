import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '#features/initiatives/schema.ts';
import type { Actor } from '#features/people/rules.ts';
import { localDate } from '#platform/clock/clock.ts';
import { COPIED, type Likes, likenessWorld, OWN, SECRET } from '#testing/screening/likenesses.ts';
import { queueCounts } from './queries/counts.ts';
import { resolvePair, sideBySide } from './queries/pair.ts';
import { likenesses } from './queries/pairs.ts';
import { queuePage } from './queries/queue.ts';
import { reviewScopes } from './queries/scopes.ts';
import { queueFilter, type SCREENED } from './schema.ts';

const world = await likenessWorld();
const { db, programme, now, here, author, person, submit, screened, withdraw, reads, judge } = world;
afterAll(() => db.close());
let ids: Likes;
beforeEach(async () => {
	ids = await world.fresh();
});

const request = (actor: Actor, filter: Record<string, unknown>) => ({
	actor,
	scopes: reviewScopes(actor),
	programmes: [programme],
	filter: queueFilter.parse({ view: 'scope', programme: 'ra', ...filter }),
	today: localDate(now),
});
async function inBand(actor: Actor, band: (typeof SCREENED)[number] | ''): Promise<number[]> {
	const { rows } = await queuePage(db, request(actor, { band }), now, 1_000);
	expect((await queueCounts(db, request(actor, { band }))).total).toBe(rows.length);
	return rows.map((row) => row.id).sort((a, b) => a - b);
}
describe('the queue', () => {
	test('is narrowed by band, by what nobody judged, and by what is not screened yet', async () => {
		expect(await inBand(here, 'duplicate')).toEqual([ids.original, ids.copy]);
		expect(await inBand(here, 'unjudged')).toEqual([ids.original, ids.copy]);
		expect(await inBand(here, 'clear')).toEqual([ids.own]);
		expect(await inBand(here, 'suspicious')).toEqual([]);
		const late = await submit(author, 'L2', { solution: OWN[1] });
		expect(await inBand(here, 'unscreened')).toEqual([late]);
		// a filter reaches no further than the reader
		expect(await inBand(await person('reviewer', 'T2'), 'duplicate')).toEqual([ids.far]);
	});

	test('calls for a verdict as long as a close pair has none', async () => {
		const raises = async () => (await inBand(here, 'unjudged')).includes(ids.copy);
		await judge(here, ids.copy, ids.original, { verdict: 'not_a_copy' });
		expect(await raises(), 'the pair with the far one is left').toBe(true);
		const ref = (await likenesses(db, here, reads(here), ids.copy)).likenesses.find(
			(like) => !like.open,
		)!.ref;
		await judge(here, ids.copy, ref, { verdict: 'not_a_copy' });
		expect(await raises()).toBe(false);
		const seen = (await sideBySide(db, here, ids.copy, ref)).seen;
		await judge(here, ids.copy, ref, { verdict: 'withdrawn', note: '', seen });
		expect(await raises()).toBe(true);
	});

	test('says what was judged: the gravest verdict that stands', async () => {
		const judged = async () => {
			const { rows } = await queuePage(db, request(here, {}), now, 1_000);
			return rows.find(({ id }) => id === ids.copy)!.judged;
		};
		expect(await judged()).toBe(null);
		await judge(here, ids.copy, ids.original, { verdict: 'not_a_copy' });
		expect(await judged()).toBe('not_a_copy');
		const seen = (await sideBySide(db, here, ids.copy, codeOf(ids.original))).seen;
		await judge(here, ids.copy, ids.original, { verdict: 'confirmed_copy', seen });
		expect(await judged()).toBe('confirmed_copy');
		const { likenesses: found } = await likenesses(db, here, reads(here), ids.copy);
		await judge(here, ids.copy, found.find((like) => !like.open)!.ref, { verdict: 'not_a_copy' });
		expect(await judged()).toBe('confirmed_copy');
	});
});

describe('a pair', () => {
	test('of a text outside the reach shows shared words, unit and date, and nothing else', async () => {
		const { likenesses: found } = await likenesses(db, here, reads(here), ids.original);
		const closed = found.find((like) => like.open === null)!;
		expect(closed).toMatchObject({
			unitName: 'Đơn vị L3',
			relation: 'other_unit',
			submittedOn: localDate(now),
		});
		const pair = await sideBySide(db, here, ids.original, closed.ref);
		expect(pair.other).toBeNull();
		expect(pair.otherParts).toBeNull();
		expect(pair.passages.length).toBeGreaterThan(0);
		const shown = JSON.stringify([found, pair]);
		for (const hidden of [SECRET, 'Kín', 'Người Xa', 'chuẩn độ', codeOf(ids.far), String(ids.far)])
			expect(shown).not.toContain(hidden);
		// who reaches both sees both
		const everywhere = await person('reviewer', 'TLD');
		const open = await sideBySide(db, everywhere, ids.original, codeOf(ids.far));
		expect(JSON.stringify(open)).toContain('Kín');
		expect(open.other?.difference).toBe(`Khác ${SECRET}`);
	});

	test('is not there for who does not reach it, by whatever name', async () => {
		const elsewhere = await person('reviewer', 'T2');
		const officer = await person('officer', 'L2');
		const doc = (await resolvePair(db, here, ids.original, codeOf(ids.copy)))!.otherDoc;
		const far = (await likenesses(db, here, reads(here), ids.original)).likenesses.find(
			(like) => !like.open,
		)!;
		for (const [actor, id, ref] of [
			[elsewhere, ids.original, codeOf(ids.copy)],
			[elsewhere, ids.original, `v${doc}`],
			[officer, ids.original, codeOf(ids.copy)],
			// an author reads their own, but evidence is for who reviews
			[author, ids.original, codeOf(ids.copy)],
			// the code of what is outside, a text that is no pair, an own one, nonsense
			[here, ids.original, codeOf(ids.far)],
			[here, ids.own, far.ref],
			[here, ids.own, codeOf(ids.copy)],
			[here, ids.original, codeOf(ids.original)],
			[here, ids.original, 'v'],
			[here, ids.original, 'v99999999999999999999'],
			[here, ids.original, "'; drop table units; --"],
		] as const) {
			expect(await resolvePair(db, actor, id, ref), `${actor.name} ${ref}`).toBeUndefined();
			await expect(sideBySide(db, actor, id, ref)).rejects.toMatchObject({ code: 'not_found' });
		}
		expect(await resolvePair(db, here, ids.original, far.ref)).toBeDefined();
	});

	test('goes when one of the two is withdrawn', async () => {
		await withdraw(author, ids.original);
		expect(await resolvePair(db, here, ids.copy, codeOf(ids.original))).toBeUndefined();
		expect(await inBand(here, 'duplicate')).toEqual([ids.copy]);
	});

	test('says how the two are related', async () => {
		const again = await screened(submit(author, 'L1', { solution: COPIED }));
		const both = [
			{ name: author.name, share: 5_000, accountId: author.accountId, namePublic: true },
			{ name: 'Người Thứ Hai', share: 5_000, accountId: null, namePublic: true },
		];
		const together = await screened(submit(author, 'L2', { solution: COPIED, authors: both }));
		const found = (await likenesses(db, here, reads(here), ids.original)).likenesses;
		const relation = (id: number) => found.find((like) => like.ref === codeOf(id))?.relation;
		expect(relation(again)).toBe('resubmission');
		expect(relation(together)).toBe('co_author');
		expect(relation(ids.copy)).toBe('same_unit');
		expect(found.find((like) => like.ref === codeOf(ids.copy))?.earlier).toBe(false);
	});
});
