import { WHOLE } from '../schema.ts';

/** Equal shares of `count` authors in basis points; what does not divide goes to the first ones. */
export function equalShares(count: number): number[] {
	const base = Math.floor(WHOLE / count);
	const rest = WHOLE - base * count;
	return Array.from({ length: count }, (_, index) => base + (index < rest ? 1 : 0));
}

/** Percent as typed («50», «33,3 %», «33.33») in basis points, or null when it is none between 0 and 100. */
export function parseShare(text: string): number | null {
	const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim());
	if (!match) return null;
	const points = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
	return points >= 1 && points <= WHOLE ? points : null;
}
