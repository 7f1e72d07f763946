import { beforeAll, describe, expect, test } from 'vitest';
import { readUnitList } from '#features/units/excel.ts';
import { unitByCode, unitHistory } from '#features/units/queries.ts';
import { makeScope, type UnitScope } from '#features/units/rules.ts';
import { startOfLocalDate } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { testDatabase } from '#testing/database.ts';
import { makeUnits, TODAY } from '#testing/world.ts';
import { importUnits, previewList } from './tree.ts';

const HEADINGS = 'Mã,Tên,Mã cấp trên,Loại,Từ ngày,Đến ngày,Số đoàn viên,Ngày số liệu';
const everywhere = makeScope({ all: true });
let db: Db;

beforeAll(async () => {
	db = openDb((await testDatabase()).url, { max: 4 });
	await makeUnits(db, [
		['T1', 'TLD', 'provincial_federation'],
		['T2', 'TLD', 'provincial_federation'],
		['H1', 'T1', 'district'],
		['L1', 'H1', 'grassroots'],
	]);
	return () => db.close();
});

async function bring(rows: string[], options: { scope?: UnitScope; rehearse?: boolean } = {}) {
	const bytes = new TextEncoder().encode([HEADINGS, ...rows].join('\n'));
	const listed = readUnitList(await readWorkbook(bytes, 'don-vi.csv'));
	const by = {
		scope: options.scope ?? everywhere,
		accountId: null,
		today: TODAY,
		now: startOfLocalDate(TODAY),
	};
	const { rows: planned } = options.rehearse
		? await previewList(db, listed, by)
		: await importUnits(db, listed, by, 'don-vi.csv');
	return planned;
}
const outcomes = async (...args: Parameters<typeof bring>) =>
	(await bring(...args)).map((row) => row.outcome);
const problems = async (...args: Parameters<typeof bring>) =>
	(await bring(...args)).map((row) => row.issues.map(({ field, code }) => `${field} ${code}`));
const picture = () =>
	db.rows(sql`select unit_id, valid::text, parent_id, name, kind from unit_periods order by 1, 2`);

describe('a list of units', () => {
	test('is rehearsed without writing anything, then written once; again it changes nothing', async () => {
		const rows = [
			'X1,Xã Một,T1,Công đoàn xã,01/01/2026,,250,01/01/2026',
			'X1-1,CĐCS Một,X1,CĐCS,01/01/2026,,,',
		];
		const before = await picture();
		expect(await outcomes(rows, { rehearse: true })).toEqual(['new', 'new']);
		expect(await picture()).toEqual(before);
		expect(await outcomes(rows)).toEqual(['new', 'new']);
		const after = await picture();
		expect(after).toHaveLength(before.length + 2);
		expect(await outcomes(rows)).toEqual(['same', 'same']);
		expect(await picture()).toEqual(after);
	});

	test('changes a unit from a date on and keeps what it was before; ends one on its last day', async () => {
		await bring(['Y1,Tên Cũ,T1,CĐCS,01/01/2020,,,']);
		expect(await outcomes(['Y1,Tên Mới,T2,CĐCS,01/07/2025,,,'])).toEqual(['changed']);
		expect(await outcomes(['Y1,Tên Cũ,T1,CĐCS,01/01/2020,,,'])).toEqual(['same']);
		expect(await outcomes(['Y1,Tên Mới,T2,CĐCS,01/07/2025,31/12/2025,,'])).toEqual(['ended']);
		const unit = (await unitByCode(db, 'Y1'))!;
		expect(unit.endedOn).toBe('2026-01-01');
		expect(
			(await unitHistory(db, unit.id)).map(({ from, to, name, parentCode }) => [from, to, name, parentCode]),
		).toEqual([
			['2020-01-01', '2025-07-01', 'Tên Cũ', 'T1'],
			['2025-07-01', '2026-01-01', 'Tên Mới', 'T2'],
		]);
	});

	test('says what is wrong by row, and is written whole or not at all', async () => {
		const rows = [
			'Z1,Đúng,T1,CĐCS,01/01/2026,,,',
			'Z2,Cấp trên lạ,KHONG-CO,CĐCS,01/01/2026,,,',
			'Z3,Trùng,T1,CĐCS,01/01/2026,,,',
			'Z3,Trùng nữa,T1,CĐCS,01/02/2026,,,',
			'H1,Viết lại quá khứ,T1,Công đoàn xã,01/01/2018,,,',
			'Z4,Ngược ngày,T1,CĐCS,01/02/2026,01/01/2026,,',
		];
		const before = await picture();
		expect(await problems(rows, { rehearse: true })).toEqual([
			[],
			['parent unit_parent_unknown'],
			['code unit_twice'],
			['code unit_twice'],
			['from unit_period_exists'],
			['to unit_dates_reversed'],
		]);
		await expect(bring(rows)).rejects.toMatchObject({ code: 'units_invalid' });
		await expect(
			bring(
				[
					'V1,Công ty Một,V2,Công đoàn công ty,01/01/2026,,,',
					'V2,Công ty Hai,V1,Công đoàn công ty,01/01/2026,,,',
				],
				{ rehearse: true },
			),
		).rejects.toMatchObject({ code: 'unit_cycle' });
		expect(await picture()).toEqual(before);
	});

	test('reaches only below the units that the person manages', async () => {
		const scope = makeScope({ unitIds: [(await unitByCode(db, 'T1'))!.id] });
		expect(
			await problems(
				[
					'W1,Bên trong,H1,CĐCS,01/01/2026,,,',
					'W2,Bên ngoài,T2,CĐCS,01/01/2026,,,',
					'T1,Đổi tên chính mình,TLD,LĐLĐ tỉnh,01/01/2026,,,',
					'T2,Đổi tên nơi khác,TLD,LĐLĐ tỉnh,01/01/2026,,,',
					'L1,Kéo ra ngoài,T2,CĐCS,01/01/2026,,,',
				],
				{ scope, rehearse: true },
			),
		).toEqual([
			[],
			['parent unit_parent_unknown'],
			['code unit_outside', 'parent unit_parent_unknown'],
			['code unit_outside', 'parent unit_parent_unknown'],
			['parent unit_parent_unknown'],
		]);
	});
});
