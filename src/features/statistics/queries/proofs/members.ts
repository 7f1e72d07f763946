import { unitsMergedInto } from '#features/units/queries/merged.ts';
import type { Unit } from '#features/units/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql, VIETNAMESE } from '#platform/db/db.ts';
import { type Dated, mergedParts } from '../../rules/merged.ts';
import type { ProofAsk, ProofPart } from '../../schema/proof.ts';

/** As of when members are asked for, and under the tree of which day. */
export interface MembersOn {
	upTo: LocalDate;
	on: LocalDate;
}

/**
 * The dated records that a unit's number of members is made of, as `rankedMembers` takes them: its own and those of
 * units merged into it since; where there is none, what each unit directly below has or sums.
 */
export async function membersParts(
	db: Reader,
	unit: Pick<Unit, 'id' | 'code' | 'name'>,
	ask: ProofAsk,
	of: MembersOn,
): Promise<ProofPart[]> {
	const ended = await unitsMergedInto(db, [unit.id], of.on);
	const named = new Map([unit, ...ended].map((each) => [each.id, each]));
	const records = await db.rows<Dated & { id: number; source: string }>(sql`
		select distinct on (unit_id) unit_id as id, members as number, as_of as since, source from unit_members
		where unit_id = any(${[...named.keys()]}::int[]) and as_of <= ${of.upTo} order by unit_id desc, as_of desc`);
	const parts = mergedParts(
		unit.id,
		new Map(records.map((record) => [record.id, record])),
		Map.groupBy(ended, ({ into }) => into),
	);
	if (parts.length === 0) return partsBelow(db, unit.id, ask, of);
	return parts.map(({ id, own }) => ({
		what: id === unit.id ? 'unit' : 'merged',
		code: named.get(id)!.code,
		name: named.get(id)!.name,
		n: own.number,
		record: { on: own.since, source: own.source, kind: null },
		proof: null,
	}));
}

interface BelowRow {
	code: string;
	name: string;
	n: number;
	/** Its own record, where it has one. */
	since: LocalDate | null;
	source: string | null;
}

/** The figures next below, summed by the unit directly below in which they stand. */
async function partsBelow(
	db: Reader,
	unitId: number,
	ask: ProofAsk,
	{ upTo, on }: MembersOn,
): Promise<ProofPart[]> {
	const known = sql`left join lateral (select m.members, m.as_of, m.source from unit_members m
		where m.unit_id = p.unit_id and m.as_of <= ${upTo} order by m.as_of desc limit 1) k on true`;
	const rows = await db.rows<BelowRow>(sql`
		with recursive down(child, id, members, as_of, source) as (
			select p.unit_id, p.unit_id, k.members, k.as_of, k.source from unit_periods p ${known}
			where p.parent_id = ${unitId} and (p.valid @> ${on}::date) is true
			union all
			select d.child, p.unit_id, k.members, k.as_of, k.source from down d
				join unit_periods p on p.parent_id = d.id and (p.valid @> ${on}::date) is true ${known}
			where d.members is null
		), summed as (
			select child, sum(members)::int as n, max(as_of) filter (where id = child) as since,
				max(source) filter (where id = child) as source
			from down where members is not null group by child
		)
		select u.code, p.name, s.n, s.since, s.source from summed s join units u on u.id = s.child
			join unit_periods p on p.unit_id = s.child and p.valid @> ${on}::date
		order by p.name collate ${VIETNAMESE}, u.code`);
	return rows.map(({ code, name, n, since, source }) => ({
		what: 'below',
		code,
		name,
		n,
		record: since === null ? null : { on: since, source, kind: null },
		proof: since === null ? { ...ask, unit: code } : null,
	}));
}
