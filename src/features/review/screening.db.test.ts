import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withdrawInitiative } from '#features/initiatives/commands/steps.ts';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import type { NewInitiative } from '#features/initiatives/schema.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import { type Actor, type Role, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { screenWaiting } from '#features/similarity/commands/screen.ts';
import { makeScope } from '#features/units/rules.ts';
import type { Unit } from '#features/units/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';
import { judgePair } from './commands/verdicts.ts';
import { clusterAround } from './queries/cluster.ts';
import { clusterReport } from './queries/clusters.ts';
import { queueCounts } from './queries/counts.ts';
import { resolvePair, sideBySide } from './queries/pair.ts';
import { likenesses } from './queries/pairs.ts';
import { queuePage } from './queries/queue.ts';
import { reviewScopes } from './queries/scopes.ts';
import { verdictHistory } from './queries/verdicts.ts';
import { queueFilter, type SCREENED } from './schema.ts';

/** Stands in everything of a text that a reader elsewhere must not see. */
const SECRET = 'zq7mật';
const COPIED =
	'Tổ cơ điện lắp thêm cảm biến quang ở đầu băng tải, khi phôi kẹt thì máy tự dừng sau nửa giây và đèn vàng báo ' +
	'cho người trực; nhờ vậy không còn ai thò tay vào lô cuốn, mỗi ca bớt được bốn lần dừng chuyền ngoài kế hoạch.';
const OWN = [
	'Bếp ăn ca ba đổi sang nồi hấp đa tầng, khay inox xếp theo màu, thực đơn tuần dán ở cửa để công nhân góp ý.',
	'Giáo viên tổ hóa soạn bộ thí nghiệm ảo về chuẩn độ, học sinh tự đo điểm tương đương trên điện thoại của lớp.',
	'Trạm y tế xã lập sổ theo dõi huyết áp tại nhà, y tá thôn ghi bằng giọng nói rồi máy chép thành bảng hằng tuần.',
];
const now = new Date();
let db: Db;
let units: Map<string, Unit>;
let programme: Programme;
let made = 0;

beforeAll(async () => {
	db = openDb((await testDatabase()).url, { max: 4 });
	units = await makeUnits(db, [
		['T1', 'TLD', 'provincial_federation'],
		['T2', 'TLD', 'provincial_federation'],
		['L1', 'T1', 'grassroots'],
		['L2', 'T1', 'grassroots'],
		['L3', 'T2', 'grassroots'],
	]);
	programme = await makeProgramme(db, { code: 'ra' });
	return () => db.close();
});

const unit = (code: string) => units.get(code)!.id;
const person = (role: Role, code: string, name?: string) => makePerson(db, role, unit(code), name);

async function submit(author: Actor, code: string, over: Partial<NewInitiative>): Promise<number> {
	made += 1;
	const initiative = newInitiative(programme, author, unit(code), `Tên ${made}`, over);
	const submission = { initiative, kind: 'self' as const, key: `khoa-${made}` };
	const [done] = await db.transaction((tx) =>
		submitInitiatives(tx, author.accountId, makeScope({ all: true }), programme, [submission], now),
	);
	return done!.id;
}
async function screened<Made>(work: Promise<Made>): Promise<Made> {
	const result = await work;
	while ((await screenWaiting(db, 50, () => now)) > 0);
	return result;
}
const withdraw = async (author: Actor, id: number) =>
	db.transaction((tx) => withdrawInitiative(tx, author, [programme], id, '', now));

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
const reads = (actor: Actor) => scopeOf(actor, 'read_initiatives');
const judge = (actor: Actor, id: number, other: number, over: object = {}) =>
	db.transaction((tx) =>
		judgePair(
			tx,
			actor,
			id,
			codeOf(other),
			{ verdict: 'confirmed_copy', note: 'Giống cả câu.', seen: 0, ...over },
			now,
		),
	);

let here: Actor;
let author: Actor;
/** An original, its copy in the same unit, a copy in another province, and one of its own. */
let ids: { original: number; copy: number; far: number; own: number };

beforeEach(async () => {
	for (const table of ['similarity_pairs', 'similarity_results', 'similarity_waiting'])
		await db.pool.query(`delete from ${table}`);
	await db.pool.query('update similarity_texts set dropped_at = now() where dropped_at is null');
	here = await person('reviewer', 'T1', 'Lê Thẩm Duyệt');
	author = await person('member', 'L1', 'Trần Văn Gốc');
	const far = await person('member', 'L3', `Người Xa ${SECRET}`);
	const changed = COPIED.replace('bốn lần', `${SECRET} Nguyễn Thị Kín chín lần`);
	ids = await screened(
		(async () => ({
			original: await submit(author, 'L1', { solution: `${COPIED} ${OWN[0]}` }),
			copy: await submit(await person('member', 'L1'), 'L1', {
				solution: COPIED,
				difference: 'Dùng cho máy dệt.',
			}),
			far: await submit(far, 'L3', {
				title: `Tên ${SECRET} ${made}`,
				problem: `Khó ${SECRET}. ${OWN[1]}`,
				solution: changed,
				difference: `Khác ${SECRET}`,
			}),
			own: await submit(author, 'L2', { solution: OWN[2] }),
		}))(),
	);
});

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
		await db.transaction((tx) =>
			judgePair(tx, here, ids.copy, ref, { verdict: 'not_a_copy', note: 'Khác.', seen: 0 }, now),
		);
		expect(await raises()).toBe(false);
		const seen = (await sideBySide(db, here, ids.copy, ref)).seen;
		await db.transaction((tx) =>
			judgePair(tx, here, ids.copy, ref, { verdict: 'withdrawn', note: '', seen }, now),
		);
		expect(await raises()).toBe(true);
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
