import { type Ground, memberId } from './ground.ts';
import { personKey } from './people.ts';
import { authorAt, type Plan } from './plan.ts';

/** Keys of the authors of each initiative, as its events hold them: ascending, each once. */
export interface Keys {
	first: Uint32Array;
	keys: BigInt64Array;
}

export function keysOf(ground: Ground, plan: Plan): Keys {
	const { firstAuthor, authors, listOf, lists } = plan;
	const first = new Uint32Array(firstAuthor.length);
	const keys = new BigInt64Array(authors.length);
	let used = 0;
	for (let initiative = 0; initiative < listOf.length; initiative++) {
		const { leaf } = lists[listOf[initiative]!]!;
		const own = new Set<bigint>();
		for (let at = firstAuthor[initiative]!; at < firstAuthor[initiative + 1]!; at++) {
			const { account, folded } = authorAt(plan, leaf, at);
			const id = account === null ? null : memberId(ground, account);
			own.add(personKey(id, ground.unit[leaf]!, folded));
		}
		const sorted = own.size > 1 ? [...own].sort((a, b) => (a < b ? -1 : 1)) : own;
		for (const key of sorted) keys[used++] = key;
		first[initiative + 1] = used;
	}
	return { first, keys: keys.subarray(0, used) };
}

/** The same of one initiative as an array in text. */
export const keysText = ({ first, keys }: Keys, initiative: number): string =>
	`{${keys.subarray(first[initiative]!, first[initiative + 1]!).join(',')}}`;
