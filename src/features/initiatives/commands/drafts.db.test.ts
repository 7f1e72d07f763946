import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decide } from '#features/review/commands.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { type FileStore, localFileStore } from '#platform/files/store.ts';
import { testDatabase } from '#testing/database.ts';
import { makePerson, makeProgramme, makeUnits } from '#testing/world.ts';
import { listDrafts, loadDraft } from '../queries/drafts.ts';
import { filesOfInitiative, loadFile } from '../queries/files.ts';
import { loadFullInitiative } from '../queries/full.ts';
import { listMine } from '../queries/mine.ts';
import { type Content, content } from '../schema.ts';
import { createDraft, deleteDraft, restoreDraft, saveDraft, submitDraft } from './drafts.ts';
import { addFile, removeFile } from './files.ts';
import { startAgain, startMending } from './mending.ts';
import { withdrawInitiative } from './steps.ts';

const now = new Date();
let db: Db;
let store: FileStore;
let programme: Programme;
let units: Awaited<ReturnType<typeof makeUnits>>;
let member: Actor;
let other: Actor;
let officer: Actor;
let reviewer: Actor;

beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	store = localFileStore(await mkdtemp(path.join(tmpdir(), 'sangkien-files-')));
	units = await makeUnits(db, [
		['TINH', 'TLD', 'provincial_federation'],
		['CS1', 'TINH', 'grassroots'],
		['CS2', 'TINH', 'grassroots'],
	]);
	programme = await makeProgramme(db, { code: 'thu' });
	const at = (code: string) => units.get(code)!.id;
	member = await makePerson(db, 'member', at('CS1'), 'Nguyễn Thị Hoa');
	other = await makePerson(db, 'member', at('CS2'), 'Trần Văn Nam');
	officer = await makePerson(db, 'officer', at('CS1'), 'Lê Cán Bộ');
	reviewer = await makePerson(db, 'reviewer', at('TINH'), 'Phạm Thẩm Duyệt');
	return () => db.close();
});

let titles = 0;
const whole = (over: Partial<Content> = {}): Content =>
	content.parse({
		unit: units.get('CS1')!.id,
		title: `Cải tiến thứ ${++titles}`,
		group: programme.groups[0]!.code,
		field: programme.fields[0]!.code,
		benefit: '14 triệu/trạm/năm',
		appliedOn: '05/03/2025',
		recognisedBy: 'Giám đốc',
		authors: [{ name: member.name }],
		...over,
	});

const begin = (actor: Actor, kind: 'self' | 'proxy' = 'self') =>
	db.transaction((tx) => createDraft(tx, actor, programme, kind, now));
const save = (actor: Actor, id: string, version: number | null, typed: Content) =>
	db.transaction((tx) => saveDraft(tx, actor, id, { version, content: typed }, now));
const submit = (actor: Actor, id: string, mends: number | null = null) =>
	db.transaction((tx) => submitDraft(tx, actor, [programme], id, now, mends));
const full = (actor: Actor, id: number) => loadFullInitiative(db, actor, [programme], id, now);

async function submitted(actor = member, over: Partial<Content> = {}): Promise<number> {
	const id = await begin(actor);
	await save(actor, id, 1, whole(over));
	return (await submit(actor, id)).id;
}

async function sendBack(id: number, action: 'return' | 'reject'): Promise<void> {
	const request = {
		id,
		action,
		reason: action === 'return' ? 'bo-sung' : 'khong-dat',
		note: 'Thiếu số liệu',
	};
	const [outcome] = await db.transaction((tx) => decide(tx, officer, [programme], [request], now));
	expect(outcome).toEqual({ id, refused: null });
}

