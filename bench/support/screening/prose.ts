import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Names } from './invented.ts';

/** Text to walk through: articles behind each other, cut into syllables. */
export interface Prose {
	text: string;
	/** Where each syllable starts and ends in `text`, in UTF-16 units. */
	starts: Uint32Array;
	ends: Uint32Array;
	/** Which syllable it is, small letters; numbers count as one and the same. */
	words: Uint32Array;
	/** 1 where a sentence ends after the syllable; 2 where an article does. */
	stops: Uint8Array;
	/** 1 where the syllable is a number. */
	numbers: Uint8Array;
	/** First syllable of each article, and the count of all. */
	articles: Uint32Array;
	/** Syllables at which sentences start. */
	sentences: Uint32Array;
	/** All places of word w: `places.subarray(offsets[w], offsets[w + 1])`, in rising order. */
	offsets: Uint32Array;
	places: Uint32Array;
}

/** What documents are made of, read from the shared data. Never shipped: see SOURCES.md there. */
export interface Sources {
	/** Nine tenths of the articles: the corpus. */
	open: Prose;
	/** The others: negatives, and what copied passages are put into. */
	withheld: Prose;
	/** Titles of real initiatives. */
	titles: Prose;
	names: Names;
	/** Groups of words and phrases that a spinner takes for the same. */
	synonyms: readonly (readonly string[])[];
}

/** @param folder `/work/shared/data` or a copy of it */
export function readSources(folder: string): Sources {
	const read = (path: string) => readFileSync(join(folder, path), 'utf8');
	const jsonLines = (text: string) =>
		text
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as { id: number | string; title: string; text: string });
	const articles = jsonLines(
		gunzipSync(readFileSync(join(folder, 'text/viwiki_dev.jsonl.gz'))).toString('utf8'),
	).map(({ text }) => cleaned(text));
	const titles = jsonLines(read('initiatives/real_initiative_titles.jsonl')).map(({ title }) => `${title}.`);
	const frequencies = JSON.parse(read('names/family_and_middle_name_frequencies.json')) as {
		family_names: Record<string, number>;
		middle_names: Record<string, number>;
	};
	const wards = read('admin/wards_2025_34prov_with_location.csv').trim().split('\n').slice(1);
	const lines = (path: string) => read(path).trim().split(/\r?\n/);
	return {
		open: proseOf(articles.filter((_, index) => index % 10 !== 9)),
		withheld: proseOf(articles.filter((_, index) => index % 10 === 9)),
		titles: proseOf(titles),
		names: {
			families: Object.keys(frequencies.family_names).slice(0, 50),
			middles: Object.keys(frequencies.middle_names),
			given: [
				...lines('names/boy_one_word.txt'),
				...lines('names/girl_one_word.txt'),
				...lines('names/boy.txt'),
				...lines('names/girl.txt'),
			],
			places: [...new Set(wards.flatMap((line) => [line.split(',')[3]!, line.split(',')[2]!]))],
		},
		synonyms: JSON.parse(read('text/synonym_groups.json')),
	};
}

/**
 * Sentences of an article that a worker might write as well: without headings, footnote marks, lists of names and
 * foreign words. Names in every second word make text so rare that anything copied is found.
 */
function cleaned(article: string): string {
	return article
		.split(/[\r\n]+/)
		.filter((line) => !line.startsWith('='))
		.flatMap((line) =>
			line
				.replace(/\[\d+\]/g, '')
				.trim()
				.split(/(?<=[.!?;]) +/),
		)
		.filter((sentence) => {
			const words = sentence.split(/\s+/);
			const odd = words.filter(
				(word, at) => (at > 0 && /^\P{L}*\p{Lu}/u.test(word)) || ODD.test(word),
			).length;
			return words.length >= 6 && odd <= MOST_ODD * words.length;
		})
		.map((sentence) => (/[.!?;:]$/.test(sentence) ? sentence : `${sentence}.`))
		.join(' ');
}

const MOST_ODD = 0.1;

/** Numbers, letters of other scripts, and Latin ones that no Vietnamese syllable has. */
const ODD = /\d|[fjwz]|[^\P{L}\p{Script=Latin}]/iu;

const SYLLABLE = /[\p{L}\p{M}\p{N}]+(?:[.,]\d+)*/gu;

/** Cuts texts into syllables and notes where each occurs. */
export function proseOf(articles: readonly string[]): Prose {
	const starts: number[] = [];
	const ends: number[] = [];
	const words: number[] = [];
	const stops: number[] = [];
	const numbers: number[] = [];
	const firsts: number[] = [];
	const known = new Map<string, number>();
	let text = '';
	for (const article of articles) {
		const from = text.length;
		const first = starts.length;
		for (const match of article.matchAll(SYLLABLE)) {
			const number = /^\d/.test(match[0]);
			const word = number ? '0' : match[0].toLowerCase();
			const index = known.get(word) ?? known.size;
			known.set(word, index);
			const end = match.index + match[0].length;
			starts.push(from + match.index);
			ends.push(from + end);
			words.push(index);
			numbers.push(number ? 1 : 0);
			stops.push(/^["»)]?[.!?;:](?:\s|$)/.test(article.slice(end, end + 3)) ? 1 : 0);
		}
		if (starts.length === first) continue;
		firsts.push(first);
		stops[stops.length - 1] = 2;
		text += `${article} `;
	}
	const counts = new Uint32Array(known.size + 1);
	for (const word of words) counts[word + 1]!++;
	for (let word = 0; word < known.size; word++) counts[word + 1]! += counts[word]!;
	const places = new Uint32Array(words.length);
	const next = counts.slice();
	for (const [at, word] of words.entries()) places[next[word]!++] = at;
	const sentences = words.map((_, at) => at).filter((at) => at === 0 || stops[at - 1]! > 0);
	return {
		// A string put together of thousands of others is slow to cut; this makes it one piece.
		text: Buffer.from(text, 'utf16le').toString('utf16le'),
		starts: Uint32Array.from(starts),
		ends: Uint32Array.from(ends),
		words: Uint32Array.from(words),
		stops: Uint8Array.from(stops),
		numbers: Uint8Array.from(numbers),
		articles: Uint32Array.from([...firsts, starts.length]),
		sentences: Uint32Array.from(sentences),
		offsets: counts,
		places,
	};
}
