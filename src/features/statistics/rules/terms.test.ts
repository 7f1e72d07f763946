import { expect, it } from 'vitest';
import { noFigures } from '../schema.ts';
import { remainders, type Stated, sumOf } from './terms.ts';

const printed = (what: Stated['what'], n: number, over = false): Stated => ({
	what,
	n: String(n),
	over,
	source: { vi: 'báo', en: 'press' },
});
const counted = (submitted: number, approved: number, benefit: string) => ({
	figures: { ...noFigures(), submitted: { n: submitted, benefit: '9' }, approved: { n: approved, benefit } },
});

it('adds up what is counted, measure by measure, past what a number holds', () => {
	expect(sumOf([counted(5, 3, '9007199254740993'), counted(7, 4, '2')])).toEqual({
		submitted: 12,
		approved: 7,
		benefit: '9007199254740995',
	});
	expect(sumOf([])).toEqual({ submitted: 0, approved: 0, benefit: '0' });
});

it('2018–2023: 2.889.318 leave 230.037 beside the programmes’ submissions, 605.472 beside approvals', () => {
	const term = [printed('initiatives', 2_889_318), printed('benefit', 163_724), printed('awards', 5233)];
	const programmes = [
		[printed('initiatives', 250_177)],
		[printed('submitted', 2_409_104), printed('approved', 2_033_669), printed('benefit', 33_000, true)],
	];
	expect(remainders(term, programmes)).toEqual([
		{ as: 'submitted', whole: '2889318', parts: ['250177', '2409104'], left: '230037', atMost: false },
		{ as: 'approved', whole: '2889318', parts: ['250177', '2033669'], left: '605472', atMost: false },
		{ as: 'benefit', whole: '163724', parts: ['33000'], left: '130724', atMost: true },
	]);
});

it('says nothing where nothing was printed', () => {
	expect(remainders([], [[printed('approved', 3)]])).toEqual([]);
	expect(remainders([printed('awards', 3)], [[printed('approved', 3)]])).toEqual([]);
	expect(remainders([printed('approved', 3)], [])).toEqual([]);
});
