import { createRandom } from '#database/demo/random.ts';
import { daysBetween } from '#platform/clock/clock.ts';
import { drawBenefits } from './benefits.ts';
import { slotsOf } from './curve.ts';
import { drawHistories, type Histories } from './histories.ts';
import { drawLists, type List } from './lists.ts';
import { drawOutcomes, type Outcomes } from './outcomes.ts';
import { accountOf, drawAuthors, drawCount, drawGuest, nameOf, type People, planPeople } from './people.ts';
import { planPlaces } from './places.ts';
import { CLOSED, OPENED } from './published.ts';
import type { TopPlan } from './tops.ts';
import type { Grown } from './tree/grow.ts';

/** The last second of the last day. */
export const END = (daysBetween(OPENED, CLOSED) + 1) * 86_400 - 1;

/** Everything that is to be written, as numbers: initiatives in order of submission, steps in order of time. */
export interface Plan {
	grown: Grown;
	tops: TopPlan[];
	lists: List[];
	/** Of each initiative, the index of its list. */
	listOf: Uint32Array;
	outcomes: Outcomes;
	/** Đồng, 0 for none. */
	benefit: Float64Array;
	people: People;
	/** Where the authors of an initiative begin in `authors`; one more at the end. */
	firstAuthor: Uint32Array;
	/** Persons of its leaf, but for `guests`: those are persons of another, by place in `authors`. */
	authors: Uint32Array;
	guests: ReadonlyMap<number, number>;
	histories: Histories;
}

/** Plans so many initiatives over a tree; the same for the same arguments. */
export function makePlan(grown: Grown, total: number, seed: number): Plan {
	const random = createRandom(seed);
	const { leaves } = grown.tree;
	const { places, tops } = planPlaces(grown, total, random);
	const lists = drawLists(slotsOf(total, random), places, random);
	const listOf = new Uint32Array(total);
	let at = 0;
	for (const [index, { size }] of lists.entries())
		for (let item = 0; item < size; item++) listOf[at++] = index;
	const isPublic = (leaf: number) => leaves[leaf]!.publicService;
	const outcomes = drawOutcomes(lists, places, isPublic, grown.corporation, END, random);
	const there = places.findIndex(({ name }) => name === grown.corporation);
	const benefit = drawBenefits(outcomes.outcome, (each) => lists[listOf[each]!]!.place === there, random);
	const people = planPeople(leaves, lists, grown.corporation, random);
	// Whom nobody has registered at yet cannot have entered it themselves.
	for (const list of lists)
		if (list.kind === 'self' && people.registered[list.leaf] === 0) list.kind = 'proxy';
	const firstAuthor = new Uint32Array(total + 1);
	const authors: number[] = [];
	const guests = new Map<number, number>();
	for (let initiative = 0; initiative < total; initiative++) {
		const { leaf, kind } = lists[listOf[initiative]!]!;
		const drawn = drawAuthors(people, leaf, drawCount(random), kind === 'self', random);
		authors.push(...drawn);
		const guest = drawGuest(people, leaf, drawn.length, random);
		if (guest) {
			authors[authors.length - 1] = guest.person;
			guests.set(authors.length - 1, guest.leaf);
		}
		firstAuthor[initiative + 1] = authors.length;
	}
	return {
		...{ grown, tops, lists, listOf, outcomes, benefit, people, firstAuthor },
		authors: Uint32Array.from(authors),
		guests,
		histories: drawHistories(lists, outcomes, (each) => benefit[each]! > 0, END, random),
	};
}

/** Who an author is: name, and number of the account, null without one. @param place in `authors`, of an initiative of `leaf` */
export function authorAt({ people, authors, guests }: Plan, leaf: number, place: number) {
	const [home, person] = [guests.get(place) ?? leaf, authors[place]!];
	return { ...nameOf(people, home, person), account: accountOf(people, home, person) };
}
