import { NUMBER_MAX } from '../schema.ts';

/** A whole number as people write it («1250», «1.250», «1 250»); null when it is none or too large. */
export function readNumber(text: string): number | null {
	const digits = text.trim().replace(/[.,\s](?=\d{3}(?:\D|$))/g, '');
	const number = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
	return number <= NUMBER_MAX ? number : null;
}

/** Tenths of a percent as people write a percentage («10», «12,5»); null when it is none. */
export function readRate(text: string): number | null {
	const match = /^(\d{1,4})(?:[.,](\d))?\s*%?$/.exec(text.trim());
	return match ? Number(match[1]) * 10 + Number(match[2] ?? 0) : null;
}
