import type { SheetToWrite } from '#platform/excel/write.ts';
import type { Criterion, Scored } from './schema.ts';

/** Words of the sheet, in the reader's language. */
export interface SheetWords {
	name: string;
	place: string;
	unit: string;
	code: string;
	signed: string;
	total: string;
	pledged: (criterion: Criterion) => string;
	reached: (criterion: Criterion) => string;
	points: (criterion: Criterion) => string;
	yes: string;
	/** A number of a criterion in its own unit. */
	value: (criterion: Criterion, value: number) => number;
}

/** The scoring table as a sheet: for each criterion what was pledged and reached, and the points. */
export function scoreSheet(
	criteria: readonly Criterion[],
	rows: readonly Scored[],
	words: SheetWords,
): SheetToWrite {
	const heading = (text: string) => ({ heading: text });
	return {
		name: words.name,
		columns: [
			words.place,
			words.code,
			words.unit,
			words.signed,
			...criteria.flatMap((criterion) => [
				...(criterion.kind === 'by_hand' ? [] : [words.pledged(criterion), words.reached(criterion)]),
				words.points(criterion),
			]),
			words.total,
		].map(heading),
		rows: rows.map(({ place, unit, signed, cells, total }) => [
			place,
			unit.code,
			unit.name,
			signed ? words.yes : null,
			...criteria.flatMap((criterion, index) => {
				const { pledged, reached, points } = cells[index]!;
				const value = (n: number | null) => (n === null ? null : words.value(criterion, n));
				return [
					...(criterion.kind === 'by_hand' ? [] : [value(pledged), value(reached)]),
					points === null ? null : points / 10,
				];
			}),
			total / 10,
		]),
	};
}
