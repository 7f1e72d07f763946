import { expect, it } from 'vitest';
import { decide } from '#features/review/commands.ts';
import { openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { inOldEncoding } from '#testing/old-encodings.ts';
import { makePerson, makeProgramme, makeUnits } from '#testing/world.ts';
import { loadDraft } from '../queries/drafts.ts';
import { loadFullInitiative } from '../queries/full.ts';
import { acceptAll } from '../rules/originals.ts';
import { type Content, content } from '../schema.ts';
import { createDraft, saveDraft, submitDraft } from './drafts.ts';
import { startAgain, startMending } from './mending.ts';
import { withdrawInitiative } from './steps.ts';
import { submitTyped } from './submit-typed.ts';

const db = openDb((await testDatabase()).url, { max: 4 });
const units = await makeUnits(db, [
	['TINH', 'TLD', 'provincial_federation'],
	['CS1', 'TINH', 'grassroots'],
]);
const unit = units.get('CS1')!.id;
const programme = await makeProgramme(db, { code: 'goc' });
const member = await makePerson(db, 'member', unit, 'Nguyễn Thị Hoa');
const officer = await makePerson(db, 'officer', unit, 'Lê Cán Bộ');
const now = new Date();

const typed = (over: Partial<Content> = {}): Content =>
	content.parse({
		unit,
		title: inOldEncoding('Máy sấy gỗ dùng nhiệt thừa', 'tcvn3'),
		problem: 'Sấy mất ba ngày.',
		group: programme.groups[0]!.code,
		field: programme.fields[0]!.code,
		benefit: '14 triệu/năm',
		appliedOn: '05/03/2025',
		recognisedBy: 'Giám đốc',
		authors: [{ name: member.name }],
		...over,
	});

async function submitted(written: Content): Promise<number> {
	const id = await db.transaction((tx) => createDraft(tx, member, programme, 'self', now));
	await db.transaction((tx) => saveDraft(tx, member, id, { version: 1, content: written }, now));
	return (await db.transaction((tx) => submitDraft(tx, member, [programme], id, now))).id;
}
const full = (id: number, actor = member) => loadFullInitiative(db, actor, [programme], id, now);
const old = (text: string, encoding: 'tcvn3' | 'vni' = 'tcvn3') => inOldEncoding(text, encoding);

it('what was taken in Unicode is submitted so, with its original for who reviews it', async () => {
	const id = await submitted(acceptAll(typed()));
	const read = await full(id, officer);
	expect(read.title).toBe('Máy sấy gỗ dùng nhiệt thừa');
	expect(read.originals).toEqual([
		{ field: 'title', encoding: 'tcvn3', text: old('Máy sấy gỗ dùng nhiệt thừa') },
	]);
});

it('what nobody took stays as it was written', async () => {
	const id = await submitted(typed({ title: old('Bàn nâng khuôn bằng khí nén') }));
	expect(await full(id)).toMatchObject({ title: old('Bàn nâng khuôn bằng khí nén'), originals: [] });
});

it('mending adds to the originals, once each; writing anew takes them along', async () => {
	const id = await submitted(acceptAll(typed({ title: old('Giá treo dụng cụ xoay được') })));
	await db.transaction((tx) =>
		decide(
			tx,
			officer,
			[programme],
			[
				{
					id,
					seq: 1,
					action: 'return',
					reason: programme.reasons.find(({ kind }) => kind === 'return')!.code,
					note: 'Thêm kết quả',
				},
			],
			now,
		),
	);
	const draftId = await db.transaction((tx) => startMending(tx, member, [programme], id, now));
	const draft = await loadDraft(db, member, draftId);
	expect(draft.content.originals).toEqual([]);
	const mended = acceptAll({ ...draft.content, result: old('Tiết kiệm một nửa thời gian', 'vni') });
	await db.transaction((tx) => saveDraft(tx, member, draftId, { version: 1, content: mended }, now));
	await db.transaction((tx) => submitDraft(tx, member, [programme], draftId, now, id));
	const fields = (await full(id)).originals.map(({ field, encoding }) => [field, encoding]);
	expect(fields).toEqual([
		['title', 'tcvn3'],
		['result', 'vni'],
	]);
	await db.transaction((tx) => withdrawInitiative(tx, member, [programme], id, '', now));
	const again = await db.transaction((tx) => startAgain(tx, member, [programme], id, now));
	expect((await loadDraft(db, member, again)).content.originals).toEqual((await full(id)).originals);
});

it('a program that asks for it submits in Unicode, names too', async () => {
	const asked = acceptAll(
		typed({
			title: old('Kẹp giữ ống thép', 'vni'),
			authors: [{ ...typed().authors[0]!, name: old(member.name, 'vni') }],
		}),
	);
	const { id } = await db.transaction((tx) =>
		submitTyped(tx, member, programme, asked, { kind: 'self', key: 'api:1' }, now),
	);
	const read = await full(id);
	expect(read.authors[0]!.name).toBe(member.name);
	expect(read.isAuthorSide).toBe(true);
	expect(read.originals.map(({ field }) => field)).toEqual(['title', 'author']);
});

it('originals are never changed', async () => {
	await expect(db.rows(sql`update original_texts set original = 'x'`)).rejects.toThrow(/never changed/);
	await expect(db.rows(sql`delete from original_texts`)).rejects.toThrow(/never changed/);
});
