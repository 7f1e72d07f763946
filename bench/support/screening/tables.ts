import { curve, Judge, type KindAccuracy, type Trials } from './accuracy.ts';
import { type Plagdet, plagdet } from './plagdet.ts';
import type { Laboratory } from './protocol.ts';
import { type Verdict, verdictOn, verdictOnNegatives, verdictOnPassages } from './targets.ts';

type Row = Record<string, string | number>;

/** All that the trials tell, as tables; and what missed its target. */
export interface Tables {
	kinds: Row[];
	negatives: Row[];
	passages: Row[];
	curve: Row[];
	chosen: number[];
	misses: string[];
}

export function tablesOf({ maker }: Laboratory, { queries, negatives, documents }: Trials): Tables {
	const judge = new Judge({ queries, negatives, documents });
	const misses: string[] = [];
	const judged = (name: string, verdict: Verdict | null): Row => {
		if (verdict && !verdict.met) misses.push(`${name}: ${verdict.target}`);
		return { target: verdict?.target ?? '', met: verdict ? (verdict.met ? 'yes' : 'NO') : '' };
	};
	const byKind = Map.groupBy(queries, ({ kind }) => kind);

	const kinds = maker.kinds.map((kind): Row => {
		const accuracy = judge.queries(byKind.get(kind) ?? []);
		return {
			kind,
			n: accuracy.n,
			'R@1': share(accuracy.first),
			'R@50': share(accuracy.retrieved),
			...bandCells(accuracy),
			replaced: accuracy.spun === undefined ? '' : accuracy.spun.toFixed(2),
			...judged(kind, verdictOn(kind, accuracy)),
		};
	});

	const whole = judge.negatives(negatives);
	const negativeRows = [...Map.groupBy(negatives, ({ kind }) => kind)].map(([kind, trials]): Row => {
		const accuracy = judge.negatives(trials);
		return { negatives: kind, n: accuracy.n, ...bandCells(accuracy) };
	});
	negativeRows.push({
		negatives: 'all',
		n: whole.n,
		...bandCells(whole),
		...judged('negatives', verdictOnNegatives(whole)),
	});

	const passages = maker.kinds
		.filter((kind) => byKind.get(kind)?.some(({ truths }) => truths.length > 0))
		.map((kind): Row => {
			const trials = byKind.get(kind)!;
			const result = plagdet(
				trials.flatMap(({ truths }) => truths),
				trials.flatMap(({ detections }) => detections),
			);
			return { kind, ...plagdetCells(result), ...judged(kind, verdictOnPassages(kind, result)) };
		});

	const short = byKind.get('passage of 58, 10 % edits') ?? [];
	return {
		kinds,
		negatives: negativeRows,
		passages,
		curve: curve({ queries: short, negatives, documents }).map(({ threshold, found, flagged }) => ({
			'bits from': Math.round(threshold),
			'passages of 58, 10 % edits': share(found),
			'negatives flagged': share(flagged),
		})),
		chosen: judge.chosen,
		misses,
	};
}

const share = (value: number): string => (value === 0 || value === 1 ? String(value) : value.toFixed(4));

const bandCells = ({ duplicate, suspicious, similar, crossFitted }: KindAccuracy): Row => ({
	duplicate: share(duplicate),
	'+ suspicious': share(suspicious),
	'+ similar': share(similar),
	'cross-fitted: suspicious': share(crossFitted.suspicious),
	similar: share(crossFitted.similar),
});

const plagdetCells = ({ precision, recall, granularity, plagdet: score }: Plagdet): Row => ({
	precision: precision.toFixed(3),
	recall: recall.toFixed(3),
	granularity: granularity.toFixed(3),
	plagdet: score.toFixed(3),
});
