import type { Random } from '#database/demo/random.ts';
import {
	FIRST,
	IN_ADMINISTRATION,
	IN_EDUCATION,
	IN_HEALTH,
	IN_ZONE,
	LOCAL,
	PARTS,
	SECOND,
	type Workplace,
} from '#database/facts/make/workplaces.ts';

/** What kind of workplaces stand below a unit. */
export type Below = 'local' | 'zone' | 'education' | 'health' | 'administration' | 'industry';

const LISTS: Record<Below, readonly (readonly [Workplace, number])[]> = {
	local: [
		...LOCAL.enterprise.map((each) => [each, 6] as const),
		...LOCAL.school.map((each) => [each, 14] as const),
		...LOCAL.service.map((each) => [each, 3] as const),
	],
	zone: IN_ZONE.map((each) => [each, 1] as const),
	education: IN_EDUCATION.map((each) => [each, 1] as const),
	health: IN_HEALTH.map((each) => [each, 1] as const),
	administration: IN_ADMINISTRATION.map((each) => [each, 1] as const),
	industry: LOCAL.enterprise.map((each) => [each, 1] as const),
};
const PUBLIC = /^(Trường|Trung tâm|Bệnh viện|Chi cục|Quỹ)/;

/** An invented workplace. */
export interface NewWorkplace {
	name: string;
	publicService: boolean;
	/** Before all figures are brought to the whole number of members. */
	members: number;
	parts: readonly string[];
}

/** An invented place name of two syllables: likeness to a real place is by chance. */
export const placeName = (random: Random): string => `${random.pick(FIRST)} ${random.pick(SECOND)}`;

export function newWorkplace(random: Random, below: Below): NewWorkplace {
	const { prefix, members, parts } = random.weighted(LISTS[below]);
	const [low, high] = members;
	// Few large ones, many small ones.
	const size = Math.round(low * (high / low) ** (random.next() * random.next()));
	return {
		name: `${prefix} ${placeName(random)}`,
		publicService: PUBLIC.test(prefix),
		members: size,
		parts: parts?.length ? parts : PARTS.garment,
	};
}
