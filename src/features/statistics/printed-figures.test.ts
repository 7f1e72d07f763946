import { describe, expect, it } from 'vitest';
import {
	attainment,
	dailyMean,
	daysInclusive,
	excess,
	percentText,
} from '#features/targets/rules/attainment.ts';
import { daysBetween } from '#platform/clock/clock.ts';
import { shares } from './rules.ts';

/*
 * Figures of the programme «1 triệu sáng kiến» that were printed wrong, each computed by the functions that write the
 * portal's own.
 */

const attains = (result: number, target: number) => percentText(attainment(result, target)!, 'vi');
const exceeds = (result: number, target: number) => percentText(excess(result, target)!, 'vi');

const [submitted, approved] = [2_409_104, 2_033_669];
const [before, phase1] = [165_541, 696_948];
const groups = [955_824, 732_120, 345_723];

describe('đạt and vượt', () => {
	it('6.308 of 4.100 attains 153,9 %, not 129 %: that needs a result of about 5.289', () => {
		expect(attains(6_308, 4_100)).toBe('153,9 %');
		expect(attains(5_289, 4_100)).toBe('129,0 %');
	});

	it('570 of 265 attains 215,1 % and exceeds by 115,1 %, not by 215 %', () => {
		expect(attains(570, 265)).toBe('215,1 %');
		expect(exceeds(570, 265)).toBe('115,1 %');
	});

	it('696.948 of 300.000 attains 232,3 %, not 76 %: that is the campaign’s part of the phase', () => {
		expect(attains(phase1, 300_000)).toBe('232,3 %');
		expect(attains(phase1 - before, phase1)).toBe('76,2 %');
	});

	it('2.033.669 are approved, not «gửi tham gia»: 203,4 % of the million, and submissions are 240,9 %', () => {
		expect(attains(approved, 1_000_000)).toBe('203,4 %');
		expect(attains(submitted, 1_000_000)).toBe('240,9 %');
	});
});

describe('the campaign of 21/4 to 31/5/2022', () => {
	it('added 531.407 and did not end at it', () => expect(phase1 - before).toBe(531_407));

	it('had 41 days with both ends, not 40', () => {
		expect(daysInclusive('2022-04-21', '2022-05-31')).toBe(41);
		expect(daysBetween('2022-04-21', '2022-05-31')).toBe(40);
	});

	it('brought 13.285 a day over 40 days and 12.961 over 41, not 9.147: that takes the increase for the total', () => {
		expect(dailyMean(531_407, 40)).toBe(13_285);
		expect(dailyMean(531_407, 41)).toBe(12_961);
		expect(dailyMean(531_407 - before, 40)).toBe(9_147);
	});
});

describe('days', () => {
	it('3/10/2022 is 332 days before 31/8/2023, and the programme’s day 269, not its day 332', () => {
		expect(daysBetween('2022-10-03', '2023-08-31')).toBe(332);
		expect(daysInclusive('2022-01-08', '2022-10-03')).toBe(269);
	});
});

describe('groups', () => {
	it('sum to 2.033.667: a line «không ghi nhóm» of 2 makes them the 2.033.669 that were approved', () => {
		const sum = groups.reduce((a, b) => a + b);
		expect(sum).toBe(2_033_667);
		expect([...groups, approved - sum].reduce((a, b) => a + b)).toBe(approved);
	});

	it('are 47,0, 36,0 and 17,0 % with a line of 0,0 %, and what is printed sums to 100,0 % exactly', () => {
		const printed = shares([...groups, 2]).map((share) => share!);
		expect(printed.map((share) => percentText(share, 'vi'))).toEqual(['47,0 %', '36,0 %', '17,0 %', '0,0 %']);
		expect(printed.reduce((a, b) => a + b)).toBe(1000);
	});
});

describe('one rule of rounding, where some were cut off and some rounded', () => {
	it.each([
		[6_308, 4_100, '153,9 %'], // 153,853…: cut off it would be 153,8
		[approved, 1_000_000, '203,4 %'], // 203,366…: cut off 203,3
		[phase1 - before, phase1, '76,2 %'], // 76,247…: the same either way
		[570, 265, '215,1 %'], // 215,094…
	])('%d of %d is printed as %s', (result, target, text) => expect(attains(result, target)).toBe(text));
});
