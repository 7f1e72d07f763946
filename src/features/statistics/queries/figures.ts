import { type Reader, sql, VIETNAMESE } from '#platform/db/db.ts';
import { type AsOf, type Figures, type Measure, noFigures } from '../schema.ts';

/** The position that every tally stands at now. */
export async function asOf(db: Reader): Promise<AsOf> {
	const row = await db.first<AsOf>(sql`select position, as_of as at from tally_state`);
	return row!;
}

interface Counted {
	measure: Measure;
	n: number;
	benefit: string;
}

const collect = (rows: readonly Counted[]): Figures => {
	const figures = noFigures();
	for (const { measure, n, benefit } of rows) figures[measure] = { n, benefit };
	return figures;
};

/** Counts of a unit and all below it. Reads `tally_by_unit`. */
export async function totals(db: Reader, programmeId: number, unitId: number): Promise<Figures> {
	return collect(
		await db.rows<Counted>(sql`select measure, n, benefit::text from tally_by_unit
			where programme_id = ${programmeId} and unit_id = ${unitId}`),
	);
}

export interface Cut {
	/** Id of the phase, group, field or unit; 0 for none. */
	id: number;
	figures: Figures;
}

const group = (rows: readonly (Counted & { id: number })[]): Cut[] => {
	const cuts = new Map<number, Counted[]>();
	for (const row of rows) cuts.set(row.id, [...(cuts.get(row.id) ?? []), row]);
	return [...cuts].map(([id, counted]) => ({ id, figures: collect(counted) }));
};

/** Counts by phase, participant group or field. Reads `tally_by_class`. */
export async function totalsBy(
	db: Reader,
	by: 'phase' | 'group' | 'field',
	programmeId: number,
	unitId: number,
): Promise<Cut[]> {
	const column = { phase: sql`phase_id`, group: sql`group_id`, field: sql`field_id` }[by];
	return group(
		await db.rows(sql`select ${column} as id, measure, sum(n)::bigint as n, sum(benefit)::text as benefit
			from tally_by_class where programme_id = ${programmeId} and unit_id = ${unitId} group by 1, 2 order by 1, 2`),
	);
}

export interface UnitCut extends Cut {
	code: string;
	name: string;
	ended: boolean;
	clusterId: number | null;
}

/** Counts of each direct child, ended ones that still hold something among them. Reads `tally_by_unit`. */
export async function totalsByUnit(db: Reader, programmeId: number, parentId: number): Promise<UnitCut[]> {
	const rows = await db.rows<
		Counted & { id: number; code: string; name: string; ended: boolean; clusterId: number | null }
	>(sql`
		select u.id, u.code, c.name, c.ended_on is not null as ended,
			c.cluster_id as "clusterId", t.measure, coalesce(t.n, 0) as n,
			coalesce(t.benefit, 0)::text as benefit
		from unit_today c join units u on u.id = c.unit_id
		left join tally_by_unit t on t.unit_id = c.unit_id and t.programme_id = ${programmeId}
		where c.parent_id = ${parentId} and (c.ended_on is null or t.n is not null)
		order by c.name collate ${VIETNAMESE}, u.code`);
	const facts = new Map(rows.map((row) => [row.id, row]));
	return group(rows).map((cut) => {
		const { code, name, ended, clusterId } = facts.get(cut.id)!;
		return { ...cut, code, name, ended, clusterId };
	});
}

export interface DayCount {
	day: string;
	n: number;
}

/** Counts of one measure for each local date of a range that has any. Reads `tally_by_day`. */
export async function countsByDay(
	db: Reader,
	programmeId: number,
	unitId: number,
	measure: Measure,
	range: { from: string; to: string },
): Promise<DayCount[]> {
	return db.rows<DayCount>(sql`select day, sum(n)::bigint as n from tally_by_day
		where programme_id = ${programmeId} and unit_id = ${unitId} and measure = ${measure}
			and day between ${range.from} and ${range.to} group by day having sum(n) <> 0 order by day`);
}
