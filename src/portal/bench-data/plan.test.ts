import { describe, expect, test } from 'vitest';
import { createRandom } from '#database/demo/random.ts';
import { addDays, daysBetween } from '#platform/clock/clock.ts';
import { slotsOf } from './curve.ts';
import { divide } from './divide.ts';
import { noEnds, replay } from './ends.ts';
import { APPROVED_OUTCOME } from './outcomes.ts';
import { authorAt, END, makePlan, type Plan } from './plan.ts';
import { CURVE, LANG_SON, OPENED, OVER_TARGET, SUBMITTED, THANH_HOA } from './published.ts';
import { planTops } from './tops.ts';
import { growTree } from './tree/grow.ts';
import { GrownTree } from './tree/grown.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((all, n) => all + n, 0);

describe('the curve', () => {
	const slots = slotsOf(SUBMITTED, createRandom(1));
	const reachedBy = (date: string, second = 0) => {
		const day = daysBetween(OPENED, date);
		return sum(
			slots.filter((slot) => slot.day < day || (slot.day === day && slot.to <= second)).map((s) => s.count),
		);
	};

	test('passes through every published point', () => {
		for (const { to, second, total } of CURVE)
			expect(second === undefined ? reachedBy(addDays(to, 1)) : reachedBy(to, second)).toBe(total);
		expect(reachedBy('2022-04-21')).toBe(165_541);
		expect(reachedBy('2022-06-01') - reachedBy('2022-04-21')).toBe(531_407);
	});

	test('scales to any number, to the last one', () => {
		for (const total of [1_000, 24_000, 999_999])
			expect(sum(slotsOf(total, createRandom(2)).map((s) => s.count))).toBe(total);
	});
});

describe('units', () => {
	const tops = new GrownTree().tops.map(({ code, members }) => ({ code, members: members![0]!.members }));
	const planned = planTops(SUBMITTED, tops, createRandom(1));
	const whole = planned.map(({ code, submitted }) => ({ code, n: sum(submitted) }));

	test('submit what was published of them', () => {
		expect(planned).toHaveLength(82);
		expect(sum(whole.map(({ n }) => n))).toBe(SUBMITTED);
		const ranked = whole.toSorted((a, b) => b.n - a.n).map(({ code }) => code);
		expect(whole.find(({ code }) => code === THANH_HOA.code)!.n).toBe(THANH_HOA.submitted);
		expect(whole.find(({ code }) => code === LANG_SON.code)!.n).toBe(LANG_SON.submitted);
		expect([ranked.indexOf(THANH_HOA.code) + 1, ranked.indexOf(LANG_SON.code) + 1]).toEqual([
			1,
			LANG_SON.rank,
		]);
	});

	test('had passed their targets as published when the millionth came', () => {
		const over = planned.filter(({ submitted: [a, b], target }) => a! + b! > target);
		expect(over).toHaveLength(OVER_TARGET);
		expect(sum(planned.map(({ submitted: [a, b] }) => a! + b!))).toBe(1_000_000);
		expect(Math.abs(sum(planned.map(({ target }) => target)) - 1_000_000)).toBeLessThan(500);
		expect(planned.find(({ code }) => code === LANG_SON.code)!.target).toBe(LANG_SON.target);
	});

	test('each keeps what it has under any scale', () => {
		for (const total of [1_000, 24_000]) {
			const scaled = planTops(total, tops, createRandom(1));
			expect(sum(scaled.flatMap(({ submitted }) => submitted))).toBe(total);
			expect(scaled.flatMap(({ submitted }) => submitted).every((n) => n >= 0)).toBe(true);
		}
	});
});

describe('a plan', () => {
	const total = 4_000;
	const plan = makePlan(growTree(2_000, 1), total, 1);

	test('is the same for the same seed', { timeout: 30_000 }, () => {
		expect(fingerprint(makePlan(growTree(2_000, 1), total, 1))).toEqual(fingerprint(plan));
		expect(fingerprint(makePlan(growTree(2_000, 1), total, 2))).not.toEqual(fingerprint(plan));
	});

	test('approves of each group what was published, and declares as much', () => {
		const approved = [...plan.outcomes.outcome.keys()].filter(
			(i) => plan.outcomes.outcome[i] === APPROVED_OUTCOME,
		);
		const groups = [0, 1, 2, 3].map(
			(group) => approved.filter((i) => plan.outcomes.group[i] === group).length,
		);
		expect(groups).toEqual(divide(approved.length, [955_824, 732_120, 345_723, 2]));
		expect(approved).toHaveLength(Math.round((2_033_669 * total) / SUBMITTED));
		const declared = sum(approved.map((i) => plan.benefit[i]!));
		expect(Math.abs(declared / ((33_057e9 * total) / SUBMITTED) - 1)).toBeLessThan(0.0001);
	});

	test('has some authors who registered at another workplace', () => {
		const leafOf = (place: number) => {
			const initiative = plan.firstAuthor.findIndex((first) => first > place) - 1;
			return plan.lists[plan.listOf[initiative]!]!.leaf;
		};
		const guests = [...plan.guests];
		expect(guests.length).toBeGreaterThan(10);
		for (const [place, home] of guests) {
			expect(home).not.toBe(leafOf(place));
			expect(authorAt(plan, leafOf(place), place).account).not.toBeNull();
		}
	});

	test('lets nothing happen out of order or after the last day', () => {
		const { at, count } = plan.histories;
		expect(at.every((second, place) => place === 0 || second >= at[place - 1]!)).toBe(true);
		expect(at[count - 1]!).toBeLessThanOrEqual(END);
		const ends = noEnds(total);
		const steps = [...replay(plan, ends)];
		expect(steps).toHaveLength(count);
		expect(steps.every(({ from, seq }) => (from === -1) === (seq === 1))).toBe(true);
		expect([...ends.seq].every((seq) => seq > 0)).toBe(true);
	});
});

const fingerprint = ({ lists, benefit, authors, histories }: Plan) => [
	lists.map(({ leaf, at, size, kind }) => `${leaf} ${at} ${size} ${kind}`).join(),
	sum([...benefit]),
	[...authors].join(),
	[...histories.step].join(),
];
