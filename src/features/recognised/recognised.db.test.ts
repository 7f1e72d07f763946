import { expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { scopeOf } from '#features/people/rules.ts';
import { openDb, sql } from '#platform/db/db.ts';
import { isRefusal } from '#platform/http/refusal.ts';
import { testDatabase } from '#testing/database.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';
import {
	addRecognised,
	assignHelper,
	beginFor,
	confirmInitiative,
	removeRecognised,
	restoreRecognised,
} from './commands/list.ts';
import { countRecognised, listRecognised } from './queries/list.ts';

const { url } = await testDatabase();
const db = openDb(url);
const units = await makeUnits(db, [
	['TINH', 'TLD', 'provincial_federation'],
	['CS1', 'TINH', 'grassroots'],
	['CS2', 'TINH', 'grassroots'],
]);
const unit = (code: string) => units.get(code)!.id;
const programme = await makeProgramme(db, { code: 'demo' });
const officer = await makePerson(db, 'officer', unit('CS1'), 'Cán Bộ');
const outsider = await makePerson(db, 'officer', unit('CS2'));
const author = await makePerson(db, 'member', unit('CS1'), 'Nguyễn Thị Hoa');
const now = new Date();
const scope = scopeOf(officer, 'submit_for_others');
const person = (name: string, title: string, code = 'CS1') => ({
	unitId: unit(code),
	name,
	title,
	groupId: programme.groups[0]!.id,
	decisionNumber: '12/QĐ',
	decidedOn: '2026-03-05',
});
const add = (...people: ReturnType<typeof person>[]) =>
	db.transaction((tx) => addRecognised(tx, officer, programme, people, now));
const list = () => listRecognised(db, scope, { programmeId: programme.id }, { limit: 50, offset: 0 });
const named = async (name: string) => (await list()).find((row) => row.name === name)!;
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(error) => (isRefusal(error) ? error.code : Promise.reject(error)),
	);

test('nobody stands twice on the list, and nobody is added to a unit out of reach', async () => {
	expect(await add(person('Trần A', 'Máy cắt'), person('tran a', 'MÁY CẮT'))).toEqual({ added: 1, known: 1 });
	expect(await codeOf(add(person('Trần B', 'Máy cắt', 'CS2')))).toBe('not_found');
	expect(await codeOf(add(person(' ', 'Máy cắt')))).toBe('invalid');
});

test('what an author posted is proposed, a person says that it is theirs, and only then it counts', async () => {
	await add(
		person('Nguyễn Thị Hoa', 'Cải tiến máy rải vải tự động'),
		person('Lê Văn Khác', 'Trồng cây trong nhà lưới'),
	);
	const [submitted] = await db.transaction((tx) =>
		submitInitiatives(
			tx,
			author.accountId,
			scopeOf(author, 'submit'),
			programme,
			[
				{
					kind: 'self',
					key: 'hoa',
					initiative: newInitiative(programme, author, unit('CS1'), 'Cải tiến máy rải vải'),
				},
			],
			now,
		),
	);
	const before = await named('Nguyễn Thị Hoa');
	expect(before).toMatchObject({ status: 'not_posted', proposal: { sameName: true, state: 'in_review' } });
	expect((await named('Lê Văn Khác')).proposal).toBe(null);
	const { id } = before.proposal!;
	expect(id).toBe(submitted!.id);
	const confirm = (actor: typeof officer, of: number, initiative: number | null) =>
		codeOf(db.transaction((tx) => confirmInitiative(tx, actor, of, initiative)));
	expect(await confirm(outsider, before.id, id)).toBe('not_found');
	expect(await confirm(officer, before.id, 999_999)).toBe('not_found');
	expect(await confirm(officer, before.id, id)).toBe('done');
	expect(await named('Nguyễn Thị Hoa')).toMatchObject({
		status: 'submitted',
		initiativeId: id,
		proposal: null,
	});
	expect(await confirm(officer, (await named('Lê Văn Khác')).id, id)).toBe('recognised_taken');
	expect((await countRecognised(db, scope, { programmeId: programme.id })).submitted).toBe(1);
	expect(await confirm(officer, before.id, null)).toBe('done');
	expect((await named('Nguyễn Thị Hoa')).status).toBe('not_posted');
});

test('an officer is asked to help, and begins a draft with what the list knows, once', async () => {
	await add(person('Phạm Văn Giúp', 'Giá treo dụng cụ'));
	const { id } = await named('Phạm Văn Giúp');
	expect(await codeOf(db.transaction((tx) => assignHelper(tx, officer, [id], outsider.accountId)))).toBe(
		'not_found',
	);
	expect(await db.transaction((tx) => assignHelper(tx, officer, [id], officer.accountId))).toBe(1);
	const begin = () => db.transaction((tx) => beginFor(tx, officer, [programme], id, now));
	const draft = await begin();
	expect(await begin()).toBe(draft);
	const row = await db.first<{ content: Record<string, unknown>; kind: string }>(
		sql`select content, kind from drafts where id = ${draft}`,
	);
	expect(row).toMatchObject({
		kind: 'proxy',
		content: {
			unit: unit('CS1'),
			title: 'Giá treo dụng cụ',
			group: programme.groups[0]!.code,
			recognitionNumber: '12/QĐ',
			recognisedOn: '05/03/2026',
			authors: [{ name: 'Phạm Văn Giúp', namePublic: false }],
			consent: '',
		},
	});
	expect(await named('Phạm Văn Giúp')).toMatchObject({ status: 'draft', assignedTo: { name: 'Cán Bộ' } });
});

test('who is taken off comes back, unless added again in the meantime; others see and touch nothing', async () => {
	await add(person('Đỗ Thị Bỏ', 'Khay đựng'));
	const { id } = await named('Đỗ Thị Bỏ');
	expect(await db.transaction((tx) => removeRecognised(tx, outsider, [id], now))).toEqual([]);
	expect(await db.transaction((tx) => removeRecognised(tx, officer, [id], now))).toEqual([id]);
	expect(await named('Đỗ Thị Bỏ')).toBeUndefined();
	await db.transaction((tx) => restoreRecognised(tx, officer, [id]));
	expect((await named('Đỗ Thị Bỏ')).id).toBe(id);
	await db.transaction((tx) => removeRecognised(tx, officer, [id], now));
	await add(person('Đỗ Thị Bỏ', 'Khay đựng'));
	expect(await codeOf(db.transaction((tx) => restoreRecognised(tx, officer, [id])))).toBe('recognised_again');
	const theirs = scopeOf(outsider, 'submit_for_others');
	expect(await listRecognised(db, theirs, { programmeId: programme.id }, { limit: 50, offset: 0 })).toEqual(
		[],
	);
	expect(await countRecognised(db, theirs, { programmeId: programme.id })).toEqual({
		not_posted: 0,
		draft: 0,
		submitted: 0,
		approved: 0,
	});
});
