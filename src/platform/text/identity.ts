import type { LocalDate } from '#platform/clock/clock.ts';

/** What is wrong with a citizen identity number (CCCD), and the key of the sentence that says so. */
export type IdentityIssue =
	| 'identity_length'
	| 'identity_letters'
	| 'identity_province'
	| 'identity_birth_year'
	| 'identity_scientific'
	/** Nine digits: the CMND of before 2016. Not wrong, but no CCCD. */
	| 'identity_old_card'
	/** Born less than 15 years ago, the least age for a labour contract (Labour Code 2019, art. 3). */
	| 'identity_too_young';

/** Both leave the person's initiative acceptable: an old card was valid in its day, and ages are a hint. */
export const IDENTITY_WARNINGS: ReadonlySet<IdentityIssue> = new Set([
	'identity_old_card',
	'identity_too_young',
]);

/** Codes of the 63 provinces of before 1/7/2025; numbers issued since keep them (Circular 07/2016/TT-BCA). */
const PROVINCES = new Set(
	(
		'001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 ' +
		'042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 ' +
		'086 087 089 091 092 093 094 095 096'
	).split(' '),
);

/**
 * What is wrong with a CCCD number as written, null when nothing: 12 ASCII digits = province of birth record,
 * century and sex, two digits of the year, six others; there is no check digit (Circular 07/2016/TT-BCA).
 */
export function identityIssue(text: string, today: LocalDate): IdentityIssue | null {
	if (/^\d(?:[.,]\d+)?e\+?\d+$/i.test(text)) return 'identity_scientific';
	if (!/^[0-9]*$/.test(text)) return 'identity_letters';
	if (text.length === 9) return 'identity_old_card';
	if (text.length !== 12) return 'identity_length';
	if (!PROVINCES.has(text.slice(0, 3))) return 'identity_province';
	const born = 1900 + 100 * Math.floor(Number(text[3]) / 2) + Number(text.slice(4, 6));
	const thisYear = Number(today.slice(0, 4));
	if (born > thisYear) return 'identity_birth_year';
	return thisYear - born < 15 ? 'identity_too_young' : null;
}

/**
 * The number as it was before a spreadsheet or a typist changed it: spaces, dots, hyphens and the apostrophe
 * that marks text are dropped, digits of any width made ASCII, and the one or two leading zeros put back that
 * a number cell loses (no province code begins with three).
 */
export function restoreIdentity(value: string | number): string {
	if (`${value}`.length > 40) return `${value}`.slice(0, 40);
	const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : `${value}`;
	const bare = text
		.normalize('NFKC')
		.replace(/\s/g, '')
		.replace(/^['’`"]+|["']$/g, '');
	const digits = /^[0-9]+[.,]0+$/.test(bare)
		? bare.replace(/[.,]0+$/, '')
		: bare.replace(/(?<=\d)[.-](?=\d)/g, '');
	if (/e/i.test(bare)) return bare;
	return /^[0-9]{10,11}$/.test(digits) ? digits.padStart(12, '0') : digits;
}
