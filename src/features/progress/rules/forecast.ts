/*
 * How a forecast comes about, in words that the page repeats: the latest weeks, eight at most, are put together
 * anew a thousand times, in runs of neighbouring weeks so that good and bad stretches stay together, and each
 * weekday follows the same weekday; four in five of these futures end between the two ends of the band. The same
 * counts always give the same band. It knows nothing but these weeks: not that a deadline comes near.
 */

/** Complete days that a forecast needs. */
export const DAYS_NEEDED = 14;
/** Weeks that futures are made of. */
export const WEEKS_MOST = 8;
const FUTURES = 1_000;
/** After each week the next one follows it in three cases of four: runs of four weeks on average. */
const RUN_GOES_ON = 0.75;
/** The band leaves out one future in ten at either end. */
const LOW = 0.1;
const HIGH = 0.9;

export interface Band {
	low: number;
	middle: number;
	high: number;
}

/** The band at the end of a day, counted from today: 0 is the end of today. */
export interface BandOn extends Band {
	ahead: number;
}

/**
 * Where a result ends, with a band; null when too few days are known.
 * @param daily what each complete day brought, oldest first, up to yesterday without a gap
 * @param result what stands now, today's counted
 * @param today what today brought so far
 * @param left days from today to the last, today counted
 */
export function forecast(
	daily: readonly number[],
	result: number,
	today: number,
	left: number,
): { end: Band; path: BandOn[] } | null {
	if (daily.length < DAYS_NEEDED || left < 1) return null;
	const weeks = weeksOf(daily);
	const marks = marksOf(left);
	const ends: number[][] = marks.map(() => []);
	const draw = drawer();
	for (let future = 0; future < FUTURES; future++) {
		let sum = result - today;
		let week = Math.floor(draw() * weeks.length);
		let mark = 0;
		for (let day = 0; day < left; day++) {
			if (day > 0 && day % 7 === 0)
				week = draw() < RUN_GOES_ON ? (week + 1) % weeks.length : Math.floor(draw() * weeks.length);
			const brought = weeks[week]![day % 7]!;
			// Today has brought what it brought; the rest of it is unknown.
			sum += day === 0 ? Math.max(today, brought) : brought;
			if (day === marks[mark]) ends[mark++]!.push(sum);
		}
	}
	const path = marks.map((ahead, index) => ({ ahead, ...bandOf(ends[index]!) }));
	const { low, middle, high } = path.at(-1)!;
	return { end: { low, middle, high }, path };
}

/** The latest whole weeks, each from the weekday of today on, oldest first. */
function weeksOf(daily: readonly number[]): number[][] {
	const count = Math.min(WEEKS_MOST, Math.floor(daily.length / 7));
	const first = daily.length - 7 * count;
	return Array.from({ length: count }, (_, week) => daily.slice(first + 7 * week, first + 7 * (week + 1)));
}

/** Days on which the band is drawn: every seventh, and the last. */
function marksOf(left: number): number[] {
	const marks: number[] = [];
	for (let day = 0; day < left - 1; day += 7) marks.push(day);
	return [...marks, left - 1];
}

function bandOf(ends: number[]): Band {
	const sorted = ends.sort((a, b) => a - b);
	const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))]!);
	return { low: at(LOW), middle: at(0.5), high: at(HIGH) };
}

/** Mulberry32 from one seed: chance that is the same every time. */
function drawer(): () => number {
	let state = 20_220_108;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}
