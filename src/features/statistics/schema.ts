import { STATES } from '#features/initiatives/rules/life-cycle.ts';

/**
 * What is counted. `submitted` counts first submissions on their local date, for ever; every other measure is a
 * state and counts what stands in it now, on the local date it came there. The states of a unit always sum to
 * what was submitted.
 */
export const MEASURES = ['submitted', ...STATES] as const;
export type Measure = (typeof MEASURES)[number];

export interface Figure {
	n: number;
	/** Declared benefit, đồng: sums pass 2^53, so they stay exact as bigint and travel as text. */
	benefit: string;
}

export type Figures = Record<Measure, Figure>;

export const noFigures = (): Figures =>
	Object.fromEntries(MEASURES.map((measure) => [measure, { n: 0, benefit: '0' }])) as Figures;

/** Every published number is as of one position in the sequence of events. */
export interface AsOf {
	position: number;
	/** When the last counted event happened. */
	at: Date;
}
