import type { PublishedFigure } from '#features/statistics/rules/reconcile.ts';
import { END, MILLIONTH, PROVINCE, SUMMARY, THANH_HOA } from './sources.ts';

/** Units: how many, and some of them. */
export const UNITS: PublishedFigure[] = [
	{
		code: 'units',
		says: { vi: 'Đơn vị trực thuộc Tổng Liên đoàn', en: 'Units directly under the confederation' },
		value: 82,
		is: 'count',
		asOf: MILLIONTH,
		source: SUMMARY,
		counts: { by: 'units', on: MILLIONTH },
	},
	{
		code: 'units-over',
		says: {
			vi: 'Trong đó đã vượt chỉ tiêu của mình khi đủ một triệu',
			en: 'Of these past their own target when the million was reached',
		},
		value: 59,
		is: 'count',
		asOf: MILLIONTH,
		source: SUMMARY,
		follows: { by: 'at_most', as: 'units' },
		note: {
			vi: 'Chỉ tiêu của từng đơn vị không được công bố, nên không tính lại được.',
			en: 'The units’ own targets were not published, so this cannot be counted again.',
		},
	},
	{
		code: 'thanh-hoa',
		says: {
			vi: 'Thanh Hóa, nhiều nhất cả nước: số sáng kiến đã nộp',
			en: 'Thanh Hóa, the most of all: initiatives submitted',
		},
		value: 600_175,
		is: 'count',
		asOf: END,
		source: THANH_HOA,
		follows: { by: 'at_most', as: 'submitted' },
		counts: { by: 'total', measure: 'submitted', unit: 'LDLD-38' },
	},
	{
		code: 'lang-son',
		says: { vi: 'Lạng Sơn: số sáng kiến', en: 'Lạng Sơn: initiatives' },
		value: 6308,
		is: 'count',
		asOf: null,
		source: PROVINCE,
	},
	{
		code: 'lang-son-target',
		says: { vi: 'Lạng Sơn: chỉ tiêu', en: 'Lạng Sơn: target' },
		value: 4100,
		is: 'count',
		asOf: null,
		source: PROVINCE,
	},
	{
		code: 'lang-son-attained',
		says: { vi: 'Lạng Sơn đạt bao nhiêu chỉ tiêu', en: 'What Lạng Sơn attains of its target' },
		value: 1290,
		is: 'percent',
		asOf: null,
		source: PROVINCE,
		follows: { by: 'attains', of: 'lang-son', over: 'lang-son-target' },
		note: {
			vi: '129 % chỉ có nếu tử số khoảng 5.289, chẳng hạn số được phê duyệt: bài báo không ghi tử số.',
			en: '129 % needs a numerator of about 5,289, perhaps approvals: the article does not name it.',
		},
	},
	{
		code: 'trang-dinh',
		says: { vi: 'Huyện Tràng Định: số sáng kiến', en: 'Tràng Định district: initiatives' },
		value: 570,
		is: 'count',
		asOf: null,
		source: PROVINCE,
	},
	{
		code: 'trang-dinh-target',
		says: { vi: 'Huyện Tràng Định: chỉ tiêu', en: 'Tràng Định district: target' },
		value: 265,
		is: 'count',
		asOf: null,
		source: PROVINCE,
	},
	{
		code: 'trang-dinh-exceeds',
		says: { vi: 'Huyện Tràng Định «vượt 215 %»', en: 'Tràng Định district “exceeds by 215 %”' },
		value: 2150,
		is: 'percent',
		asOf: null,
		source: PROVINCE,
		follows: { by: 'exceeds', of: 'trang-dinh', over: 'trang-dinh-target' },
		note: {
			vi: '570 trên 265 là đạt 215,1 %, tức vượt 115,1 %: «đạt» bị in thành «vượt».',
			en: '570 of 265 attains 215.1 % and so exceeds by 115.1 %: “attains” was printed as “exceeds by”.',
		},
	},
];
