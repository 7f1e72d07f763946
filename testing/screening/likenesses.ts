import { withdrawInitiative } from '#features/initiatives/commands/steps.ts';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { codeOf, type NewInitiative } from '#features/initiatives/schema.ts';
import { type Actor, type Role, scopeOf } from '#features/people/rules.ts';
import { judgePair } from '#features/review/commands/verdicts.ts';
import { screenWaiting } from '#features/similarity/commands/screen.ts';
import { makeScope } from '#features/units/rules.ts';
import { openDb } from '#platform/db/db.ts';
import { testDatabase } from '../database.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '../world.ts';

/** Stands in everything of a text that a reader elsewhere must not see. */
export const SECRET = 'zq7mật';
export const COPIED =
	'Tổ cơ điện lắp thêm cảm biến quang ở đầu băng tải, khi phôi kẹt thì máy tự dừng sau nửa giây và đèn vàng báo ' +
	'cho người trực; nhờ vậy không còn ai thò tay vào lô cuốn, mỗi ca bớt được bốn lần dừng chuyền ngoài kế hoạch.';
export const OWN = [
	'Bếp ăn ca ba đổi sang nồi hấp đa tầng, khay inox xếp theo màu, thực đơn tuần dán ở cửa để công nhân góp ý.',
	'Giáo viên tổ hóa soạn bộ thí nghiệm ảo về chuẩn độ, học sinh tự đo điểm tương đương trên điện thoại của lớp.',
	'Trạm y tế xã lập sổ theo dõi huyết áp tại nhà, y tá thôn ghi bằng giọng nói rồi máy chép thành bảng hằng tuần.',
] as const;

/** Initiatives of one test. */
export interface Likes {
	/** Of `author`, in L1. */
	original: number;
	/** The same text in the same unit. */
	copy: number;
	/** Much of it in another province, in words of which some are secret. */
	far: number;
	/** Like none of them, in L2. */
	own: number;
}

/** Two provinces (T1 above L1 and L2, T2 above L3), a reviewer of the first, and makers of texts that are alike. */
export async function likenessWorld() {
	const db = openDb((await testDatabase()).url, { max: 4 });
	const units = await makeUnits(db, [
		['T1', 'TLD', 'provincial_federation'],
		['T2', 'TLD', 'provincial_federation'],
		['L1', 'T1', 'grassroots'],
		['L2', 'T1', 'grassroots'],
		['L3', 'T2', 'grassroots'],
	]);
	const unit = (code: string) => units.get(code)!.id;
	const programme = await makeProgramme(db, { code: 'ra' });
	const person = (role: Role, code: string, name?: string) => makePerson(db, role, unit(code), name);
	const now = new Date();
	const here = await person('reviewer', 'T1', 'Lê Thẩm Duyệt');
	const author = await person('member', 'L1', 'Trần Văn Gốc');
	const far = await person('member', 'L3', `Người Xa ${SECRET}`);
	let made = 0;

	/** Submits and leaves it to be screened. */
	async function submit(by: Actor, code: string, over: Partial<NewInitiative>): Promise<number> {
		made += 1;
		const initiative = newInitiative(programme, by, unit(code), `Tên ${over.title ?? ''} ${made}`);
		const submission = {
			initiative: { ...initiative, ...over, title: initiative.title },
			kind: 'self' as const,
			key: `khoa-${made}`,
		};
		const scope = makeScope({ all: true });
		const [done] = await db.transaction((tx) =>
			submitInitiatives(tx, by.accountId, scope, programme, [submission], now),
		);
		return done!.id;
	}
	async function screenAll(): Promise<void> {
		while ((await screenWaiting(db, 50, () => now)) > 0);
	}
	/** Four initiatives, screened, with nothing else to be like. */
	async function fresh(): Promise<Likes> {
		await db.pool.query('delete from similarity_pairs');
		await db.pool.query('delete from similarity_results');
		await db.pool.query('delete from similarity_waiting');
		await db.pool.query('update similarity_texts set dropped_at = now() where dropped_at is null');
		const changed = COPIED.replace('bốn lần', `${SECRET} Nguyễn Thị Kín chín lần`);
		const ids = {
			original: await submit(author, 'L1', { solution: `${COPIED} ${OWN[0]}` }),
			copy: await submit(await person('member', 'L1'), 'L1', {
				solution: COPIED,
				difference: 'Dùng cho máy dệt.',
			}),
			far: await submit(far, 'L3', {
				title: SECRET,
				problem: `Khó ${SECRET}. ${OWN[1]}`,
				solution: changed,
				difference: `Khác ${SECRET}`,
			}),
			own: await submit(author, 'L2', { solution: OWN[2] }),
		};
		await screenAll();
		return ids;
	}
	return {
		db,
		programme,
		now,
		here,
		author,
		unit,
		person,
		submit,
		fresh,
		async screened(work: Promise<number>): Promise<number> {
			const id = await work;
			await screenAll();
			return id;
		},
		withdraw: (by: Actor, id: number) =>
			db.transaction((tx) => withdrawInitiative(tx, by, [programme], id, '', now)),
		reads: (actor: Actor) => scopeOf(actor, 'read_initiatives'),
		judge: (actor: Actor, id: number, other: number | string, over: object = {}) =>
			db.transaction((tx) =>
				judgePair(
					tx,
					actor,
					id,
					typeof other === 'string' ? other : codeOf(other),
					{ verdict: 'confirmed_copy', note: 'Giống cả câu.', seen: 0, ...over },
					now,
				),
			),
	};
}
