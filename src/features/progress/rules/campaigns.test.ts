import { expect, it } from 'vitest';
import { campaignFigures } from './campaigns.ts';

const PEAK = { from: '2022-04-21', to: '2022-05-31' };
const counts = { before: 165_541, within: 531_407, ofPhase: 696_948 };

it('the peak of 2022 has 41 days, began at 165.541, added 531.407 and brought 12.961 a day', () => {
	expect(campaignFigures(PEAK, counts, '2022-06-01')).toEqual({
		standing: 'over',
		days: 41,
		counted: 41,
		atStart: 165_541,
		atEnd: 696_948,
		increase: 531_407,
		mean: 12_961,
		// 76.2 % of what the phase brought; of the phase’s plan of 300,000 it is 177.1 %, not «76 %».
		share: 762,
		ofPhase: 696_948,
	});
});

it('while it runs it counts the days so far, today among them', () => {
	const running = campaignFigures(PEAK, { before: 100, within: 30, ofPhase: 120 }, '2022-04-23');
	expect(running).toMatchObject({
		standing: 'running',
		days: 41,
		counted: 3,
		atEnd: 130,
		mean: 10,
		share: 250,
	});
});

it('before it begins there is nothing to divide', () => {
	const ahead = campaignFigures(PEAK, { before: 100, within: 0, ofPhase: 0 }, '2022-04-20');
	expect(ahead).toMatchObject({ standing: 'ahead', counted: 0, increase: 0, mean: null, share: null });
});
