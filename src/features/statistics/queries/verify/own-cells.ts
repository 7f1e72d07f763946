import { raw, type Sql, sql } from '#platform/db/db.ts';
import { CUBE_NAMES, type Cube, cellsOf, hasDays, keysOf } from '../../rules/cubes.ts';
import { against, type Checks, leftOver } from './check.ts';

export const DAY_CUBES = CUBE_NAMES.filter(hasDays);
export const OTHER_CUBES = CUBE_NAMES.filter((cube) => !hasDays(cube));

/** What deltas add up to against what a cube says of each unit itself. */
const ownCells = (cube: Cube, deltas: Sql): Sql =>
	against(
		keysOf(cube),
		cellsOf(cube, deltas),
		sql`select ${keysOf(cube)}, own_n as n, own_benefit as benefit from ${raw(cube)}
			where own_n <> 0 or own_benefit <> 0`,
	);

export const ownChecks = (cubes: readonly Cube[], deltas: (cube: Cube) => Sql): Checks =>
	Object.fromEntries(
		cubes.map((cube) => [`${cube}_own`, leftOver(keysOf(cube), ownCells(cube, deltas(cube)))]),
	);
