import type { Programme } from '#features/programmes/schema.ts';
import { attainment, type Permille } from '#features/targets/rules/attainment.ts';
import { WHOLE } from '#features/targets/rules/periods.ts';
import { childrenOn } from '#features/units/queries/trees.ts';
import { rootUnit } from '#features/units/queries.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, type Sql, sql } from '#platform/db/db.ts';
import { peopleOfNodes } from '../nodes.ts';
import { targetsInForce } from '../ranking-denominators.ts';

/** By measure: number of initiatives, and đồng as text. */
type Cell = Record<string, [n: number, benefit: string]>;

/** Every headline figure of a programme, as the portal publishes it. */
export interface Headlines {
	/** By what is cut, then by code: of the whole country, but for `unit`, which tells its top-level units too. */
	cuts: Record<string, Record<string, Cell>>;
	/** Distinct persons of the whole country and of each top-level unit. */
	people: Record<string, { registrants: number; authors: number; approvedAuthors: number }>;
	/** Of the target in force for the whole programme, as rankings have it; tenths of a percent. */
	attainment: Record<
		string,
		{ number: number; kind: string; approved: Permille | null; submitted: Permille | null }
	>;
}

/** The cuts of a node: `cut, key, measure, n, benefit`, each from its cube. */
const CUTS = (programmeId: number, rootId: number): Sql => {
	const where = sql`t.programme_id = ${programmeId} and t.unit_id = ${rootId}`;
	return sql`
		select 'phase' as cut, p.code as key, t.measure, t.n, t.benefit
			from tally_by_class t join phases p on p.id = t.phase_id where ${where}
		union all select 'group', coalesce(g.code, '-'), t.measure, t.n, t.benefit
			from tally_by_class t left join participant_groups g on g.id = t.group_id where ${where}
		union all select 'field', coalesce(f.code, '-'), t.measure, t.n, t.benefit
			from tally_by_class t left join fields f on f.id = t.field_id where ${where}
		union all select 'kind', t.kind, t.measure, t.n, t.benefit from tally_by_kind t where ${where}
		union all select 'authors', t.authors::text, t.measure, t.n, t.benefit from tally_by_kind t where ${where}
		union all select 'day', t.day::text, t.measure, t.n, t.benefit from tally_by_day t where ${where}
		union all select 'benefit', t.source || ':' || t.band, t.measure, t.n, t.benefit
			from tally_by_benefit t where ${where}`;
};

/** Headline figures of a programme in today's tree, from the cubes. */
export async function headlines(db: Reader, programme: Programme, today: LocalDate): Promise<Headlines> {
	const root = (await rootUnit(db))!;
	const units = [root, ...(await childrenOn(db, root.id, null))];
	const ids = units.map(({ id }) => id);
	const codeOf = new Map(units.map(({ id, code }) => [id, code]));
	const rows = await db.rows<{ cut: string; key: string; measure: string; n: number; benefit: string }>(sql`
		select cut, key, measure, sum(n)::bigint as n, sum(benefit)::text as benefit from (
			select 'unit' as cut, u.code as key, t.measure, t.n, t.benefit from tally_by_unit t join units u on u.id = t.unit_id
				where t.programme_id = ${programme.id} and t.unit_id = any(${ids}::int[])
			union all ${CUTS(programme.id, root.id)}
		) c group by 1, 2, 3 having sum(n) <> 0 or sum(benefit) <> 0 order by 1, 2, 3`);
	const cuts: Headlines['cuts'] = {};
	for (const { cut, key, measure, n, benefit } of rows)
		cuts[cut] = { ...cuts[cut], [key]: { ...cuts[cut]?.[key], [measure]: [n, benefit] } };
	const people: Headlines['people'] = {};
	for (const [id, counts] of await peopleOfNodes(db, programme.id, ids)) people[codeOf.get(id)!] = counts;
	const attained: Headlines['attainment'] = {};
	const targets = await targetsInForce(db, programme.id, ids, WHOLE, { at: null, on: today });
	for (const [id, target] of targets) {
		const code = codeOf.get(id)!;
		const of = (measure: string) => cuts.unit?.[code]?.[measure]?.[0] ?? 0;
		if (target && target.number > 0)
			attained[code] = {
				number: target.number,
				kind: target.kind,
				approved: attainment(of('approved'), target.number),
				submitted: attainment(of('submitted'), target.number),
			};
	}
	return { cuts, people, attainment: attained };
}
