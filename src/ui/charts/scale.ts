/** From values to places along an axis. */
export interface Scale {
	(value: number): number;
	/** Round values for lines of a grid, from low to high. */
	ticks: readonly number[];
	low: number;
	high: number;
}

/**
 * A linear scale that ends on round values and always holds 0.
 * @param values all that is to be drawn; none, or only 0, gives a scale up to 1
 * @param range where low and high stand
 * @param most lines of the grid, about
 */
export function linear(values: readonly number[], range: readonly [number, number], most = 4): Scale {
	const lowest = values.reduce((a, b) => Math.min(a, b), 0);
	const highest = values.reduce((a, b) => Math.max(a, b), 0);
	const step = roundStep((highest - lowest || 1) / most);
	const low = Math.floor(lowest / step) * step;
	const high = Math.max(Math.ceil(highest / step) * step, low + step);
	const [start, end] = range;
	const count = Math.round((high - low) / step);
	const place = (value: number) => start + ((value - low) / (high - low)) * (end - start);
	return Object.assign(place, {
		// Counted, not added up: sums of fractions drift.
		ticks: Array.from({ length: count + 1 }, (_, index) => low + index * step),
		low,
		high,
	});
}

/** The next of 1, 2, 5, 10, 20 … that is not smaller; counts have no fractions. */
function roundStep(step: number): number {
	const power = 10 ** Math.floor(Math.log10(step));
	const digits = [1, 2, 5, 10].find((digit) => digit * power >= step * (1 - 1e-9))!;
	return Math.max(1, digits * power);
}

/**
 * Where classes of a map begin: about equally many values in each, at round numbers; ascending, the first is 0.
 * Fewer classes where the values do not differ enough.
 */
export function classesOf(values: readonly number[], count = 5): number[] {
	const above = values.filter((value) => value > 0).sort((a, b) => a - b);
	const starts = [0];
	for (let index = 1; index < count && above.length > 0; index++) {
		const value = above[Math.min(above.length - 1, Math.floor((index * above.length) / count))]!;
		const start = roundDown(value);
		if (start > starts.at(-1)!) starts.push(start);
	}
	return starts;
}

/** Two leading digits, the second 0 or 5: 1.764 begins a class at 1.500. */
function roundDown(value: number): number {
	if (value < 10) return Math.floor(value);
	const power = 10 ** (Math.floor(Math.log10(value)) - 1);
	return Math.floor(value / power / 5) * 5 * power;
}

/** Which class a value falls into, by where classes begin. */
export const classOf = (value: number, starts: readonly number[]): number =>
	Math.max(
		0,
		starts.findLastIndex((start) => value >= start),
	);
