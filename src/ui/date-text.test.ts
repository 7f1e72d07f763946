import { expect, test } from 'vitest';
import { tidyDate } from './date-text.ts';

test.each([
	['01122026', '01/12/2026'],
	['1/12/2026', '01/12/2026'],
	['1.2.2026', '01/02/2026'],
	['1 - 2 - 2026', '01/02/2026'],
	[' 31-12-2026 ', '31/12/2026'],
])('%j is tidied to %j', (typed, tidy) => expect(tidyDate(typed)).toBe(tidy));

test.each(['1122026', '', '12/2026', 'hôm qua', '1/2/26', '2026-12-01'])('%j is left as typed', (typed) =>
	expect(tidyDate(typed)).toBe(typed),
);
