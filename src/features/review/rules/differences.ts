/** What is looked past to find where two texts agree again; the aligner bridges no more either (`LONG_GAP`). */
const WINDOW = 32;

/** For each syllable of one stretch: 1 where it does not stand in the other. */
export interface Differences {
	a: Uint8Array;
	b: Uint8Array;
}

/**
 * Which syllables of two stretches that belong together differ: inserted, left out or changed. Walks both at
 * once and, where they part, goes on at the nearest place at which two syllables in a row agree again; so it is
 * linear in length, whatever the texts.
 * @param a, b hashes of syllables
 */
export function differences(a: Uint16Array, b: Uint16Array): Differences {
	const marks = { a: new Uint8Array(a.length).fill(1), b: new Uint8Array(b.length).fill(1) };
	let [i, j] = [0, 0];
	while (i < a.length && j < b.length) {
		const ahead = nearest(a, b, i, j);
		if (ahead) {
			[i, j] = ahead;
			marks.a[i] = 0;
			marks.b[j] = 0;
		}
		i++;
		j++;
	}
	return marks;
}

/** The nearest place from (i, j) on at which the stretches agree: by steps together, then evenly on both sides. */
function nearest(a: Uint16Array, b: Uint16Array, i: number, j: number): [number, number] | null {
	if (a[i] === b[j]) return [i, j];
	for (let steps = 1; steps <= 2 * WINDOW; steps++) {
		let found: [number, number] | null = null;
		for (let x = Math.max(0, steps - WINDOW); x <= Math.min(steps, WINDOW); x++) {
			const y = steps - x;
			if (!agreeAt(a, b, i + x, j + y)) continue;
			const closer = !found || Math.abs(x - y) < Math.abs(found[0] - i - (found[1] - j));
			if (closer) found = [i + x, j + y];
		}
		if (found) return found;
	}
	return null;
}

/** One syllable may agree by chance; two in a row, or the last of a stretch, are taken for the same words. */
function agreeAt(a: Uint16Array, b: Uint16Array, x: number, y: number): boolean {
	if (x >= a.length || y >= b.length || a[x] !== b[y]) return false;
	const end = x + 1 === a.length || y + 1 === b.length;
	return end || a[x + 1] === b[y + 1];
}
