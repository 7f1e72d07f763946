import type { PublishedFigure } from '#features/statistics/rules/reconcile.ts';
import { THE_MILLIONTH } from './published/millionth.ts';
import { PHASE_1 } from './published/phase-1.ts';
import { UNITS } from './published/units.ts';
import { WHOLE } from './published/whole.ts';

/*
 * What was printed about the programme of the million initiatives, number by number: in our own words, with the
 * source by name. Nothing here is counted by the portal; `/doi-chieu` holds each beside what it should follow from.
 */

export type PublishedTopic = 'whole' | 'phase' | 'millionth' | 'units';

/** By topic, in the order of the page. */
export const PUBLISHED_FIGURES: {
	programme: string;
	topics: readonly { code: PublishedTopic; figures: readonly PublishedFigure[] }[];
} = {
	programme: '1trieu',
	topics: [
		{ code: 'whole', figures: WHOLE },
		{ code: 'phase', figures: PHASE_1 },
		{ code: 'millionth', figures: THE_MILLIONTH },
		{ code: 'units', figures: UNITS },
	],
};
