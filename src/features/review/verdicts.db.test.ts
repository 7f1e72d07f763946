import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '#features/initiatives/schema.ts';
import { sql } from '#platform/db/db.ts';
import { COPIED, type Likes, likenessWorld, SECRET } from '#testing/screening/likenesses.ts';
import { clusterAround } from './queries/cluster.ts';
import { clusterReport } from './queries/clusters.ts';
import { sideBySide } from './queries/pair.ts';
import { likenesses } from './queries/pairs.ts';
import { reviewScopes } from './queries/scopes.ts';
import { verdictHistory } from './queries/verdicts.ts';

const world = await likenessWorld();
const { db, here, author, unit, person, submit, screened, reads, judge } = world;
afterAll(() => db.close());
let ids: Likes;
beforeEach(async () => {
	ids = await world.fresh();
});

describe('a verdict', () => {
	test('is of reviewers of the unit, on nobody’s own, with a reason, on what was seen', async () => {
		const pair = [ids.copy, ids.original] as const;
		const own = await screened(submit(here, 'L1', { solution: COPIED }));
		const officer = await person('officer', 'L1');
		await expect(judge(officer, ...pair)).rejects.toMatchObject({ code: 'only_reviewer', status: 403 });
		await expect(judge(here, own, ids.original)).rejects.toMatchObject({ code: 'own_initiative' });
		await expect(judge(here, ids.original, own)).rejects.toMatchObject({ code: 'own_initiative' });
		await expect(judge(await person('reviewer', 'T2'), ...pair)).rejects.toMatchObject({ code: 'not_found' });
		await expect(judge(here, ...pair, { note: '' })).rejects.toMatchObject({
			issues: [{ field: 'note', code: 'verdict_note_missing' }],
		});
		await judge(here, ...pair);
		await expect(judge(await person('reviewer', 'T1'), ...pair)).rejects.toMatchObject({
			code: 'verdict_changed',
			status: 409,
		});
		const [row] = await db.rows<{ features: number[]; kept: number[] }>(sql`
			select v.features, p.features as kept from pair_verdicts v join similarity_texts a on a.subject = v.initiative_a
				and a.dropped_at is null join similarity_texts b on b.subject = v.initiative_b and b.dropped_at is null
				join similarity_pairs p on p.doc_a = a.doc and p.doc_b = b.doc and p.version = v.version
			where v.initiative_a = ${ids.original} and v.initiative_b = ${ids.copy}`);
		expect(row!.features).toEqual(row!.kept);
		await expect(db.pool.query('delete from pair_verdicts')).rejects.toThrow(/never changed/);
	});

	test('stands with who and why for those who reach both, without for others, until it is taken back', async () => {
		const everywhere = await person('reviewer', 'TLD', `Trung Ương ${SECRET}`);
		await judge(everywhere, ids.original, ids.far, { note: `Chép của Người Xa ${SECRET}` });
		const [mine] = (await likenesses(db, here, reads(here), ids.original)).likenesses.filter(
			(like) => like.verdict,
		);
		expect(mine!.verdict).toMatchObject({ kind: 'confirmed_copy', by: null, note: null });
		const past = await verdictHistory(db, reads(here), ids.original);
		expect(past).toMatchObject([{ verdict: 'confirmed_copy', other: null, by: null, note: '' }]);
		expect(JSON.stringify([mine, past])).not.toContain(SECRET);
		expect(await verdictHistory(db, reads(everywhere), ids.original)).toMatchObject([
			{ other: codeOf(ids.far), by: everywhere.name },
		]);
		const { seen } = await sideBySide(db, everywhere, ids.original, codeOf(ids.far));
		await judge(everywhere, ids.original, ids.far, { verdict: 'withdrawn', note: '', seen });
		expect((await sideBySide(db, everywhere, ids.original, codeOf(ids.far))).like.verdict).toBeNull();
		expect(await verdictHistory(db, reads(author), ids.original)).toEqual([]);
	});
});

describe('clusters', () => {
	test('hold together what is within the reach, with who entered it', async () => {
		const report = await clusterReport(db, reviewScopes(here), {}, 1);
		expect(report).toMatchObject({ total: 1, capped: false });
		expect(report.clusters).toMatchObject([
			{
				code: codeOf(ids.original),
				initiatives: 2,
				band: 'duplicate',
				units: [{ name: 'Đơn vị L1', initiatives: 2 }],
			},
		]);
		expect(report.entering.map((each) => each.person.name)).toContain(author.name);
		expect(JSON.stringify(report)).not.toContain(SECRET);
		const wide = await clusterReport(db, reviewScopes(await person('reviewer', 'TLD')), {}, 1);
		expect(wide.clusters).toMatchObject([{ initiatives: 3 }]);
		expect((await clusterReport(db, reviewScopes(here), { unit: unit('L2') }, 1)).total).toBe(0);
		expect((await clusterReport(db, reviewScopes(here), { by: author.accountId }, 1)).total).toBe(0);
	});

	test('are walked to from any of them, and not from elsewhere', async () => {
		const { nodes, links } = await clusterAround(db, reads(here), ids.copy);
		expect(nodes.map((node) => [node.id, node.like])).toEqual([
			[ids.original, 1],
			[ids.copy, 1],
		]);
		expect(links).toMatchObject([{ a: ids.original, b: ids.copy, band: 'duplicate' }]);
		for (const [actor, id] of [
			[here, ids.far],
			[here, ids.own],
			[await person('reviewer', 'T2'), ids.far],
			[await person('reviewer', 'T2'), ids.copy],
		] as const)
			await expect(clusterAround(db, reads(actor), id)).rejects.toMatchObject({ code: 'not_found' });
	});

	test('fall apart by a verdict that it is no copy', async () => {
		await judge(here, ids.copy, ids.original, { verdict: 'not_a_copy' });
		expect((await clusterReport(db, reviewScopes(here), {}, 1)).total).toBe(0);
		await expect(clusterAround(db, reads(here), ids.copy)).rejects.toMatchObject({ code: 'not_found' });
	});
});
