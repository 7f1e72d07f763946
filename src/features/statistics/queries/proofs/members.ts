import { unitsMergedInto } from '#features/units/queries/merged.ts';
import type { Unit } from '#features/units/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql, VIETNAMESE } from '#platform/db/db.ts';
import { mergedParts } from '../../rules/merged.ts';
import type { ProofAsk, ProofPart } from '../../schema/proof.ts';
import { membersBelow, statedMembers } from '../ranking-denominators.ts';

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
	const records = await statedMembers(db, [...named.keys()], of.upTo);
	const parts = mergedParts(
		unit.id,
		records,
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

/** The figures next below, by the unit directly below in which they stand: its own, or the sum of those below it. */
async function partsBelow(
	db: Reader,
	unitId: number,
	ask: ProofAsk,
	{ upTo, on }: MembersOn,
): Promise<ProofPart[]> {
	const children = await db.rows<{ id: number; code: string; name: string }>(sql`
		select u.id, u.code, p.name from unit_periods p join units u on u.id = p.unit_id
		where p.parent_id = ${unitId} and p.valid @> ${on}::date order by p.name collate ${VIETNAMESE}, u.code`);
	const ids = children.map(({ id }) => id);
	const stated = await statedMembers(db, ids, upTo);
	const unknown = ids.filter((id) => !stated.has(id));
	const summed = await membersBelow(db, unknown, { upTo, on });
	return children.flatMap(({ id, code, name }): ProofPart[] => {
		const own = stated.get(id);
		const n = own?.number ?? summed.get(id);
		if (n === undefined) return [];
		return [
			{
				what: 'below',
				code,
				name,
				n,
				record: own ? { on: own.since, source: own.source, kind: null } : null,
				proof: own ? null : { ...ask, unit: code },
			},
		];
	});
}
