import type { KindAccuracy } from './accuracy.ts';
import type { Plagdet } from './plagdet.ts';

type Measure = 'retrieved' | 'suspicious' | 'similar';

/** What a kind of copy has to reach: the targets of screening.md, at any size. */
const LEAST: readonly (readonly [kinds: RegExp, least: Partial<Record<Measure, number>>])[] = [
	[
		/^(?:exact|co-author|10 % edits|20 % edits|sentences shuffled|names and numbers changed)$/,
		{ suspicious: 0.998 },
	],
	[
		/^(?:NFD|no marks|other tone placement|TCVN3|VNI|zero-width inside|look-alikes|upper case)$/,
		{ suspicious: 0.998 },
	],
	[/^(?:30|40) % edits$/, { suspicious: 0.985 }],
	[/^passage of (?:80|116), \d+ % edits$/, { suspicious: 0.98 }],
	[/^passage of 58, 10 % edits$/, { retrieved: 0.99, suspicious: 0.83 }],
	[/^spinner, half$/, { similar: 0.99 }],
	[/^spinner, all$/, { similar: 0.88 }],
	[/^heavy/, { retrieved: 0.97 }],
	[/^very heavy/, { retrieved: 0.92 }],
];

/** Shares of negatives, in all. */
const MOST = { duplicate: 0.0005, suspicious: 0.003, similar: 0.01 } as const;

const PLAGDET: Record<string, number> = {
	'passage of 116, 0 % edits': 0.99,
	'passage of 116, 30 % edits': 0.88,
};

const NAMES: Record<Measure, string> = {
	retrieved: 'R@50',
	suspicious: '+ suspicious',
	similar: '+ similar',
};

/** A target in words, and whether it is reached. */
export interface Verdict {
	target: string;
	met: boolean;
}

/** What is asked of a kind; nothing of those that the protocol only reports. */
export function verdictOn(kind: string, accuracy: KindAccuracy): Verdict | null {
	const least = Object.entries(LEAST.find(([kinds]) => kinds.test(kind))?.[1] ?? {}) as [Measure, number][];
	if (least.length === 0) return null;
	return {
		target: least.map(([measure, value]) => `${NAMES[measure]} ≥ ${value}`).join(', '),
		met: least.every(([measure, value]) => accuracy[measure] >= value),
	};
}

export function verdictOnNegatives(accuracy: KindAccuracy): Verdict {
	return {
		target: `≤ ${MOST.duplicate}, ≤ ${MOST.suspicious}, ≤ ${MOST.similar}`,
		met: (['duplicate', 'suspicious', 'similar'] as const).every((band) => accuracy[band] <= MOST[band]),
	};
}

export function verdictOnPassages(kind: string, { plagdet }: Plagdet): Verdict | null {
	const least = PLAGDET[kind];
	return least === undefined ? null : { target: `plagdet ≥ ${least}`, met: plagdet >= least };
}
