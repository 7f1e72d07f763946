import { describe, expect, test } from 'vitest';
import enCentral from '#locales/en/central.json' with { type: 'json' };
import en from '#locales/en/units.json' with { type: 'json' };
import viCentral from '#locales/vi/central.json' with { type: 'json' };
import vi from '#locales/vi/units.json' with { type: 'json' };
import { readWorkbook } from '#platform/excel/read.ts';
import { writeWorkbook } from '#platform/excel/write.ts';
import { readUnitList, UNIT_COLUMNS, type UnitColumn, unitTemplate } from './excel.ts';
import { UNIT_KINDS, type UnitRow } from './schema.ts';

const csv = (text: string) => readWorkbook(new TextEncoder().encode(text), 'don-vi.csv').then(readUnitList);

describe('a list of units', () => {
	test.each([
		['vi', vi, viCentral],
		['en', en, enCentral],
	])('comes back from the template of each language as it was (%s)', async (_locale, kinds, central) => {
		const headings = Object.fromEntries(
			UNIT_COLUMNS.map((column) => [column, central[`column_${column}`]]),
		) as Record<UnitColumn, string>;
		const units: UnitRow[] = UNIT_KINDS.map((kind, index) => ({
			code: `U-${index}`,
			name: `Đơn vị ${index}`,
			parent: 'TLD',
			kind,
			from: '2025-07-01',
			to: index % 2 ? '2026-01-01' : null,
			successor: index % 2 ? 'TLD' : null,
			cluster: null,
			members: index % 3 ? 1_250 : null,
			membersAsOf: index % 3 ? '2025-12-31' : null,
			membersSource: index % 3 ? 'Báo cáo' : null,
		}));
		const sheet = unitTemplate(headings, (kind) => kinds[`kind_${kind}`], units);
		const listed = readUnitList(await readWorkbook(await writeWorkbook([sheet]), 'mau.xlsx'));
		expect(listed.flatMap((row) => row.issues)).toEqual([]);
		expect(listed.map((row) => row.unit)).toEqual(units);
	});

	test('is recognised below a letterhead, without marks, and names everything wrong in a row at once', async () => {
		const listed = await csv(
			[
				'LIEN DOAN LAO DONG TINH,,,,,,,',
				'MA DON VI,TEN DON VI,Ma cap tren,Loai,Tu ngay,Den ngay,So doan vien,Ngay so lieu',
				'A-1,Cong doan A,TLD,CĐCS,01/07/2025,31/12/2025,1.250,30/06/2025',
				',Thieu ma,TLD,Hop tac xa,31/02/2026,,12a,',
				'a b,,TLD,CDCS,,,5,',
			].join('\n'),
		);
		expect(listed[0]).toMatchObject({
			line: 3,
			unit: { to: '2026-01-01', members: 1_250, kind: 'grassroots' },
		});
		expect(
			listed.slice(1).map((row) => row.issues.map(({ field, code }) => `${field} ${code}`).sort()),
		).toEqual([
			[
				'code unit_code_invalid',
				'from date_impossible',
				'kind unit_kind_unknown',
				'members unit_members_unreadable',
			],
			[
				'code unit_code_invalid',
				'from unit_from_missing',
				'membersAsOf unit_members_undated',
				'name unit_name_invalid',
			],
		]);
	});

	test('without headings is refused', async () => {
		await expect(csv('a,b\n1,2')).rejects.toMatchObject({ code: 'units_no_header' });
	});
});
