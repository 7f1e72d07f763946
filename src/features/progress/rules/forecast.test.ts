import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '#platform/clock/clock.ts';
import { DAYS_NEEDED, forecast } from './forecast.ts';

const history = fc.array(fc.nat(5_000), { minLength: DAYS_NEEDED, maxLength: 90 });
const lefts = fc.integer({ min: 1, max: 120 });
const sum = (list: readonly number[]) => list.reduce((all, n) => all + n, 0);

describe('a forecast', () => {
	it('waits until enough days are known', () => {
		expect(forecast(Array(DAYS_NEEDED - 1).fill(9), 117, 0, 30)).toBe(null);
		expect(forecast(Array(DAYS_NEEDED).fill(9), 126, 0, 30)).not.toBe(null);
		expect(forecast(Array(DAYS_NEEDED).fill(9), 126, 0, 0)).toBe(null);
	});

	it('is certain where every week was the same, and keeps weekdays apart', () => {
		// From a Monday: five days of 10, then nothing on Saturday and Sunday; today is a Monday again.
		const week = [10, 10, 10, 10, 10, 0, 0];
		const daily = [...week, ...week, ...week];
		expect(forecast(daily, 150, 0, 7)!.end).toEqual({ low: 200, middle: 200, high: 200 });
		expect(forecast(daily, 150, 0, 10)!.end).toEqual({ low: 230, middle: 230, high: 230 });
		// On a Saturday the next two days bring nothing.
		expect(forecast(daily.slice(0, -2), 150, 0, 2)!.end).toEqual({ low: 150, middle: 150, high: 150 });
		// Today has brought more than its weekday does: that stands.
		expect(forecast(daily, 175, 25, 1)!.end).toEqual({ low: 175, middle: 175, high: 175 });
	});

	it('keeps its order, never falls below what stands, never narrows time, and is the same again', () => {
		fc.assert(
			fc.property(history, lefts, fc.nat(2_000), (daily, left, today) => {
				const result = sum(daily) + today;
				const made = forecast(daily, result, today, left)!;
				expect(forecast(daily, result, today, left)).toEqual(made);
				let before = { low: result, middle: result, high: result };
				for (const at of made.path) {
					expect(at.low).toBeLessThanOrEqual(at.middle);
					expect(at.middle).toBeLessThanOrEqual(at.high);
					for (const end of ['low', 'middle', 'high'] as const)
						expect(at[end]).toBeGreaterThanOrEqual(before[end]);
					before = at;
				}
				expect(made.path.at(-1)).toEqual({ ahead: left - 1, ...made.end });
				// No future brings more than the best of the known days every day.
				const best = Math.max(...daily.slice(-56), today);
				expect(made.end.high).toBeLessThanOrEqual(result + best * left);
			}),
			{ numRuns: 40 },
		);
	});

	it('grows with what it is made of: ten times the counts, ten times the band', () => {
		fc.assert(
			fc.property(history, lefts, (daily, left) => {
				const one = forecast(daily, sum(daily), 0, left)!.end;
				const ten = forecast(
					daily.map((n) => n * 10),
					sum(daily) * 10,
					0,
					left,
				)!.end;
				expect(ten).toEqual({ low: one.low * 10, middle: one.middle * 10, high: one.high * 10 });
			}),
			{ numRuns: 25 },
		);
	});

	it('knows only the latest eight weeks', () => {
		const recent = Array.from({ length: 56 }, (_, day) => (day * 37) % 11);
		const long = [...Array(200).fill(100_000), ...recent];
		const of = (daily: number[]) => {
			const { low, high } = forecast(daily, sum(daily), 0, 30)!.end;
			return [low - sum(daily), high - sum(daily)];
		};
		expect(of(long)).toEqual(of(recent));
	});
});

/*
 * The shape of the programme of 2022–2023 from its published points, with weekdays and an uneven hand: 23 on day
 * one, 165,541 before the campaign, 696,948 at its end with 19,850 a day in the last twenty days, 1 million on
 * 3/10/2022, 2,409,104 at the end.
 */
const POINTS = [
	['2022-01-07', 0],
	['2022-01-08', 23],
	['2022-04-20', 165_541],
	['2022-05-11', 299_948],
	['2022-05-31', 696_948],
	['2022-10-03', 1_000_000],
	['2023-08-31', 2_409_104],
] as const;
const FIRST = '2022-01-08';
const WEEKDAYS = [1.25, 1.2, 1.15, 1.2, 1.1, 0.7, 0.4];

function curveLike(): Map<string, number> {
	const days = new Map<string, number>();
	let hand = 7;
	for (const [index, [to, sumThere]] of POINTS.entries()) {
		if (index === 0) continue;
		const [from, before] = POINTS[index - 1]!;
		const span = Array.from({ length: daysBetween(from, to) }, (_, i) => addDays(from, i + 1));
		const weights = span.map((day) => {
			hand = (hand * 48_271) % 2_147_483_647;
			const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
			return WEEKDAYS[weekday]! * (0.75 + (hand / 2_147_483_647) * 0.5);
		});
		const whole = sum(weights);
		let given = 0;
		let weighed = 0;
		for (const [i, day] of span.entries()) {
			weighed += weights[i]!;
			const upTo = Math.round(((sumThere - before) * weighed) / whole);
			days.set(day, upTo - given);
			given = upTo;
		}
	}
	return days;
}
const CURVE = curveLike();
const until = (day: string) => sum([...CURVE].filter(([each]) => each <= day).map(([, n]) => n));

/** The forecast made on the morning of a day for the end of another, and what really stood then. */
function madeOn(today: string, end: string) {
	const daily = [...CURVE].filter(([day]) => day < today).map(([, n]) => n);
	const made = forecast(daily, sum(daily), 0, daysBetween(today, end) + 1)!;
	return { ...made.end, truth: until(end), daily };
}

describe('looking back at the curve of 2022–2023', () => {
	it('has the published points', () => {
		expect(CURVE.get(FIRST)).toBe(23);
		for (const [day, n] of POINTS) expect(until(day)).toBe(n);
	});

	it('in steady months four weeks ahead comes within 10 % of what came, and its band mostly holds it', () => {
		let held = 0;
		let made = 0;
		for (let today = '2022-12-05'; today <= '2023-07-31'; today = addDays(today, 7)) {
			const { low, middle, high, truth, daily } = madeOn(today, addDays(today, 27));
			const came = truth - sum(daily);
			expect(Math.abs(middle - truth) / came, today).toBeLessThan(0.1);
			if (low <= truth && truth <= high) held++;
			made++;
		}
		expect(made).toBe(35);
		expect(held / made).toBeGreaterThanOrEqual(0.6);
	});

	it('did not know of the campaign: on its eve it expected far less than what the deadline brought', () => {
		const { high, truth } = madeOn('2022-04-21', '2022-05-31');
		expect(truth).toBe(696_948);
		expect(high).toBeLessThan(0.5 * truth);
	});

	it('expected too much after the deadline, until the rush had left the eight weeks it knows', () => {
		const after = madeOn('2022-06-05', '2022-07-31');
		expect(after.middle).toBeGreaterThan(after.truth);
		const later = madeOn('2022-08-01', '2022-09-30');
		expect(Math.abs(later.middle - later.truth) / (later.truth - sum(later.daily))).toBeLessThan(0.1);
	});
});
