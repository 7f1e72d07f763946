import type { PublishedFigure } from '#features/statistics/rules/reconcile.ts';
import { END, MILLION, MILLIONTH } from './sources.ts';

/** The millionth initiative. */
export const THE_MILLIONTH: PublishedFigure[] = [
	{
		code: 'millionth',
		says: {
			vi: 'Sáng kiến thứ một triệu, 15h34 ngày 3/10/2022',
			en: 'The millionth initiative, at 15:34 on 3/10/2022',
		},
		value: 1_000_000,
		is: 'count',
		asOf: MILLIONTH,
		source: MILLION,
		counts: { by: 'reached', measure: 'submitted', on: MILLIONTH },
	},
	{
		code: 'day-332',
		says: {
			vi: '3/10/2022 là «ngày thứ 332» của chương trình',
			en: '3/10/2022 was “day 332” of the programme',
		},
		value: 332,
		is: 'day',
		asOf: MILLIONTH,
		source: MILLION,
		follows: { by: 'days', from: '2022-01-08', to: MILLIONTH, ends: 'both' },
		note: {
			vi: 'Chương trình mở ngày 8/1/2022, nên 3/10/2022 là ngày thứ 269. 332 là số ngày còn lại đến 31/8/2023.',
			en: 'The programme opened on 8/1/2022, so 3/10/2022 is its day 269. 332 are the days that were left until 31/8/2023.',
		},
	},
	{
		code: 'days-early',
		says: {
			vi: 'Về đích sớm: số ngày từ 3/10/2022 đến hạn',
			en: 'Ahead of time: days from 3/10/2022 to the end',
		},
		value: 332,
		is: 'days',
		asOf: MILLIONTH,
		source: MILLION,
		follows: { by: 'days', from: MILLIONTH, to: END, ends: 'last' },
		note: {
			vi: 'Đúng khi hạn là 31/8/2023. Thể lệ ghi giai đoạn 2 đến 1/9/2023: tính đến đó là 333 ngày.',
			en: 'True when the end is 31/8/2023. The rules say phase 2 runs until 1/9/2023: that would be 333 days.',
		},
	},
];
