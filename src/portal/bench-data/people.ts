import { createHash } from 'node:crypto';
import type { Random } from '#database/demo/random.ts';
import { personName } from '#database/demo/words/people.ts';
import { fold } from '#platform/text/fold.ts';
import { divide, scaled } from './divide.ts';
import type { List } from './lists.ts';
import { CORPORATION, SUBMITTED } from './published.ts';
import type { Leaf } from './tree/grown.ts';

/** Names are given again and again, as in life. */
const NAMES = 20_000;
/** So many registered for each initiative of a workplace, and so many different people write. */
const REGISTERED = 0.15;
const WRITERS = 0.5;
const FEWEST = 8;
/** Of so many initiatives of several authors the last one is somebody of another workplace. */
const WITH_GUEST = 0.02;
const CO_AUTHORS: readonly (readonly [number, number])[] = [
	[1, 55],
	[2, 23],
	[3, 12],
	[4, 6],
	[5, 4],
];

/** Who may be an author in each leaf: the first `registered` of its persons have accounts. */
export interface People {
	names: readonly { name: string; folded: string }[];
	/** By leaf. */
	persons: Int32Array;
	registered: Int32Array;
	/** Where the accounts of a leaf begin among all members' accounts. */
	firstAccount: Int32Array;
	accounts: number;
	/** Leaves that anybody has registered at. */
	joined: readonly number[];
}

export function planPeople(
	leaves: readonly Leaf[],
	lists: readonly List[],
	corporation: string,
	random: Random,
): People {
	const submitted = new Int32Array(leaves.length);
	for (const { leaf, size } of lists) submitted[leaf]! += size;
	const total = submitted.reduce((sum, n) => sum + n, 0);
	const there = leaves.flatMap(({ parent }, index) => (parent === corporation ? [index] : []));
	const published = divide(
		scaled(CORPORATION.registrants, SUBMITTED, total),
		there.map((leaf) => submitted[leaf]! + 0.01),
	);
	const ofCorporation = new Map(there.map((leaf, index) => [leaf, published[index]!]));
	const persons = new Int32Array(leaves.length);
	const registered = new Int32Array(leaves.length);
	const firstAccount = new Int32Array(leaves.length);
	let accounts = 0;
	for (let leaf = 0; leaf < leaves.length; leaf++) {
		const own = submitted[leaf]! * REGISTERED * (0.5 + random.next());
		registered[leaf] = ofCorporation.get(leaf) ?? Math.floor(own + random.next());
		persons[leaf] = Math.max(FEWEST, registered[leaf]!, Math.ceil(submitted[leaf]! * WRITERS));
		firstAccount[leaf] = accounts;
		accounts += registered[leaf]!;
	}
	const names = Array.from({ length: NAMES }, () => {
		const name = personName(random);
		return { name, folded: fold(name) };
	});
	const joined = leaves.flatMap((_, leaf) => (registered[leaf]! > 0 ? [leaf] : []));
	return { names, persons, registered, firstAccount, accounts, joined };
}

/** The name of a person of a leaf: always the same. */
export const nameOf = ({ names }: People, leaf: number, person: number) =>
	names[((leaf * 7_919 + person * 104_729) >>> 0) % names.length]!;

/** Number of a person's account among all members' accounts; null without one. */
export const accountOf = (people: People, leaf: number, person: number): number | null =>
	person < people.registered[leaf]! ? people.firstAccount[leaf]! + person : null;

/** How many authors an initiative has. */
export const drawCount = (random: Random): number => random.weighted(CO_AUTHORS);

/** Persons of a leaf, none twice; a few of them write most. Who enters it themselves comes first. */
export function drawAuthors(
	people: People,
	leaf: number,
	count: number,
	self: boolean,
	random: Random,
): number[] {
	const all = people.persons[leaf]!;
	const first = self
		? random.int(0, people.registered[leaf]! - 1)
		: Math.floor(all * random.next() * Math.sqrt(random.next()));
	const step = 1 + random.int(0, all - 2);
	return Array.from(
		{ length: count },
		(_, index) => (first + (index === 0 ? 0 : step + index - 1)) % all,
	).filter((person, index, chosen) => chosen.indexOf(person) === index);
}

/** Now and then somebody registered at another leaf who takes part, else null. */
export function drawGuest(
	{ joined, registered }: People,
	leaf: number,
	authors: number,
	random: Random,
): { leaf: number; person: number } | null {
	if (authors < 2 || joined.length === 0 || !random.chance(WITH_GUEST)) return null;
	const home = random.pick(joined);
	return home === leaf ? null : { leaf: home, person: random.int(0, registered[home]! - 1) };
}

/** `person_key` of the database, as events hold it. */
export function personKey(accountId: number | null, unitId: number, folded: string): bigint {
	const said = accountId === null ? `n${unitId} ${folded}` : `a${accountId}`;
	return createHash('sha256').update(said).digest().readBigInt64BE(0);
}
