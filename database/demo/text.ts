import type { Random } from './random.ts';

/** Fills `{slot}` and `{5..20}` in patterns; a slot keeps the word it was first given. */
export function createFiller(
	random: Random,
	slots: Record<string, readonly string[]>,
	fixed: Record<string, string>,
) {
	const chosen = new Map(Object.entries(fixed));
	const word = (name: string): string => {
		const range = /^(\d+)\.\.(\d+)$/.exec(name);
		if (range) return random.int(Number(range[1]), Number(range[2])).toLocaleString('vi-VN');
		if (!chosen.has(name)) {
			const list = slots[name];
			if (!list) throw new Error(`no slot {${name}}`);
			chosen.set(name, random.pick(list));
		}
		return chosen.get(name)!;
	};
	return (pattern: string) => capitalise(pattern.replace(/\{([^}]+)\}/g, (_, name: string) => word(name)));
}

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