describe('a draft', () => {
	test('begins with what is known and says what it lacks', async () => {
		const id = await begin(member);
		const draft = await loadDraft(db, member, id);
		expect(draft.content.unit).toBe(units.get('CS1')!.id);
		expect(draft.content.authors[0]!.name).toBe(member.name);
		const listed = (await listDrafts(db, member, [programme], now)).find((each) => each.id === id);
		expect(listed?.missing.map((issue) => issue.code)).toContain('missing_title');
	});

	test('is its owner’s alone, and deleting it can be undone', async () => {
		const id = await begin(member);
		await expect(loadDraft(db, other, id)).rejects.toMatchObject({ code: 'not_found' });
		await expect(loadDraft(db, member, 'no-uuid')).rejects.toMatchObject({ code: 'not_found' });
		await db.transaction((tx) => deleteDraft(tx, member, id, now));
		await expect(loadDraft(db, member, id)).rejects.toMatchObject({ code: 'not_found' });
		await expect(db.transaction((tx) => restoreDraft(tx, other, id))).rejects.toMatchObject({
			code: 'not_found',
		});
		await db.transaction((tx) => restoreDraft(tx, member, id));
		expect((await loadDraft(db, member, id)).id).toBe(id);
	});

	test('is not written over unseen, and the same words are no new version', async () => {
		const id = await begin(member);
		const first = whole();
		expect((await save(member, id, 1, first)).version).toBe(2);
		expect((await save(member, id, 1, first)).version).toBe(2);
		await expect(save(member, id, 1, whole())).rejects.toMatchObject({ code: 'draft_changed', status: 409 });
		expect((await save(member, id, null, whole())).version).toBe(3);
	});

	test('keeps one’s own name as first author', async () => {
		const id = await begin(member);
		await save(
			member,
			id,
			1,
			whole({ authors: [{ name: 'Ai Khác', share: '', login: '', namePublic: true }] }),
		);
		expect((await loadDraft(db, member, id)).content.authors[0]).toMatchObject({
			name: member.name,
			namePublic: true,
		});
	});
});

describe('submitting', () => {
	test('makes one initiative, however often and however many at once', async () => {
		const id = await begin(member);
		await save(member, id, 1, whole());
		const answers = await Promise.all([submit(member, id), submit(member, id), submit(member, id)]);
		expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
		expect(await submit(member, id)).toEqual(answers[0]);
		await expect(loadDraft(db, member, id)).rejects.toMatchObject({ code: 'not_found' });
		const { authors, state, steps } = await full(member, answers[0]!.id);
		expect(authors).toEqual([{ name: member.name, share: 10_000, namePublic: false }]);
		expect(state).toBe('in_review');
		expect(steps).toEqual(['withdraw']);
		const linked = await db.first(sql`select account_id as "accountId" from initiative_authors
			where initiative_id = ${answers[0]!.id}`);
		expect(linked).toEqual({ accountId: member.accountId });
	});

	test('names everything missing or wrong at once and keeps the draft', async () => {
		const id = await begin(member);
		await save(member, id, 1, whole({ title: '', benefit: '10-20 triệu', appliedOn: '31/02/2025' }));
		await expect(submit(member, id)).rejects.toMatchObject({
			code: 'invalid',
			issues: [
				{ field: 'title', code: 'missing_title' },
				{ field: 'appliedOn', code: 'date_impossible', params: { text: '31/02/2025' } },
				{ field: 'benefit', code: 'benefit_range', params: { text: '10-20 triệu' } },
			],
		});
		expect((await loadDraft(db, member, id)).version).toBe(2);
	});

	test('refuses what is there already and another’s unit', async () => {
		const same = whole();
		await submitted(member, same);
		const again = await begin(member);
		await save(member, again, 1, same);
		await expect(submit(member, again)).rejects.toMatchObject({ code: 'already_submitted' });
		const foreign = await begin(member);
		await save(member, foreign, 1, whole({ unit: units.get('CS2')!.id }));
		await expect(submit(member, foreign)).rejects.toMatchObject({
			issues: [{ field: 'unit', code: 'unit_not_yours' }],
		});
	});

	test('for others needs their consent and records who entered it', async () => {
		await expect(begin(member, 'proxy')).rejects.toMatchObject({ code: 'forbidden' });
		const id = await begin(officer, 'proxy');
		const account = await db.first<{ email: string }>(
			sql`select email from accounts where id = ${member.accountId}`,
		);
		const authors = [
			{ name: member.name, share: '60', login: account!.email.toUpperCase(), namePublic: true },
			{ name: other.name, share: '40 %', login: '', namePublic: false },
		];
		await save(officer, id, 1, whole({ authors }));
		await expect(submit(officer, id)).rejects.toMatchObject({
			issues: [{ field: 'consent', code: 'missing_consent' }],
		});
		await save(officer, id, 2, whole({ authors, consent: 'Đồng ý tại buổi họp tổ' }));
		const made = await full(officer, (await submit(officer, id)).id);
		expect(made).toMatchObject({ kind: 'proxy', enteredBy: officer.name, consent: 'Đồng ý tại buổi họp tổ' });
		expect(made.authors.map((author) => author.share)).toEqual([6000, 4000]);
		// Known by her account she may follow it; a co-author known by name alone may not.
		expect((await full(member, made.id)).isAuthorSide).toBe(true);
		await expect(full(other, made.id)).rejects.toMatchObject({ code: 'not_found' });
	});
});

