import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { FACT_TERMS } from '#database/facts/terms.ts';
import { insertDraft, submitDraft } from '#features/initiatives/commands/drafts.ts';
import { addFile } from '#features/initiatives/commands/files.ts';
import { uploadList } from '#features/initiatives/commands/import/upload.ts';
import { type Content, codeOf, emptyContent } from '#features/initiatives/schema.ts';
import { notify } from '#features/notifications/commands.ts';
import { createToken } from '#features/people/commands.ts';
import type { Actor } from '#features/people/rules.ts';
import { drawSample } from '#features/review/commands/samples.ts';
import { decideOne } from '#features/review/commands.ts';
import { resolvePair } from '#features/review/queries/pair.ts';
import { addTerm } from '#features/statistics/commands/terms.ts';
import { localDate } from '#platform/clock/clock.ts';
import { sql } from '#platform/db/db.ts';
import { writeCsv } from '#platform/excel/write.ts';
import { type TestPortal, testPortal } from '#testing/portal.ts';
import { makePerson, makeProgramme, makeUnits } from '#testing/world.ts';
import { accessFigures } from './access-figures.ts';
import { accessPledges, listedPerson } from './access-pledges.ts';
import { reminding } from './access-reminders.ts';
import { accessTargets } from './access-targets.ts';

/** Who calls, in the order of the table's columns; ° is the same role in another unit. */
export const CALLERS = [
	'nobody',
	'author',
	'member',
	'officer',
	'officer°',
	'reviewer',
	'reviewer°',
	'manager',
	'admin',
] as const;
export type Caller = (typeof CALLERS)[number];

/** Something that requests name: what stands in the address or the form, and the same for what does not exist. */
export interface Thing {
	here: Record<string, string>;
	missing: Record<string, string>;
}

/** Words of which some stand in everything that is made here and that not everybody may read. */
export const SECRET = 'zq7mật';

const NO_UUID = '00000000-0000-4000-8000-000000000000';
const NO_CODE = 'SK-999999';
const COPIED = `Tổ cơ điện ${SECRET} lắp cảm biến quang ở đầu băng tải, khi phôi kẹt thì máy tự dừng sau nửa giây và đèn
	vàng báo cho người trực, nhờ vậy không còn ai thò tay vào lô cuốn và mỗi ca bớt bốn lần dừng chuyền.`;
const PDF = new TextEncoder().encode('%PDF-1.4\n% tệp thử\n');
const PICTURE = { width: 2, height: 2, channels: 3, background: '#888' } as const;

