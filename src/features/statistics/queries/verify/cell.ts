import { raw, type Sql, sql } from '#platform/db/db.ts';
import { CUBES, type Cube } from '../../rules/cubes.ts';
import { amount, date, factor, hashOf, int, isZero, type Print, product, sumOf, text } from './print.ts';

const TYPED = { day: date, kind: text, source: text };
const typeOf = (column: string) => TYPED[column as keyof typeof TYPED] ?? int;

/** A hash of a unit in a programme, where the names of cells begin. */
export const unitOf = (print: Print, programme: Sql, unit: Sql): Sql =>
	hashOf(print, [int(programme), int(unit)]);

/** Measures are numbers to multiply with, so that cells of one name under several measures are hashed once. */
export const measureOf = (print: Print, measure: Sql): Sql => factor(hashOf(print, [text(measure)]));

/** The name of a cell without its measure. @param from the hash of its unit */
export const nameOf = (print: Print, cube: Cube, column: (name: string) => Sql, from: Sql): Sql =>
	hashOf(
		print,
		CUBES[cube].map((name) => typeOf(name)(column(name))),
		from,
	);

/** The mark of cells that share a name. @param measures the sum of their measures @param worth the amount of each */
export const cellsMark = (print: Print, name: Sql, measures: Sql, worth: Sql): Sql =>
	sql`${product(print, factor(name), measures)} * ${worth}`;

/** The mark of a cell as cubes have it, with any number and benefit. */
export const cellMark = (print: Print, cube: Cube, n: Sql, benefit: Sql): Sql =>
	cellsMark(
		print,
		nameOf(print, cube, (name) => raw(name), unitOf(print, sql`programme_id`, sql`unit_id`)),
		measureOf(print, sql`measure`),
		amount(print, n, benefit),
	);

/**
 * Whether cells of a cube come to nothing, without looking at each: one pass, no order, no groups.
 * @param cells as cubes have them, `n` and `benefit` last
 * @returns a statement of one row `right`
 */
export const vanishes = (print: Print, cube: Cube, cells: Sql): Sql => sql`
	select ${isZero(print, sumOf(cellMark(print, cube, sql`n`, sql`benefit`)))} as "right" from (${cells}) cells`;
