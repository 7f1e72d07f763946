import { beforeAll, expect, test } from 'vitest';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decide } from '#features/review/commands.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';
import { withdrawInitiative } from '../commands/steps.ts';
import { submitInitiatives } from '../commands/submit.ts';
import { codeOf, type NewInitiative } from '../schema.ts';
import { publicInitiative } from './public.ts';
import { similarInitiatives } from './similar.ts';

const now = new Date();
let db: Db;
let programme: Programme;
let unit: number;
let author: Actor;
let writer: Actor;
let officer: Actor;
let reviewer: Actor;
let manager: Actor;

const typed = {
	title: 'Gá kẹp xoay giúp hàn khung ghế không phải trở tay',
	problem: 'Mỗi khung ghế phải tháo kẹp bốn lần mới hàn hết các mối, mất sáu phút và dễ lệch.',
	solution: 'Làm bàn gá quay ba trăm sáu mươi độ trên ổ bi cũ, khóa từng góc bằng chốt lò xo đạp chân.',
	result: 'Mỗi khung còn ba phút, mối hàn đều, thợ không phải cúi.',
};

beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	const units = await makeUnits(db, [
		['TINH', 'TLD', 'provincial_federation'],
		['CS', 'TINH', 'grassroots'],
	]);
	unit = units.get('CS')!.id;
	programme = await makeProgramme(db, { code: 'thu' });
	author = await makePerson(db, 'member', unit, 'Nguyễn Văn An');
	writer = await makePerson(db, 'member', unit, 'Trần Thị Bình');
	officer = await makePerson(db, 'officer', unit);
	reviewer = await makePerson(db, 'reviewer', units.get('TINH')!.id);
	manager = await makePerson(db, 'manager', units.get('TLD')!.id);
	return () => db.close();
});

let made = 0;
async function submitted(by: Actor, over: Partial<NewInitiative> = {}): Promise<number> {
	made++;
	const initiative = newInitiative(programme, by, unit, typed.title, {
		...typed,
		appliedOn: `2024-01-${String(made).padStart(2, '0')}`,
		...over,
	});
	const scope = scopeOf(by, 'submit');
	const submission = { initiative, kind: 'self', key: `thu ${made}` } as const;
	const [done] = await db.transaction((tx) =>
		submitInitiatives(tx, by.accountId, scope, programme, [submission], now),
	);
	return done!.id;
}

async function step(id: number, by: Actor, action: 'confirm' | 'approve' | 'return' | 'reject' | 'revoke') {
	const reason = { return: 'bo-sung', reject: 'khong-dat', revoke: 'thu-hoi', confirm: '', approve: '' }[
		action
	];
	const request = { id, action, note: 'Vì thử', ...(reason && { reason }) };
	const [outcome] = await db.transaction((tx) => decide(tx, by, [programme], [request], now));
	expect(outcome).toEqual({ id, refused: null });
}
async function approved(by: Actor, over: Partial<NewInitiative> = {}): Promise<number> {
	const id = await submitted(by, over);
	await step(id, officer, 'confirm');
	await step(id, reviewer, 'approve');
	return id;
}

const codesFor = async (actor: Actor, mends: number | null = null) =>
	(await similarInitiatives(db, actor, typed, mends)).map(({ code }) => code);

test('nothing but what anybody may read, and what is one’s own', async () => {
	const open = await approved(author);
	const hidden = {
		confidential: await approved(author, { confidential: true }),
		inReview: await submitted(author),
		confirmed: await submitted(author),
		returned: await submitted(author),
		rejected: await submitted(author),
		revoked: await approved(author),
		withdrawn: await submitted(author),
	};
	await step(hidden.confirmed, officer, 'confirm');
	await step(hidden.returned, officer, 'return');
	await step(hidden.rejected, officer, 'reject');
	await step(hidden.revoked, manager, 'revoke');
	await db.transaction((tx) => withdrawInitiative(tx, author, [programme], hidden.withdrawn, '', now));

	// given words of each that could leak: all are in the index but the one that was taken back
	const indexed = await db.rows<{ subject: number }>(
		sql`select subject from similarity_texts where dropped_at is null order by subject`,
	);
	expect(indexed.map(({ subject }) => subject)).toEqual(
		[open, ...Object.values(hidden)].filter((id) => id !== hidden.withdrawn),
	);

	// then a stranger, the officer above and the reviewer are told of the open one alone
	for (const reader of [writer, officer, reviewer, manager]) {
		const found = await similarInitiatives(db, reader, typed);
		expect(found).toEqual([
			{
				code: codeOf(open),
				title: typed.title,
				unit: 'Đơn vị CS',
				submittedOn: expect.any(String),
				mine: false,
				href: `/sang-kien/${codeOf(open)}`,
				share: 1,
				fields: ['title', 'problem', 'solution', 'result'],
				quote: expect.stringMatching(/^Mỗi khung ghế phải .{80,110} …$/),
			},
		]);
		for (const { code } of found) {
			const shown = await publicInitiative(db, Number(code.slice(3)));
			expect(shown!.approved!.open).not.toBeNull();
		}
	}

	// and the author of also those that are still on their way, the confidential one among them
	const own = await similarInitiatives(db, author, typed);
	expect(own.every(({ mine }) => mine)).toBe(true);
	expect(own.map(({ code, href }) => [code, href])).toEqual(
		[open, hidden.confidential, hidden.inReview, hidden.confirmed, hidden.returned].map((id) => [
			codeOf(id),
			`${id === open ? '/sang-kien' : '/cua-toi'}/${codeOf(id)}`,
		]),
	);
});

test('who entered one for others has it for their own; what is mended is not like itself', async () => {
	const before = await codesFor(officer);
	const entered = await submitted(officer, { authors: [{ ...named(author), accountId: null }] });
	expect(await codesFor(officer)).toEqual([...before, codeOf(entered)]);
	expect(await codesFor(officer, entered)).toEqual(before);
	expect(await codesFor(writer)).toEqual(before);
});

test('a crowd of hidden copies takes no place of the five', async () => {
	const before = await codesFor(writer);
	for (let copy = 0; copy < 20; copy++) await submitted(author, { recognitionNumber: `${copy}/QĐ` });
	expect(await codesFor(writer)).toEqual(before);
});

test('a title alone finds titles that say the same, and nothing finds nothing', async () => {
	const of = (title: string) =>
		similarInitiatives(db, writer, { title, problem: '', solution: '', result: '' });
	expect(await of('Gá kẹp xoay để hàn khung ghế không phải trở tay nhiều')).toMatchObject([
		{ fields: ['title'], quote: expect.stringContaining('khung ghế không phải trở tay') },
	]);
	expect(await of('Giảm tiếng ồn của quạt hút ở xưởng mộc')).toEqual([]);
	expect(await of('Không phải')).toEqual([]);
	expect(await of('')).toEqual([]);
	expect(await of(' \u0000 \ud800 🙂 ')).toEqual([]);
});

const named = ({ name, accountId }: Actor) => ({ name, accountId, share: 10_000, namePublic: true });
