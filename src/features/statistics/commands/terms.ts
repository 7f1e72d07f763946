import type { Names } from '#features/programmes/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { recordset, sql, type Tx } from '#platform/db/db.ts';
import type { Stated } from '../rules/terms.ts';

/** A term as it is written down; both days inclusive. */
export interface TermDefinition {
	code: string;
	name: Names;
	note: Names;
	from: LocalDate;
	to: LocalDate;
	/** What was printed of it, for the whole country; `programme` null is the whole term. Benefit in đồng. */
	stated: {
		programme: string | null;
		what: Stated['what'];
		n: bigint;
		over?: boolean;
		source: Names;
	}[];
}

/** Adds a term with what was printed of it, about one unit. A code that exists is left as it is. */
export async function addTerm(tx: Tx, term: TermDefinition, unitId: number): Promise<void> {
	const row = await tx.first<{ id: number }>(sql`insert into terms (code, name, note, dates)
		values (${term.code}, ${term.name}, ${term.note}, daterange(${term.from}, ${term.to}, '[]'))
		on conflict (code) do nothing returning id`);
	if (!row) return;
	const stated = term.stated.map((each) => ({ ...each, n: String(each.n), over: each.over ?? false }));
	await tx.rows(sql`insert into stated_totals (term_id, programme_id, unit_id, what, n, over, source)
		select ${row.id}, p.id, ${unitId}, s.what, s.n, s.over, s.source
		from ${recordset(stated)} as s(programme text, what text, n numeric, over boolean, source jsonb)
		left join programmes p on p.code = s.programme where s.programme is null or p.id is not null`);
}
