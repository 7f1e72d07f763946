import type { Random } from './random.ts';

/** A pattern, read once: words as they stand, slots, numbers, and places where one of several wordings is taken. */
type Part = string | { slot: string } | { low: number; high: number } | { oneOf: readonly Part[][] };

/**
 * Fills patterns: `{slot}`, `{5..20}` and `[one wording|another|]`. What a slot is filled with may be a pattern
 * itself; a slot keeps the words it was first given.
 */
export function createFiller(
	random: Random,
	slots: Record<string, readonly string[]>,
	fixed: Record<string, string>,
) {
	const chosen = new Map(Object.entries(fixed));
	const write = (parts: readonly Part[], of: Random): string => parts.map((part) => one(part, of)).join('');
	const one = (part: Part, of: Random): string => {
		if (typeof part === 'string') return part;
		if ('low' in part) return numeral(random.int(part.low, part.high), part);
		if ('oneOf' in part) return write(of.pick(part.oneOf), of);
		const known = chosen.get(part.slot);
		if (known !== undefined) return known;
		const list = slots[part.slot];
		if (!list) throw new Error(`no slot {${part.slot}}`);
		const words = write(read(random.pick(list)), random);
		chosen.set(part.slot, words);
		return words;
	};
	/** @param wording what chooses between wordings, when the same is wanted again and again */
	return (pattern: string, wording: Random = random) => tidy(write(read(pattern), wording));
}

/** Years stand without a point. */
const numeral = (number: number, { low, high }: { low: number; high: number }) =>
	(low >= 1990 && high <= 2030) || low >= 6000 ? String(number) : number.toLocaleString('vi-VN');

const known = new Map<string, Part[]>();

function read(pattern: string): Part[] {
	const parts = known.get(pattern) ?? new Reader(pattern).parts();
	known.set(pattern, parts);
	return parts;
}

class Reader {
	#pattern: string;
	#at = 0;

	constructor(pattern: string) {
		this.#pattern = pattern;
	}

	/** Up to the end, or to the `|` or `]` that ends a wording. */
	parts(): Part[] {
		const parts: Part[] = [];
		while (this.#at < this.#pattern.length) {
			const [plain] = /^[^[\]{}|]*/.exec(this.#pattern.slice(this.#at))!;
			this.#at += plain.length;
			if (plain) parts.push(plain);
			const sign = this.#pattern[this.#at];
			if (sign === '{') parts.push(this.#slot());
			else if (sign === '[') parts.push({ oneOf: this.#wordings() });
			else break;
		}
		return parts;
	}

	#slot(): Part {
		const end = this.#pattern.indexOf('}', this.#at);
		const slot = this.#pattern.slice(this.#at + 1, end);
		this.#at = end + 1;
		const range = /^(\d+)\.\.(\d+)$/.exec(slot);
		return range ? { low: Number(range[1]), high: Number(range[2]) } : { slot };
	}

	#wordings(): Part[][] {
		const wordings: Part[][] = [];
		do {
			this.#at++;
			wordings.push(this.parts());
		} while (this.#pattern[this.#at] === '|');
		this.#at++;
		return wordings;
	}
}

/** A wording left out leaves a space too many. */
const tidy = (text: string) =>
	capitalise(
		text
			.replace(/ {2,}/g, ' ')
			.replace(/ ([,.;:])/g, '$1')
			.trim(),
	);

/** Upper case after the start and after a full stop: slots hold words as they stand inside a sentence. */
export function capitalise(text: string): string {
	return text.replace(
		/(^|[.!?] )(\p{Ll})/gu,
		(_, before: string, letter: string) => before + letter.toUpperCase(),
	);
}

/** Đồng as people write them: `45 triệu đồng`, `1,2 tỷ đồng`. */
export function moneyInWords(dong: number): string {
	const number = (value: number) => value.toLocaleString('vi-VN', { maximumFractionDigits: 1 });
	return dong >= 1e9 ? `${number(dong / 1e9)} tỷ đồng` : `${number(dong / 1e6)} triệu đồng`;
}
