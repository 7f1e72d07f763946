import type { DemoInitiative } from './initiatives.ts';
import type { Random } from './random.ts';

/** How an initiative was made from others that the demo holds. */
export type CopyKind =
	| 'exact'
	/** Names, numbers and months changed. */
	| 'renamed'
	/** Sentences left out, moved and added. */
	| 'edited'
	/** Some sentences taken over, 56 to 80 syllables. */
	| 'passage'
	/** Half from one, half from another. */
	| 'merged'
	/** One of several near-copies that an officer entered to fill a quota. */
	| 'series'
	/** The author's own, handed in again with additions. */
	| 'later';

export interface DemoCopy {
	kind: CopyKind;
	/** Places of what it was made from, in the order of the demo. */
	of: number[];
}

type Told = Pick<DemoInitiative, 'title' | 'problem' | 'solution' | 'result'>;

export const COPY_KINDS: [CopyKind, number][] = [
	['exact', 9],
	['renamed', 9],
	['edited', 9],
	['passage', 55],
	['merged', 5],
	['series', 3],
	['later', 5],
];

/** What a copier hands in for texts found elsewhere; `own` is what they would have written themselves. */
export function copyTexts(random: Random, kind: CopyKind, [one, other]: readonly Told[], own: Told): Told {
	const source = one!;
	if (kind === 'exact') return told(source);
	if (kind === 'renamed') return renamed(random, source);
	if (kind === 'edited') return edited(random, source, own);
	if (kind === 'passage') return passage(source, own);
	if (kind === 'merged') return { ...told(source), result: other!.result, solution: halves(source, other!) };
	if (kind === 'series') return { ...renumbered(random, source), title: `${source.title}, ${place(random)}` };
	return { ...edited(random, source, own), title: `${source.title} (bổ sung)` };
}

const told = ({ title, problem, solution, result }: Told): Told => ({ title, problem, solution, result });

const sentencesOf = (text: string) => text.split(/(?<=[.?]) /);
const place = (random: Random) => `${random.pick(['tổ', 'ca', 'khu', 'nhóm'])} ${random.int(2, 19)}`;

function each(source: Told, change: (text: string) => string): Told {
	const { title, problem, solution, result } = source;
	return {
		title: change(title),
		problem: change(problem),
		solution: change(solution),
		result: change(result),
	};
}

const renumbered = (random: Random, source: Told) =>
	each(source, (text) =>
		// Years, dates, thousands and the declared sum stay what they are.
		text.replace(/(?<![\d.,/])\d{1,3}(?![\d.,]*\d|\/| triệu| tỷ)/g, (digits) =>
			String(Math.max(2, Math.round(Number(digits) * (0.7 + random.next() * 0.7)))),
		),
	);

const NAMES = ['Hậu', 'Lợi', 'Thoa', 'Sửu', 'Cúc', 'Đoàn', 'Nhàn', 'Thìn', 'Luyến', 'Tư'];

function renamed(random: Random, source: Told): Told {
	const names = new Map<string, string>();
	const rename = (name: string) => {
		if (!names.has(name)) names.set(name, random.pick(NAMES));
		return names.get(name)!;
	};
	return each(renumbered(random, source), (text) =>
		text.replace(/(?<=(?:anh|chị|thầy|cô) )\p{Lu}\p{L}*/giu, (name) =>
			/^\p{Lu}/u.test(name) ? rename(name) : name,
		),
	);
}

/** One sentence of the solution left out, the last of the problem first, and some of the copier's own. */
function edited(random: Random, source: Told, own: Told): Told {
	const problem = sentencesOf(source.problem);
	const solution = sentencesOf(source.solution);
	solution.splice(random.int(1, solution.length - 1), 1, sentencesOf(own.solution).at(-1)!);
	return {
		title: source.title,
		problem: [problem.at(-1)!, ...problem.slice(0, -1)].join(' '),
		solution: solution.join(' '),
		result: [...sentencesOf(source.result), sentencesOf(own.result)[0]!].join(' '),
	};
}

/** What was wrong and how it was mended, of another: 56 syllables and some more, between the copier's own. */
function passage(source: Told, own: Told): Told {
	let [taken, syllables] = ['', 0];
	for (const sentence of [...sentencesOf(source.problem).slice(-1), ...sentencesOf(source.solution)]) {
		if (syllables >= 56) break;
		taken += ` ${sentence}`;
		syllables += sentence.split(' ').length;
	}
	const [first, ...others] = sentencesOf(own.solution);
	return { ...told(own), solution: `${first}${taken} ${others.join(' ')}`.trim() };
}

function halves(one: Told, other: Told): string {
	const [first, second] = [sentencesOf(one.solution), sentencesOf(other.solution)];
	return [
		...first.slice(0, Math.ceil(first.length / 2)),
		...second.slice(Math.floor(second.length / 2)),
	].join(' ');
}
