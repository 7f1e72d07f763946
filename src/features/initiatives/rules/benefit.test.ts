import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber } from '#platform/i18n/translate.ts';
import { benefitInWords, parseBenefit, parseBenefitNumber } from './benefit.ts';

const amountOf = (text: string) => {
	const reading = parseBenefit(text);
	return 'amount' in reading ? reading.amount : reading.code;
};

describe('parseBenefit', () => {
	it.each([
		['1,5 tỷ', 1_500_000_000],
		['1.5 tỷ', 1_500_000_000],
		['1,25 ty dong', 1_250_000_000],
		['0,125 tỷ', 125_000_000],
		['1.200.000đ', 1_200_000],
		['1.500.000.000', 1_500_000_000],
		['1,500,000,000 đ', 1_500_000_000],
		['1 500 000 000 đồng', 1_500_000_000],
		['1.500.000,00', 1_500_000],
		['500tr', 500_000_000],
		['500 Tr.đ', 'benefit_unreadable'],
		['350 nghìn đồng', 350_000],
		['350k', 350_000],
		['2 tỉ 300 triệu', 2_300_000_000],
		['2 tỷ, 300 triệu đồng', 2_300_000_000],
		['1 tỷ rưỡi', 1_500_000_000],
		['một tỷ rưỡi', 1_500_000_000],
		['một tỷ năm trăm triệu đồng', 1_500_000_000],
		['hai mươi mốt triệu đồng', 21_000_000],
		['33 nghìn tỷ đồng', 33_000_000_000_000],
		['33.000 tỷ đồng', 'benefit_ambiguous'],
		['khoảng 30 triệu đồng', 30_000_000],
		['Ước tính: 30 triệu', 30_000_000],
		['~ 30 triệu', 30_000_000],
		['Tiết kiệm trên 30 triệu đồng/năm', 30_000_000],
		['200.000.000 VNĐ', 200_000_000],
		['１５００００', 150_000],
		['0', 0],
		['47.126 USD', 'benefit_foreign_currency'],
		['$5000', 'benefit_foreign_currency'],
		['', 'benefit_empty'],
		['-5000000', 'benefit_negative'],
		['−5 triệu', 'benefit_negative'],
		['10-15 triệu', 'benefit_range'],
		['10 – 15 triệu', 'benefit_range'],
		['10 triệu đến 15 triệu', 'benefit_range'],
		['từ 10 đến 15 triệu', 'benefit_range'],
		['1e9', 'benefit_unreadable'],
		['1.500.000,50', 'benefit_fraction'],
		['không tính được bằng tiền', 'benefit_no_amount'],
		['9.000.001 tỷ', 'benefit_too_large'],
		['1 tỷ 5', 'benefit_unreadable'],
		['5 triệu 2 tỷ', 'benefit_unreadable'],
		['5 trạm', 'benefit_unreadable'],
		['1.2.3', 'benefit_unreadable'],
		['giảm 30% thời gian', 'benefit_unreadable'],
	])('%s → %s', (text, expected) => expect(amountOf(text)).toBe(expected));

	it('keeps what an amount is counted by', () => {
		const per = (text: string) => {
			const reading = parseBenefit(text);
			return 'per' in reading ? [reading.amount, ...reading.per] : reading;
		};
		expect(per('14 triệu/trạm/năm')).toEqual([14_000_000, 'trạm', 'năm']);
		expect(per('14 triệu đồng / trạm / 1 năm')).toEqual([14_000_000, 'trạm', 'năm']);
		expect(per('30 triệu đồng mỗi năm')).toEqual([30_000_000, 'năm']);
		expect(per('30 triệu một tháng')).toEqual([30_000_000, 'tháng']);
	});

	it('asks which is meant where a point could be either', () => {
		expect(parseBenefit('163.724 tỉ đồng')).toEqual({
			code: 'benefit_ambiguous',
			params: { low: 163_724_000_000, high: 163_724_000_000_000 },
		});
	});

	it('scales bare numbers by the unit of the heading', () => {
		expect(parseBenefit('12,5', 1_000_000)).toMatchObject({ amount: 12_500_000 });
		expect(parseBenefit('1 tỷ', 1_000_000)).toMatchObject({ amount: 1_000_000_000 });
		expect(parseBenefitNumber(12.5, 1_000_000)).toMatchObject({ amount: 12_500_000 });
		expect(parseBenefitNumber(0.5)).toEqual({ code: 'benefit_fraction' });
		expect(parseBenefitNumber(1e16)).toEqual({ code: 'benefit_too_large' });
	});

	it.each(['constructor', '__proto__', 'toString'])('knows «%s» as no word for a number', (word) => {
		expect(parseBenefit(word)).toEqual({ code: 'benefit_no_amount' });
	});

	it('answers any text, and no amount but a whole one', () => {
		const typed = fc.array(
			fc.constantFrom('1', '5', '.', ',', ' ', 'tỷ', 'triệu', 'rưỡi', '/', 'năm', '-', 'đ', 'một', 'mười'),
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					typed.map((parts) => parts.join('')),
				),
				(text) => {
					const reading = parseBenefit(text);
					if ('amount' in reading)
						expect(Number.isSafeInteger(reading.amount) && reading.amount >= 0).toBe(true);
				},
			),
		);
	});
});

describe('benefitInWords', () => {
	it.each([
		[0, 'không đồng'],
		[5, 'năm đồng'],
		[14, 'mười bốn đồng'],
		[15, 'mười lăm đồng'],
		[21, 'hai mươi mốt đồng'],
		[24, 'hai mươi tư đồng'],
		[105, 'một trăm linh năm đồng'],
		[1_500_000_000, 'một tỷ năm trăm triệu đồng'],
		[1_005_000_000, 'một tỷ không trăm linh năm triệu đồng'],
		[1_000_000_001, 'một tỷ không trăm linh một đồng'],
		[33_000_000_000_000, 'ba mươi ba nghìn tỷ đồng'],
		[9_000_000_000_000_000, 'chín triệu tỷ đồng'],
	])('%d is «%s»', (amount, words) => expect(benefitInWords(amount, 'vi')).toBe(words));

	it('speaks English too', () => {
		expect(benefitInWords(1_500_000_000, 'en')).toBe('one billion five hundred million dong');
		expect(benefitInWords(121_042, 'en')).toBe('one hundred and twenty-one thousand forty-two dong');
		expect(benefitInWords(9_000_000_000_000_000, 'en')).toBe('nine quadrillion dong');
	});

	it('is read back as the same amount, in words and in figures', () => {
		const amounts = fc.oneof(
			fc.integer({ min: 0, max: 9_000_000_000_000_000 }),
			fc
				.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 12 }))
				.map(([n, e]) => n * 10 ** e),
		);
		fc.assert(
			fc.property(amounts, (amount) => {
				expect(amountOf(benefitInWords(amount, 'vi'))).toBe(amount);
				expect(amountOf(`${formatNumber(amount, 'vi')} đồng`)).toBe(amount);
			}),
			{ numRuns: 500 },
		);
	});
});
