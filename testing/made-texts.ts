import { createRandom, type Random } from '#database/demo/random.ts';

const ONSETS = 'b c d g h k l m n p r s t v x ch gi kh ng nh ph th tr qu'.split(' ');
const RIMES =
	'a ac ai am an ang anh ao at au ay e em en eng eo et i im in inh it iu o oc oi om on ong ot u uc ui um un ung ua uoc uon';
const SYLLABLES = ONSETS.flatMap((onset) => RIMES.split(' ').map((rime) => onset + rime));

/** Texts of made-up syllables without marks, some common and most rare, as in any language. */
export class MadeTexts {
	#random: Random;

	constructor(seed: number) {
		this.#random = createRandom(seed);
	}

	/** So many syllables. */
	words(count: number): string[] {
		return Array.from({ length: count }, () => {
			const place = Math.floor(SYLLABLES.length * this.#random.next() ** 2);
			// Stirred, so that the common ones do not all begin alike.
			return SYLLABLES[(place * 389) % SYLLABLES.length]!;
		});
	}

	text(count: number): string {
		return this.words(count).join(' ');
	}

	/** The text with about that share of its words replaced by others. */
	edited(text: string, share: number): string {
		return text
			.split(' ')
			.map((word) => (this.#random.next() < share ? this.words(1)[0]! : word))
			.join(' ');
	}
}
