import { expect, it } from 'vitest';
import type { Programme } from '#features/programmes/schema.ts';
import { pastedWorkbook, readRecognisedList, unitCodesIn } from './excel.ts';

const programme = {
	groups: [{ id: 4, code: 'enterprise', name: { vi: 'Công nhân doanh nghiệp', en: 'Enterprise workers' } }],
} as unknown as Programme;
const list = (...lines: string[]) => pastedWorkbook(lines.join('\n'));
const HEAD = 'STT\tHọ và tên\tTên giải pháp\tMã đơn vị\tNhóm\tSố QĐ\tNgày QĐ';
const read = (...lines: string[]) =>
	readRecognisedList(list('CÔNG TY MAY', '', HEAD, ...lines), programme, 7, new Map([['CS-2', 8]]));

it('reads what was pasted below a letterhead; who names no unit belongs to this one', () => {
	expect(
		read('1\tNguyễn  Thị A\tMáy rải vải\t\tcong nhan doanh nghiep\t12/QĐ\t05/03/2026', '', '2\tB\tC\tcs-2'),
	).toEqual([
		{
			line: 4,
			name: 'Nguyễn  Thị A',
			title: 'Máy rải vải',
			person: {
				unitId: 7,
				name: 'Nguyễn Thị A',
				title: 'Máy rải vải',
				groupId: 4,
				decisionNumber: '12/QĐ',
				decidedOn: '2026-03-05',
			},
			issues: [],
		},
		{
			line: 6,
			name: 'B',
			title: 'C',
			person: { unitId: 8, name: 'B', title: 'C', groupId: null, decisionNumber: '', decidedOn: null },
			issues: [],
		},
	]);
});

it('says everything that is wrong with a row', () => {
	const [row] = read(`1\t\t${'x'.repeat(301)}\tCS-9\tkhác\t\t31/02/2026`);
	expect(row!.person).toBe(null);
	expect(row!.issues.map(({ field, code }) => [field, code])).toEqual([
		['unit', 'recognised_unit'],
		['group', 'recognised_group'],
		['date', 'recognised_date'],
		['name', 'recognised_missing'],
		['title', 'recognised_too_long'],
	]);
});

it('names the units of a list, and refuses one without headings', () => {
	expect(unitCodesIn(list(HEAD, '1\tA\tB\tcs-2'))).toEqual(['CS-2']);
	expect(() => readRecognisedList(list('1\tA\tB'), programme, 7, new Map())).toThrow('recognised_no_header');
});
