import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#platform/clock/clock.ts';
import { parseDate } from './dates.ts';

describe('parseDate', () => {
	it.each([
		['01/9/2021', '2021-09-01'],
		['1-9-2021', '2021-09-01'],
		['1.9.21', '2021-09-01'],
		['5 / 3 / 2022', '2022-03-05'],
		['ngày 30 tháng 6 năm 2022', '2022-06-30'],
		['Ngày 05/3/2022', '2022-03-05'],
		['30 thang 6, 2022', '2022-06-30'],
		['2022-09-01', '2022-09-01'],
		['2022/9/1', '2022-09-01'],
		['2022-09-01T07:30:00Z', '2022-09-01'],
		['01/09/2021 08:30', '2021-09-01'],
		['08:30 ngày 01/09/2021', '2021-09-01'],
		['30-Jun-2022', '2022-06-30'],
		['０１/０９/２０２１', '2021-09-01'],
		['29/02/2024', '2024-02-29'],
	])('%s is %s', (text, date) => expect(parseDate(text)).toEqual({ date }));

	it.each([
		['09.2023', '2023-09'],
		['tháng 5/2022', '2022-05'],
		['tháng 5 năm 2022', '2022-05'],
		['T5/2022', '2022-05'],
		['2022-05', '2022-05'],
	])('%s is only the month %s', (text, month) =>
		expect(parseDate(text)).toEqual({ code: 'date_month_only', params: { month } }),
	);

	it.each([
		['31/02/2022', 'date_impossible'],
		['29/02/2023', 'date_impossible'],
		['13/2022', 'date_impossible'],
		['12/31/2022', 'date_month_first'],
		['2022', 'date_year_only'],
		['năm 2022', 'date_year_only'],
		['quý II/2022', 'date_quarter_only'],
		['đang áp dụng', 'date_unreadable'],
		['01/9/2021 - 05/9/2021', 'date_unreadable'],
		['01092021', 'date_unreadable'],
		['', 'date_unreadable'],
	])('%s is refused: %s', (text, code) => expect(parseDate(text)).toEqual({ code }));

	it('reads back every day in each way of writing it', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 36_000 }), (days) => {
				const date = addDays('2000-01-01', days);
				const [y, m, d] = date.split('-').map(Number);
				const ways = [date, `${d}/${m}/${y}`, `${d}.${m}.${y! % 100}`.replace(/\.(\d)$/, '.0$1')];
				for (const text of [...ways, `ngày ${d} tháng ${m} năm ${y}`])
					expect(parseDate(text)).toEqual({ date });
			}),
		);
	});

	it('answers any text', () => {
		fc.assert(fc.property(fc.string(), (text) => void parseDate(text)));
	});
});
