import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { NegativeTrial } from './trial.ts';

const MOST = 400;
const ORDER = ['duplicate', 'suspicious', 'similar'];

/** Negatives that were flagged, the strongest first, with what they have in common with what: to be read by eye. */
export function writeFlagged(path: string, negatives: readonly NegativeTrial[]): number {
	const flagged = negatives
		.flatMap((trial) => {
			const pair = trial.nearest.find(({ doc }) => doc === trial.shown[0]?.doc);
			return pair ? [{ trial, pair }] : [];
		})
		.sort((a, b) => ORDER.indexOf(a.pair.band) - ORDER.indexOf(b.pair.band) || b.pair.bits - a.pair.bits);
	const pages = flagged
		.slice(0, MOST)
		.map(({ trial, pair }) =>
			[
				`## ${pair.band}: ${trial.kind} ${trial.number} ~ document ${pair.doc}`,
				`${pair.bits.toFixed(0)} bits, containment ${pair.containment.toFixed(2)}, raw cover ${pair.rawCover.toFixed(2)}, score ${pair.score.toFixed(2)}`,
				...trial.shown.map(
					({ bits, query, match }) => `- ${bits.toFixed(0)} bits\n  < ${query}\n  > ${match}`,
				),
			].join('\n'),
		);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, `${pages.join('\n\n')}\n`);
	return flagged.length;
}
