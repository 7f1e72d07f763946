import type { KindQuality } from '#database/facts/screening-quality.ts';
import type { Translate } from '#platform/i18n/translate.ts';

/** How copies are put together for people; in the order of the page. */
const GROUPS = ['copied', 'typed', 'parts', 'rewritten', 'others'] as const;
type Group = (typeof GROUPS)[number];

/** Kinds by the bench's names; those with figures in them are read by `PATTERNS`. */
const NAMED: Readonly<Record<string, readonly [group: Group, key: string]>> = {
	exact: ['copied', 'exact'],
	'co-author': ['copied', 'co_author'],
	'names and numbers changed': ['copied', 'renamed'],
	'one digit apart': ['copied', 'one_digit'],
	'sentences shuffled': ['copied', 'shuffled'],
	NFD: ['typed', 'nfd'],
	'no marks': ['typed', 'no_marks'],
	'other tone placement': ['typed', 'tones'],
	TCVN3: ['typed', 'tcvn3'],
	VNI: ['typed', 'vni'],
	'zero-width inside': ['typed', 'zero_width'],
	'look-alikes': ['typed', 'look_alikes'],
	'upper case': ['typed', 'upper_case'],
	'spinner, half': ['rewritten', 'spun_half'],
	'spinner, all': ['rewritten', 'spun_all'],
	'heavy: spinner, shuffle, 20 % edits': ['rewritten', 'heavy'],
	'very heavy: and clauses turned, dropped': ['rewritten', 'very_heavy'],
};

const PATTERNS: readonly (readonly [RegExp, group: Group, key: string])[] = [
	[/^(?<percent>\d+) % edits$/, 'copied', 'edits'],
	[/^passage of (?<syllables>\d+), 0 % edits$/, 'parts', 'passage'],
	[/^passage of (?<syllables>\d+), (?<percent>\d+) % edits$/, 'parts', 'passage_edits'],
	[/^passage of (?<syllables>\d+), spinner half$/, 'parts', 'passage_spun_half'],
	[/^passage of (?<syllables>\d+), spinner all$/, 'parts', 'passage_spun_all'],
	[/^merged from (?<sources>\d+)$/, 'parts', 'merged'],
];

export interface NamedKind extends KindQuality {
	label: string;
}

/** Groups that were measured, each with its kinds in the order of the bench and the lowest rate among them. */
export function groupedKinds(t: Translate, kinds: readonly KindQuality[]) {
	const placed = kinds.map((kind) => ({ ...place(kind.kind), kind }));
	return GROUPS.flatMap((group) => {
		const rows = placed
			.filter((each) => each.group === group)
			.map(
				({ kind, key, params }): NamedKind => ({
					...kind,
					label: key ? t(`screening_public.kind_${key}`, params) : kind.kind,
				}),
			);
		if (rows.length === 0) return [];
		return [{ group, rows, lowest: Math.min(...rows.map(({ judged }) => judged)) }];
	});
}

/** A kind that the bench has learnt since goes by the bench's name. */
function place(kind: string): { group: Group; key?: string; params?: Record<string, string> } {
	const named = NAMED[kind];
	if (named) return { group: named[0], key: named[1] };
	for (const [pattern, group, key] of PATTERNS) {
		const groups = pattern.exec(kind)?.groups;
		if (groups) return { group, key, params: { ...groups } };
	}
	return { group: 'others' };
}

const NEGATIVES: Readonly<Record<string, string>> = {
	fresh: 'fresh',
	'same topic': 'same_topic',
	'mostly boilerplate': 'boilerplate',
	'untouched real text': 'real',
};

export const negativeLabel = (t: Translate, kind: string): string => {
	const key = NEGATIVES[kind];
	return key ? t(`screening_public.negative_${key}`) : kind;
};
