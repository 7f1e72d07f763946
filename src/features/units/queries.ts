import type { LocalDate } from '#platform/clock/clock.ts';
import { all, type Reader, sql, VIETNAMESE } from '#platform/db/db.ts';
import { fold } from '#platform/text/fold.ts';
import type { UnitScope } from './rules.ts';
import { within } from './rules.ts';
import { isUnitId, ROOT_CODE, type Unit } from './schema.ts';

const UNIT = sql`u.id, u.code, t.name, t.kind, t.parent_id as "parentId", t.ended_on as "endedOn", u.sample`;

/** Longest search in words; what follows is passed over. */
const MOST_WORDS = 20;

/** A unit with the names of those above it, nearest first, for telling namesakes apart. */
export interface FoundUnit extends Unit {
	above: string[];
}

export async function unitByCode(db: Reader, code: string): Promise<Unit | undefined> {
	return db.first<Unit>(
		sql`select ${UNIT} from units u join unit_today t on t.unit_id = u.id where u.code = ${code.toUpperCase()}`,
	);
}

export async function unitById(db: Reader, id: number): Promise<Unit | undefined> {
	return db.first<Unit>(
		sql`select ${UNIT} from units u join unit_today t on t.unit_id = u.id where u.id = ${id}`,
	);
}

export async function rootUnit(db: Reader): Promise<Unit | undefined> {
	return unitByCode(db, ROOT_CODE);
}

/** The units above, nearest first; the unit itself is not among them. */
export async function unitsAbove(db: Reader, id: number): Promise<Unit[]> {
	return db.rows<Unit>(sql`select ${UNIT} from unit_closure c
		join units u on u.id = c.ancestor_id join unit_today t on t.unit_id = u.id
		where c.unit_id = ${id} and c.distance > 0 order by c.distance`);
}

/** Direct children that stand today, by name. */
export async function unitsBelow(db: Reader, id: number): Promise<Unit[]> {
	return db.rows<Unit>(sql`select ${UNIT} from unit_today t join units u on u.id = t.unit_id
		where t.parent_id = ${id} and t.ended_on is null order by t.name collate ${VIETNAMESE}, u.code`);
}

/** Every unit below, at any depth, ended ones among them; the unit itself is not. */
export async function descendants(db: Reader, id: number): Promise<Unit[]> {
	return db.rows<Unit>(sql`select ${UNIT} from unit_closure c
		join units u on u.id = c.unit_id join unit_today t on t.unit_id = u.id
		where c.ancestor_id = ${id} and c.distance > 0 order by u.code`);
}

/** Whether a unit lies within a scope. */
export async function isWithin(db: Reader, scope: UnitScope, unitId: number): Promise<boolean> {
	const row = await db.first<{ inside: boolean }>(
		sql`select ${within(scope, sql`u.id`)} as inside from units u where u.id = ${unitId}`,
	);
	return row?.inside ?? false;
}

/**
 * Units by a few letters of their name or by code, with or without marks («ldld thanh hoa», «LĐLĐ tỉnh
 * Thanh»). Every word must occur; names that begin with the words come first, then the higher units.
 * @param options.below only this unit and those below it
 * @param options.ended also units that have ended
 */
export async function findUnits(
	db: Reader,
	query: string,
	options: { below?: number; ended?: boolean; limit?: number } = {},
): Promise<FoundUnit[]> {
	const folded = fold(query);
	if (folded.length < 2) return [];
	// One condition for each word: `like all(…)` of a list finds no way into the index of letters.
	const words = folded.split(' ').slice(0, MOST_WORDS);
	const named = all(words.map((word) => sql`t.search like ${`%${word}%`}`));
	return db.rows<FoundUnit>(sql`
		with hits as (
			select t.unit_id, t.name,
				(t.search like ${`${folded}%`})::int * 2 + (' ' || t.search like ${`% ${folded}%`})::int as rank
			from unit_today t
			where ${named}
				and (${options.ended ?? false} or t.ended_on is null)
				and (${options.below ?? null}::int is null or exists (select 1 from unit_closure c
					where c.unit_id = t.unit_id and c.ancestor_id = ${options.below ?? null}::int))
			order by rank desc, length(t.name), t.name limit ${options.limit ?? 20}
		)
		select ${UNIT}, array(select a.name from unit_closure c join unit_today a on a.unit_id = c.ancestor_id
			where c.unit_id = h.unit_id and c.distance > 0 and a.parent_id is not null order by c.distance) as above
		from hits h join units u on u.id = h.unit_id join unit_today t on t.unit_id = h.unit_id
		order by h.rank desc, length(h.name), h.name`);
}