describe('after submission', () => {
	test('what was returned is mended, comes back once, and shows who decided by unit only', async () => {
		const id = await submitted(member, { difference: 'Dùng vật liệu khác' });
		await expect(
			db.transaction((tx) => startMending(tx, member, [programme], id, now)),
		).rejects.toMatchObject({ code: 'state_changed' });
		await sendBack(id, 'return');
		const start = () => db.transaction((tx) => startMending(tx, member, [programme], id, now));
		const draftId = await start();
		expect(await start()).toBe(draftId);
		const draft = await loadDraft(db, member, draftId);
		expect(draft.content).toMatchObject({
			appliedOn: '05/03/2025',
			benefit: '14 triệu/trạm/năm',
			difference: 'Dùng vật liệu khác',
		});
		const mended = {
			...draft.content,
			result: 'Đủ số liệu',
			difference: 'Rẻ hơn',
			unit: units.get('CS2')!.id,
		};
		await save(member, draftId, 1, mended);
		const [first, second] = await Promise.all([submit(member, draftId, id), submit(member, draftId, id)]);
		expect([first, second]).toEqual([{ id }, { id }]);
		const after = await full(member, id);
		expect(after).toMatchObject({
			state: 'in_review',
			result: 'Đủ số liệu',
			difference: 'Rẻ hơn',
			unit: { code: 'CS1' },
		});
		expect(after.history.map((entry) => [entry.kind, entry.actorName, entry.unitName])).toEqual([
			['submitted', null, null],
			['returned', null, 'Đơn vị CS1'],
			['resubmitted', null, null],
		]);
		expect((await full(reviewer, id)).history[1]!.actorName).toBe(officer.name);
	});

	test('what was withdrawn can be written anew', async () => {
		const id = await submitted();
		await db.transaction((tx) => withdrawInitiative(tx, member, [programme], id, '', now));
		const draftId = await db.transaction((tx) => startAgain(tx, member, [programme], id, now));
		const again = await submit(member, draftId);
		expect(again.id).not.toBe(id);
		expect((await listMine(db, member, { limit: 2 })).rows.map((row) => row.id)).toEqual([again.id, id]);
	});
});

describe('files', () => {
	const add = (id: string, purpose: 'photo' | 'attachment', name: string, bytes: Uint8Array) =>
		addFile(db, store, member, id, purpose, { name, bytes }, now);

	test('photos lose their place and size, and go along with the initiative', async () => {
		const photo = await sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#964' } })
			.withExif({ IFD0: { Make: 'Máy bí mật' } })
			.jpeg()
			.toBuffer();
		const id = await begin(member);
		const kept = await add(id, 'photo', '../../etc/passwd\u0000.jpg', photo);
		expect(kept).toMatchObject({ name: '../../etc/passwd.jpg', mediaType: 'image/jpeg' });
		const { sha256 } = await loadFile(db, member, [programme], kept.id, now);
		const stored = await sharp(await store.read(sha256)).metadata();
		expect([stored.width, stored.height, stored.exif]).toEqual([1600, 800, undefined]);
		await expect(loadFile(db, other, [programme], kept.id, now)).rejects.toMatchObject({ code: 'not_found' });

		const gone = await add(id, 'attachment', 'qd.pdf', Buffer.from('%PDF-1.7\n'));
		await db.transaction((tx) => removeFile(tx, member, id, gone.id));
		await save(member, id, 1, whole());
		const made = await submit(member, id);
		expect((await filesOfInitiative(db, made.id)).map((file) => file.id)).toEqual([kept.id]);
		await loadFile(db, officer, [programme], kept.id, now);
		await expect(loadFile(db, other, [programme], kept.id, now)).rejects.toMatchObject({ code: 'not_found' });
	});

	test.each([
		['photo', 'a.jpg', Buffer.from('%PDF-1.7'), 'photo_type'],
		['attachment', 'a.pdf', Buffer.from('<script>alert(1)</script>'), 'file_type'],
		['attachment', 'a.pdf', Buffer.from('MZ\u0090'), 'file_type'],
		['photo', 'a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'file_unreadable'],
		['attachment', 'a.docx', Buffer.from('PK\u0003\u0004 not a zip'), 'file_type'],
	] as const)('%s %s that is not what it says is refused', async (purpose, name, bytes, code) => {
		const id = await begin(member);
		await expect(add(id, purpose, name, bytes)).rejects.toMatchObject({ issues: [{ field: purpose, code }] });
	});
});
