import { describe, expect, it } from 'vitest';
import en from '#locales/en/excel.json' with { type: 'json' };
import vi from '#locales/vi/excel.json' with { type: 'json' };
import type { CellValue, Sheet, Workbook } from '#platform/excel/workbook.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { splitAuthors } from './authors.ts';
import { scaleOfHeading } from './heading-scale.ts';
import { LIST_COLUMNS, recogniseHeading } from './headings.ts';
import { applyMapping, mappingOf, recogniseColumns } from './recognition.ts';

const sheetOf = (name: string, rows: CellValue[][], more: Partial<Sheet> = {}): Sheet => ({
	name,
	hidden: false,
	rows,
	merges: [],
	hiddenRows: [],
	hiddenColumns: [],
	...more,
});
const workbookOf = (...sheets: Sheet[]): Workbook => ({ format: 'xlsx', dateSystem: 1900, sheets });

describe('recogniseHeading', () => {
	it.each([
		['Giá trị làm lợi (đồng)', 'benefit', 1],
		['TÁC  GIẢ ', 'author', 1],
		['Noi cong tac', 'unit', 1],
		['Họ và tên tác giả sáng kiến', 'author', 0.8],
		['Quyết định công nhận / Số', 'recognitionNumber', 1],
		['Tác giả / Số CCCD', 'identity', 0.9],
		['Đơn vị công nhận', 'recognisedBy', 1],
		['Hiệu quả xã hội mang lại', 'socialBenefit', 0.8],
		['Điểm khác/điểm mới so với sáng kiến đã có', 'difference', 1],
		['Điểm mới của sáng kiến', 'difference', 1],
		['Đơn vị tính', 'ignored', 1],
		['Giá trị đơn vị thẩm định (đồng)', 'ignored', 1],
	])('%s', (heading, column, confidence) =>
		expect(recogniseHeading(heading)).toEqual({ column, confidence }),
	);

	it('does not know everything', () => {
		for (const heading of ['', 'Xếp loại', 'Nguyễn Văn A']) expect(recogniseHeading(heading)).toBeNull();
	});

	it('reads the unit of money', () => {
		const scales = [
			'(đồng)',
			'(triệu đồng)',
			'(ĐVT: tỷ đồng)',
			'(nghìn đồng)',
			'(1.000 đồng)',
			'(Triệu)',
		].map((unit) => scaleOfHeading(`Giá trị làm lợi ${unit}`));
		expect(scales).toEqual([1, 1e6, 1e9, 1000, 1000, 1e6]);
	});
});

describe('recogniseColumns', () => {
	const list: CellValue[][] = [
		['Đơn vị: Công ty Mẫu'],
		['STT', 'Tên sáng kiến', 'Tác giả', 'Mã nhân viên', 'Họ và tên'],
		[1, 'Một', 'A An', '015304400180', 'x'],
	];

	it('finds the heading below a letterhead, and never shows identity numbers', () => {
		const { headerRows, columns, notices } = recogniseColumns(workbookOf(sheetOf('A', list)));
		expect(headerRows).toEqual({ first: 2, last: 2 });
		expect(columns.map((each) => each.column)).toEqual(['ordinal', 'title', 'author', null, null]);
		expect(columns[3]).toMatchObject({ letter: 'D', heading: 'Mã nhân viên', samples: [] });
		expect(notices).toEqual([]);
	});

	it('never chooses a hidden sheet, and says what it leaves', () => {
		const hidden = sheetOf('Ẩn', [...list, ...list], { hidden: true });
		const longer = sheetOf('B', [...list, [2, 'Hai', 'B Ba']]);
		const found = recogniseColumns(workbookOf(hidden, sheetOf('A', list), longer));
		expect(found.sheet).toBe('B');
		expect(found.notices).toEqual([
			{ code: 'sheet_hidden', params: { sheet: 'Ẩn' } },
			{ code: 'sheet_skipped', params: { sheet: 'A' } },
		]);
	});

	it('shows an unknown table for the officer to map', () => {
		const found = recogniseColumns(workbookOf(sheetOf('A', [[], ['x', 'y'], ['1', '2']])));
		expect(found).toMatchObject({
			headerRows: { first: 2, last: 2 },
			notices: [{ code: 'header_not_found' }],
		});
		expect(found.columns.map((each) => each.samples)).toEqual([['1'], ['2']]);
	});

	it('refuses corrections that cannot be read by', () => {
		const workbook = workbookOf(sheetOf('A', list));
		const mapping = mappingOf(recogniseColumns(workbook));
		const code = (change: Partial<typeof mapping>) => {
			try {
				return applyMapping(workbook, { ...mapping, ...change }) && 'accepted';
			} catch (error) {
				return error instanceof Refusal && error.code;
			}
		};
		expect(code({})).toBe('accepted');
		expect(code({ sheet: 'Z' })).toBe('mapping_sheet');
		expect(code({ headerRows: { first: 9, last: 9 } })).toBe('mapping_rows');
		expect(code({ columns: [{ index: 0, column: 'author' }] })).toBe('mapping_no_title');
		expect(code({ columns: [0, 1].map((index) => ({ index, column: 'title' as const })) })).toBe(
			'mapping_twice',
		);
	});
});

describe('splitAuthors', () => {
	const split = (text: string, shares?: string) => {
		const read = splitAuthors(text, shares);
		return 'code' in read ? read.code : read.authors.map(({ name, share }) => [name, share]);
	};
	it.each([
		['Nguyễn Văn An', '', [['Nguyễn Văn An', 10000]]],
		[
			'A An; B Ba\n3. C Ca',
			'',
			[
				['A An', 3334],
				['B Ba', 3333],
				['C Ca', 3333],
			],
		],
		[
			'A An (60%) và B Ba (40%)',
			'',
			[
				['A An', 6000],
				['B Ba', 4000],
			],
		],
		[
			'A An - 33,33%, B Ba - 33,33%, C Ca - 33,33%',
			'',
			[
				['A An', 3334],
				['B Ba', 3333],
				['C Ca', 3333],
			],
		],
		[
			'A An, B Ba',
			'60/40',
			[
				['A An', 6000],
				['B Ba', 4000],
			],
		],
		['Nguyễn Vân Anh', '', [['Nguyễn Vân Anh', 10000]]],
		['ThS. Lê Y-Ban', '', [['ThS. Lê Y-Ban', 10000]]],
		['A An; B Ba (40%)', '', 'shares_incomplete'],
		['A An (60%); B Ba (30%)', '', 'shares_sum'],
		['A An; B Ba', 'một nửa; một nửa', 'share_unreadable'],
		['an@cong-ty.vn', '', 'author_unclear'],
	])('%s %s', (text, shares, expected) => expect(split(text, shares)).toEqual(expected));
});

it('every column has a name in both languages', () => {
	for (const column of LIST_COLUMNS)
		expect([`column_${column}` in vi, `column_${column}` in en]).toEqual([true, true]);
});
