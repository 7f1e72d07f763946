import type { Actor } from '#features/people/rules.ts';
import { type Reader, recordset, sql, type Tx } from '#platform/db/db.ts';
import { fold } from '#platform/text/fold.ts';

/**
 * Units by folded spelling, for the spellings that need no asking: chosen before below the same unit, else the
 * one open unit whose folded name, name with abbreviations written the other way, or code is the same.
 * @param scopeId the unit within which the list's units are sought
 */
export async function matchUnits(
	db: Reader,
	scopeId: number,
	spellings: readonly string[],
): Promise<Record<string, number>> {
	const folded = [...new Set(spellings.map(fold))].filter(Boolean);
	if (folded.length === 0) return {};
	return { ...(await sameName(db, scopeId, folded)), ...(await chosenBefore(db, scopeId, folded)) };
}

async function chosenBefore(db: Reader, scopeId: number, folded: readonly string[]) {
	// A choice outlives the unit: it means its successor then, and goes on for whoever took over the list's own unit.
	const rows = await db.rows<{ spelling: string; unitId: number }>(sql`
		select distinct on (s.spelling) s.spelling, standing.id as "unitId"
		from unit_spellings s join units u on u.id = s.unit_id cross join lateral (
				select c.ancestor_id as id, c.distance from unit_closure c
					join unit_today t on t.unit_id = c.ancestor_id and t.ended_on is null
				where c.unit_id = s.unit_id order by c.distance limit 1
			) standing
		where s.scope_id in (select ${scopeId}::int union select id from units where successor_id = ${scopeId})
			and s.spelling = any(${folded}::text[]) and (standing.distance = 0 or u.successor_id is not null)
			and exists (select 1 from unit_closure c where c.ancestor_id = ${scopeId} and c.unit_id = standing.id)
		order by s.spelling, (s.scope_id = ${scopeId}) desc`);
	return Object.fromEntries(rows.map(({ spelling, unitId }) => [spelling, unitId]));
}

async function sameName(db: Reader, scopeId: number, folded: readonly string[]) {
	// The search text is the folded name, the folded code and the name with abbreviations, one after another
	const rows = await db.rows<{
		spelling: string;
		unitId: number;
		name: string;
		code: string;
		search: string;
	}>(sql`
		select s.spelling, t.unit_id as "unitId", t.name, u.code, t.search
		from unnest(${folded}::text[]) s(spelling)
		join unit_today t on t.ended_on is null and t.search like '%' || s.spelling || '%'
		join units u on u.id = t.unit_id
		join unit_closure c on c.unit_id = t.unit_id and c.ancestor_id = ${scopeId}`);
	const same = rows.filter(({ spelling, name, code, search }) => {
		const names = [fold(name), fold(code), search.slice(`${fold(name)} ${fold(code)} `.length)];
		return names.includes(spelling);
	});
	const bySpelling = Map.groupBy(same, ({ spelling }) => spelling);
	// Namesakes are asked about
	return Object.fromEntries(
		[...bySpelling].flatMap(([spelling, units]) =>
			units.length === 1 ? [[spelling, units[0]!.unitId]] : [],
		),
	);
}

/** Remembers what an officer chose for spellings, for later lists below the same unit. */
export async function rememberUnits(
	tx: Tx,
	actor: Actor,
	scopeId: number,
	chosen: Readonly<Record<string, number>>,
	now: Date,
): Promise<void> {
	const rows = Object.entries(chosen).map(([spelling, unitId]) => ({ spelling, unitId }));
	await tx.rows(sql`
		insert into unit_spellings (scope_id, spelling, unit_id, chosen_by, chosen_at)
		select ${scopeId}, x.spelling, x."unitId", ${actor.accountId}, ${now}
		from ${recordset(rows)} as x(spelling text, "unitId" int) order by x.spelling
		on conflict (scope_id, spelling) do update set unit_id = excluded.unit_id, chosen_by = excluded.chosen_by,
			chosen_at = excluded.chosen_at
		where unit_spellings.unit_id <> excluded.unit_id`);
}
