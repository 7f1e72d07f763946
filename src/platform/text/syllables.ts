/**
 * Every sound a Vietnamese syllable can have, as onset × rime, without tones: the yardstick by which a text's
 * encoding is judged and typed keys are read. Sound is wider than use: «ngoăm» is here though no word has it.
 */
const ONSETS = ' b c ch d đ g gh gi h k kh kr l m n ng ngh nh p ph qu r s t th tr v x'.split(' ');

/** `ak` and `ăk` (and the onset `kr`) are for the names of the Central Highlands: Đắk Lắk, Krông Pa. */
const RIMES =
	'a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây ' +
	'e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu ' +
	'i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu ' +
	'o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ' +
	'oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơng ơp ơt ' +
	'u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uôc uôi uôm uôn uông uôt uy uya uych uyn uynh ' +
	'uyp uyt uyu uyên uyêt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu ' +
	'y yêm yên yêng yêt yêu ych yn ynh yt';

const FRONT_ONLY = new Set(['gh', 'ngh']);
const NEVER_FRONT = new Set(['c', 'ng']);

/** Spelling leaves c, g, ng for k, gh, ngh before e, ê, i, y (but gì, giêng). */
function spelt(onset: string, rime: string): boolean {
	const front = /^[eêiy]/.test(rime);
	if (onset === 'k') return front;
	if (onset === 'g') return !/^[eêy]/.test(rime);
	return front ? !NEVER_FRONT.has(onset) : !FRONT_ONLY.has(onset);
}

const SYLLABLES = new Set(
	RIMES.split(' ').flatMap((rime) =>
		ONSETS.filter((onset) => spelt(onset, rime)).map((onset) => onset + rime),
	),
);

const withoutMarks = (letters: string): string =>
	letters.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');

const FOLDED = new Set([...SYLLABLES].map(withoutMarks));

/** A tone as its combining mark; none is the empty string. */
export type Tone = '' | '\u0300' | '\u0301' | '\u0303' | '\u0309' | '\u0323';

const LETTERS = new Map<string, readonly [letter: string, tone: Tone]>();
for (const letter of 'abcdđeghiklmnopqrstuvxyăâêôơư') LETTERS.set(letter, [letter, '']);
for (const letter of 'aăâeêioôơuưy')
	for (const tone of ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'] as const)
		LETTERS.set((letter + tone).normalize('NFC'), [letter, tone]);

/** Whether folded letters (ASCII, lower case) can be a Vietnamese syllable: `thuyen` yes, `vest` no. */
export const isSyllable = (folded: string): boolean => FOLDED.has(folded);

/**
 * Whether letters without tone, NFC and lower case, can be a syllable with this tone. One that ends in a stop only
 * rises or falls (tiết, tiệt); that its tone was forgotten (tiêt) is common enough to be possible.
 */
export function fits(letters: string, tone: Tone): boolean {
	if (!SYLLABLES.has(letters)) return false;
	return tone === '' || tone === '\u0301' || tone === '\u0323' || !/(?:[cptk]|ch)$/.test(letters);
}

/** Whether one word in NFC, of any case, is a possible Vietnamese syllable with its marks: `Tiết` yes, `tiềt` no. */
export function isMarkedSyllable(word: string): boolean {
	// The longest is «nghiêng»
	if (word.length > 7) return false;
	let letters = '';
	let tone: Tone = '';
	for (const char of word.toLowerCase()) {
		const found = LETTERS.get(char);
		if (!found || (found[1] && tone)) return false;
		letters += found[0];
		tone ||= found[1];
	}
	return fits(letters, tone);
}