/** Two provinces with a grassroots unit each, one person for each column, and makers of fresh things in the first. */
export async function accessWorld(): Promise<{
	web: TestPortal;
	people: Record<Exclude<Caller, 'nobody'>, Actor>;
	/** Headers of who was somebody: a session that is over, one of a closed account, and the author's token. */
	lapsed: Record<'expired' | 'disabled' | 'token', Record<string, string>>;
	make: Record<string, () => Promise<Thing>>;
}> {
	const web = await testPortal();
	const { db, files } = web.portal;
	// Ids that stand in no page by chance, so that answers can be compared without them.
	await db.rows(sql`select setval('accounts_id_seq', 7310000), setval('api_tokens_id_seq', 6310000),
		setval('reminder_rounds_id_seq', 5310000), setval('notifications_id_seq', 4310000),
		setval('pledges_id_seq', 5310000), setval('pledge_entries_id_seq', 4310000),
		setval('audit_samples_id_seq', 3310000), setval('recognised_id_seq', 2310000)`);
	const units = await makeUnits(db, [
		['A', 'TLD', 'provincial_federation'],
		['A1', 'A', 'grassroots'],
		['B', 'TLD', 'provincial_federation'],
		['B1', 'B', 'grassroots'],
	]);
	const unit = (code: string) => units.get(code)!.id;
	const programme = await makeProgramme(db, { code: 'demo' });
	for (const term of FACT_TERMS) await db.transaction((tx) => addTerm(tx, term, unit('TLD')));
	const people = {
		author: await makePerson(db, 'member', unit('A1'), `Tác Giả ${SECRET}`),
		member: await makePerson(db, 'member', unit('A1'), `Đồng Nghiệp ${SECRET}`),
		officer: await makePerson(db, 'officer', unit('A1'), `Cán Bộ ${SECRET}`),
		'officer°': await makePerson(db, 'officer', unit('B1'), 'Cán Bộ Khác'),
		reviewer: await makePerson(db, 'reviewer', unit('A'), `Thẩm Duyệt ${SECRET}`),
		'reviewer°': await makePerson(db, 'reviewer', unit('B'), 'Thẩm Duyệt Khác'),
		manager: await makePerson(db, 'manager', unit('TLD'), 'Quản Lý'),
		admin: await makePerson(db, 'administrator', unit('TLD'), 'Quản Trị'),
	};

	let made = 0;
	const png = await sharp({ create: PICTURE }).png().toBuffer();
	const now = () => new Date();
	const content = (over: Partial<Content> = {}): Content => ({
		...emptyContent(),
		unit: unit('A1'),
		title: `Máy rải đá ${SECRET} số ${++made}`,
		group: programme.groups[0]!.code,
		field: programme.fields[0]!.code,
		problem: `Khó ${SECRET}`,
		solution: `Dễ ${SECRET}`,
		result: `Nhanh ${SECRET}`,
		benefit: '12 triệu',
		appliedOn: `${localDate(now()).slice(0, 4)}-01-05`,
		recognisedBy: `Hội đồng ${SECRET}`,
		recognitionNumber: '01/QĐ',
		recognisedOn: `${localDate(now()).slice(0, 4)}-01-06`,
		authors: [{ name: people.author.name, share: '', login: '', namePublic: false }],
		consent: `Đã hỏi ${SECRET}`,
		...over,
	});
	const draft = (actor: Actor, kind: 'self' | 'proxy', over: Partial<Content> = {}) =>
		db.transaction((tx) =>
			insertDraft(
				tx,
				actor,
				{ programmeId: programme.id, kind, content: content(over), initiativeId: null },
				now(),
			),
		);
	const attach = (actor: Actor, id: string, purpose: 'attachment' | 'photo') =>
		addFile(
			db,
			files,
			actor,
			id,
			purpose,
			{ name: `tệp ${SECRET}.pdf`, bytes: purpose === 'photo' ? png : PDF },
			now(),
		);
	const submit = async (attached?: 'attachment' | 'photo', over: Partial<Content> = {}) => {
		const id = await draft(people.author, 'self', over);
		const file = attached && (await attach(people.author, id, attached));
		const { id: initiative } = await db.transaction((tx) =>
			submitDraft(tx, people.author, [programme], id, now()),
		);
		return { initiative, file: file?.id ?? '' };
	};
	const decide = async (id: number, ...steps: [Actor, 'confirm' | 'approve' | 'return' | 'reject'][]) => {
		for (const [actor, action] of steps) {
			const reason = { return: 'bo-sung', reject: 'khong-dat', confirm: undefined, approve: undefined }[
				action
			];
			const request = { id, action, reason, note: `Vì ${SECRET}` };
			await db.transaction((tx) => decideOne(tx, actor, [programme], request, now()));
		}
		return thing(id);
	};
	const thing = (id: number): Thing => ({
		here: { code: codeOf(id), id: String(id), seq: '1' },
		missing: { code: NO_CODE, id: '999999', seq: '1' },
	});
	/** Two initiatives with one text, once the screener has found it. */
	const pair = async () => {
		const solution = { solution: `${++made} ${COPIED}` };
		const one = (await submit(undefined, solution)).initiative;
		const { initiative } = await submit(undefined, solution);
		while (!(await resolvePair(db, people.manager, initiative, codeOf(one)))) await sleep(50);
		const { here, missing } = thing(initiative);
		return { here: { ...here, other: codeOf(one) }, missing: { ...missing, other: NO_CODE } };
	};
	const only = (name: string, here: string, missing: string): Thing => ({
		here: { [name]: here },
		missing: { [name]: missing },
	});
	/** A manager's session that was good until just now. */
	const lapse = async (what: 'expires_at' | 'disabled_at') => {
		const { accountId, ...manager } = await makePerson(db, 'manager', unit('TLD'), 'Người Đã Nghỉ');
		const cookie = await web.cookieOf({ accountId, ...manager });
		await db.rows(
			what === 'expires_at'
				? sql`update sessions set expires_at = now() where account_id = ${accountId}`
				: sql`update accounts set disabled_at = now() where id = ${accountId}`,
		);
		return cookie;
	};
	const { author, officer, reviewer } = people;
	const rows = [
		['STT', 'Họ và tên tác giả', 'Đơn vị', 'Tên sáng kiến', 'Giải pháp', 'Ngày áp dụng'],
		['1', `Người Danh Sách ${SECRET}`, `Đơn vị ${SECRET}`, `Sáng kiến ${SECRET}`, 'Máy', '05/01/2026'],
	];
	const sent = { bytes: writeCsv(rows), fileName: `danh sách ${SECRET}.csv` };
	const targets = accessTargets(db, reviewer, programme, unit, `Vì ${SECRET}`);
	const figures = accessFigures(db, officer, programme);
	const pledges = accessPledges(db, officer, programme, unit);
	const { lagging, remind } = reminding(db, programme, reviewer, unit('A'));
	const firstList = await uploadList(db, officer, { programme, unitId: unit('A1') }, sent, now());
	/** Reading a list takes a thread and half a second, so it is read once. */
	const copyOfList = async () => {
		const id = randomUUID();
		await db.rows(sql`insert into imports select (jsonb_populate_record(i, jsonb_build_object('id', ${id}::text))).*
			from imports i where i.id = ${firstList}`);
		await db.rows(sql`insert into import_rows
			select (jsonb_populate_record(r, jsonb_build_object('import_id', ${id}::text))).*
			from import_rows r where r.import_id = ${firstList}`);
		return id;
	};
	const { token } = await db.transaction((tx) => createToken(tx, author.accountId, 'Báo cáo', 9, now()));
	return {
		web,
		people,
		lapsed: {
			expired: { cookie: await lapse('expires_at') },
			disabled: { cookie: await lapse('disabled_at') },
			token: { authorization: `Bearer ${token}` },
		},
		make: {
			'-': async () => ({ here: {}, missing: {} }),
			programme: async () => only('code', 'demo', 'khong-co'),
			unit: async () => only('code', 'A1', 'Z9'),
			term: async () => only('code', '2018-2023', '1918'),
			'figure file': async () => only('file', 'don-vi.csv', 'khong-co.csv'),
			'figure table': async () => only('table', 'tong-hop', 'khong-co'),
			chart: async () => only('chart', 'luy-ke', 'khong-co'),
			pair,
			waiting: async () => thing((await submit()).initiative),
			confirmed: async () => decide((await submit()).initiative, [officer, 'confirm']),
			returned: async () => decide((await submit()).initiative, [officer, 'return']),
			rejected: async () => decide((await submit()).initiative, [officer, 'confirm'], [reviewer, 'reject']),
			approved: async () => decide((await submit()).initiative, [officer, 'confirm'], [reviewer, 'approve']),
			sample: async () => {
				await decide((await submit()).initiative, [officer, 'confirm'], [reviewer, 'approve']);
				const id = await db.transaction((tx) => drawSample(tx, reviewer, programme, unit('A'), 1, now()));
				return only('id', String(id), '9999999');
			},
			photo: async () => {
				const { initiative, file } = await submit('photo');
				const { here } = await decide(initiative, [officer, 'confirm'], [reviewer, 'approve']);
				return { here: { ...here, id: file }, missing: { code: NO_CODE, id: NO_UUID } };
			},
			'hidden photo': async () => {
				const { initiative, file } = await submit('photo');
				return { here: { code: codeOf(initiative), id: file }, missing: { code: NO_CODE, id: NO_UUID } };
			},
			file: async () => only('file', (await submit('attachment')).file, NO_UUID),
			draft: async () => only('draft', await draft(author, 'self'), NO_UUID),
			'proxy draft': async () => only('draft', await draft(officer, 'proxy'), NO_UUID),
			'draft file': async () => {
				const id = await draft(author, 'self');
				const file = await attach(author, id, 'attachment');
				return { here: { draft: id, file: file.id }, missing: { draft: NO_UUID, file: NO_UUID } };
			},
			list: async () => only('id', await copyOfList(), NO_UUID),
			publication: async () => only('publication', await targets.assign(), '9999999'),
			cascade: async () => only('id', await targets.handDown(), NO_UUID),
			report: async () => only('id', await figures.report(), '999999'),
			snapshot: async () => only('id', await figures.snapshot(), '999999'),
			notice: async () => {
				const words = { title: `Nhắc ${SECRET} ${++made}`, body: `Vì ${SECRET}`, href: '/cua-toi' };
				const notice = { accountId: author.accountId, kind: 'lagging', ...words } as const;
				// Its mail goes another day: a job of its own would change what is compared.
				const mailAt = new Date(Date.now() + 86_400_000);
				const [sent] = await db.transaction((tx) => notify(tx, [notice], now(), mailAt));
				return only('notice', String(sent!.id), '9999999');
			},
			pledge: () => pledges.open(),
			result: () => pledges.published(),
			lagging: async () => only('unit', String(await lagging()), '999999'),
			reminder: async () => only('id', String(await remind(await lagging())), '9999999'),
			recognised: () => listedPerson(db, officer, programme, unit('A1')),
			token: async () => {
				const { id } = await db.transaction((tx) => createToken(tx, author.accountId, SECRET, 9, now()));
				return only('id', String(id), '9999999');
			},
			account: async () => {
				const person = await makePerson(db, 'member', unit('A1'), `Đoàn Viên ${SECRET} ${++made}`);
				const [here, missing] = [String(person.accountId), '9999999'];
				return { here: { account: here, id: here }, missing: { account: missing, id: missing } };
			},
		},
	};
}
