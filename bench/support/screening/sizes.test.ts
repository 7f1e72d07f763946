import { expect, test } from 'vitest';
import { readTold, sideBySide } from './sizes.ts';

const told = (found: string, rate: string) => `# Screening

2026-11-29 · 2 cores · commit abc · load before 0.1

| kind  |   n | R@1 | R@50     | duplicate | + suspicious | + similar | target | met |
| ----- | --: | --- | -------- | --------- | ------------ | --------- | ------ | --- |
| exact | 250 | 1   | ${found} | 1         | 1            | 1         | ≥ 0.9  | yes |

| setting | screens/s | list of 100,000, minutes | whole corpus, minutes | target |
| ------- | --------: | -----------------------: | --------------------: | ------ |
| full    |   ${rate} |                     1.57 |                  0.31 |        |

| kind  |   n | retrieved |
| ----- | --: | --------- |
| exact |  50 | 0.5       |
`;

test('what was measured at several sizes stands side by side, smallest first', () => {
	const text = sideBySide([readTold(20_000, told('1', '1,061')), readTold(2_400_000, told('0.9', '97.2'))]);
	expect(text).toContain('- 20,000 texts: 2026-11-29 · 2 cores · commit abc · load before 0.1');
	expect(text).toMatch(/\| exact \| 1 · 0\.9 +\| 1 · 1 +\| 1 · 1 +\| 1 · 1 +\| ≥ 0\.9 +\|/);
	expect(text).toMatch(/\| full +\| 1,061 · 97\.2 \|/);
	expect(text).not.toContain('retrieved');
});

test('what a size was not asked for is a dash', () => {
	const whole = told('1', '1,061');
	const text = sideBySide([readTold(1, whole.slice(0, whole.indexOf('| setting'))), readTold(2, whole)]);
	expect(text).toMatch(/\| full +\| – · 1,061/);
});
