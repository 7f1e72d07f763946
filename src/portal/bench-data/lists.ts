import type { Random } from '#database/demo/random.ts';
import type { SubmissionKind } from '#features/initiatives/schema.ts';
import type { Slot } from './curve.ts';
import { drawLeaf, type Place } from './places.ts';
import { periodOf } from './tops.ts';

/** What one workplace submitted at one time: a list, some by proxy, or one that a member entered. */
export interface List {
	place: number;
	leaf: number;
	kind: SubmissionKind;
	/** Seconds since the beginning of the day on which the programme opened. */
	at: number;
	size: number;
}

const DAY = 86_400;
/** Of all initiatives about 70 % come by list, 25 % by proxy, 5 % from members themselves. */
const KINDS: readonly (readonly [SubmissionKind, number])[] = [
	['import', 2.8],
	['proxy', 5],
	['self', 5],
];
const LONGEST = 400;
/** People enter things in working hours, and some in the evening. */
const HOURS: readonly (readonly [number, number])[] = [
	[8, 9],
	[9, 14],
	[10, 14],
	[11, 6],
	[13, 6],
	[14, 14],
	[15, 14],
	[16, 12],
	[17, 5],
	[19, 2],
	[20, 3],
	[21, 3],
	[22, 1],
];

/**
 * Fills the slots of the curve with lists, so that each place submits exactly what it does in each period; in order
 * of time. Initiatives are numbered in this order.
 */
export function drawLists(slots: readonly Slot[], places: readonly Place[], random: Random): List[] {
	const left = places.map(({ submitted }) => [...submitted]);
	return slots.flatMap((slot) => {
		const lists: List[] = [];
		const period = periodOf(slot.part);
		for (let open = slot.count; open > 0; ) {
			const place = drawPlace(left, period, random);
			const kind = random.weighted(KINDS);
			const size = Math.min(sizeOf(kind, random), open, left[place]![period]!);
			left[place]![period]! -= size;
			open -= size;
			const at = slot.day * DAY + secondIn(slot, random);
			lists.push({ place, leaf: drawLeaf(places[place]!, random), kind, at, size });
		}
		lists.sort((a, b) => a.at - b.at);
		// The millionth came in a known minute; what ends a slot within a day comes in its last second.
		const last = lists.at(-1);
		if (last && slot.to < DAY) last.at = slot.day * DAY + slot.to;
		return lists;
	});
}

/** By what is left, so that everything fits at the end. */
function drawPlace(left: readonly number[][], period: number, random: Random): number {
	let at = random.next() * left.reduce((sum, each) => sum + each[period]!, 0);
	for (let place = 0; place < left.length; place++) {
		at -= left[place]![period]!;
		if (at < 0) return place;
	}
	return left.findIndex((each) => each[period]! > 0);
}

function sizeOf(kind: SubmissionKind, random: Random): number {
	if (kind === 'self') return 1;
	const [middle, spread] = kind === 'import' ? [15, 1] : [3.5, 0.8];
	return Math.min(LONGEST, Math.max(1, Math.round(middle * Math.exp(spread * random.normal()))));
}

function secondIn({ from, to }: Slot, random: Random): number {
	const hour = random.weighted(HOURS);
	const second = hour * 3600 + random.int(0, 3599);
	return from <= second && second < to ? second : random.int(from, to - 1);
}
