import { expect, test } from 'vitest';
import { addDays, daysBetween, isLocalDate, localDate, startOfLocalDate } from './clock.ts';

test('a local day ends at 24h00 in Viet Nam', () => {
	expect(localDate(new Date('2023-08-31T16:59:59.999Z'))).toBe('2023-08-31');
	expect(localDate(new Date('2023-08-31T17:00:00Z'))).toBe('2023-09-01');
	expect(localDate(startOfLocalDate('2023-09-01'))).toBe('2023-09-01');
});

test('days are counted over months and leap years', () => {
	expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
	// The campaign of 2022 is called 40 days in print; both ends counted it is 41.
	expect(daysBetween('2022-04-21', '2022-05-31') + 1).toBe(41);
	expect(daysBetween('2022-10-03', '2023-08-31')).toBe(332);
});

test.each(['2024-02-29', '2022-12-31'])('%s is a date', (text) => expect(isLocalDate(text)).toBe(true));
test.each(['2023-02-29', '2022-13-01', '2022-1-1', '31/12/2022', ''])('%s is none', (text) =>
	expect(isLocalDate(text)).toBe(false),
);