/** Units by id with the names of those above them, in the order of `ids`; those that do not exist are absent. */
export async function unitsById(db: Reader, ids: readonly number[]): Promise<FoundUnit[]> {
	return db.rows<FoundUnit>(sql`
		select ${UNIT}, array(select a.name from unit_closure c join unit_today a on a.unit_id = c.ancestor_id
			where c.unit_id = u.id and c.distance > 0 and a.parent_id is not null order by c.distance) as above
		from unnest(${ids.filter(isUnitId)}::bigint[]) with ordinality as asked(id, place)
		join units u on u.id = asked.id join unit_today t on t.unit_id = u.id
		order by asked.place`);
}

/** Ids by code, for the codes that exist. */
export async function unitIdsByCode(db: Reader, codes: readonly string[]): Promise<Map<string, number>> {
	const rows = await db.rows<{ id: number; code: string }>(
		sql`select id, code from units where code = any(${codes}::text[])`,
	);
	return new Map(rows.map((row) => [row.code, row.id]));
}

/** Ids of the open units among `ids`. */
export async function openUnits(db: Reader, ids: readonly number[]): Promise<Set<number>> {
	const rows = await db.rows<{ id: number }>(
		sql`select unit_id as id from unit_today where unit_id = any(${ids.filter(isUnitId)}::int[]) and ended_on is null`,
	);
	return new Set(rows.map((row) => row.id));
}

export interface UnitPeriod {
	from: string;
	/** Exclusive end, or null while it stands. */
	to: string | null;
	name: string;
	shortName: string | null;
	province: string | null;
	kind: string;
	parentCode: string | null;
	parentName: string | null;
	clusterName: string | null;
}

/** What a unit was called and where it stood, oldest first. */
export async function unitHistory(db: Reader, id: number): Promise<UnitPeriod[]> {
	return db.rows<UnitPeriod>(sql`
		select lower(p.valid)::text as from, upper(p.valid)::text as to, p.name,
			p.short_name as "shortName", p.province, p.kind, u.code as "parentCode", t.name as "parentName", c.name as "clusterName"
		from unit_periods p left join units u on u.id = p.parent_id left join unit_today t on t.unit_id = p.parent_id
			left join clusters c on c.id = p.cluster_id
		where p.unit_id = ${id} order by lower(p.valid)`);
}

/** Members of a unit at its latest dated figure, with the source that states it; not later than a local date. */
export async function latestMembers(db: Reader, id: number, on: LocalDate | null = null) {
	return db.first<{ members: number; asOf: string; source: string }>(sql`
		select members, as_of as "asOf", source from unit_members
		where unit_id = ${id} and (${on}::date is null or as_of <= ${on}) order by as_of desc limit 1`);
}

/** The tree as it stood on a local date: every unit with its parent of that day. */
export async function treeOn(db: Reader, date: string) {
	return db.rows<{ code: string; name: string; kind: string; parentCode: string | null }>(sql`
		select u.code, p.name, p.kind, parent.code as "parentCode"
		from unit_periods p join units u on u.id = p.unit_id left join units parent on parent.id = p.parent_id
		where p.valid @> ${date}::date order by u.code`);
}

/** Units that ended and named this one their successor, latest first. */
export async function predecessorsOf(db: Reader, id: number) {
	return db.rows<{ code: string; name: string; endedOn: string }>(sql`
		select u.code, t.name, t.ended_on as "endedOn" from units u join unit_today t on t.unit_id = u.id
		where u.successor_id = ${id} and t.ended_on is not null
		order by t.ended_on desc, t.name collate ${VIETNAMESE}, u.code`);
}

/** Clusters that compare the children of a unit, by name. */
export async function clustersOf(db: Reader, ownerId: number) {
	return db.rows<{ code: string; name: string }>(
		sql`select code, name from clusters where owner_id = ${ownerId} order by name collate ${VIETNAMESE}, code`,
	);
}

/** The units at which a scope begins: none of them lies below another. */
export async function outermostUnits(db: Reader, scope: UnitScope): Promise<number[]> {
	const rows = await db.rows<{ id: number }>(sql`select u.id from units u
		where (${scope.all} and u.code = ${ROOT_CODE}) or (u.id = any(${scope.unitIds}::int[])
			and not exists (select 1 from unit_closure c
				where c.unit_id = u.id and c.distance > 0 and c.ancestor_id = any(${scope.unitIds}::int[])))`);
	return rows.map((row) => row.id);
}

/** Those of some units that lie within a scope. */
export async function unitsWithin(
	db: Reader,
	scope: UnitScope,
	ids: readonly number[],
): Promise<Set<number>> {
	const rows = await db.rows<{ id: number }>(
		sql`select u.id from units u where u.id = any(${ids.filter(isUnitId)}::int[]) and ${within(scope, sql`u.id`)}`,
	);
	return new Set(rows.map((row) => row.id));
}
