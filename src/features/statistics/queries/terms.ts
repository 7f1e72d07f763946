import { listProgrammes } from '#features/programmes/queries.ts';
import type { Names, Programme } from '#features/programmes/schema.ts';
import type { Unit } from '#features/units/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Db, type Reader, sql } from '#platform/db/db.ts';
import {
	type Remainder,
	remainders,
	type Stated,
	sumOf,
	type TermProgramme,
	type TermSum,
} from '../rules/terms.ts';
import { asOf } from './figures.ts';
import { figuresOfNodes } from './nodes.ts';

export interface Term {
	id: number;
	code: string;
	name: Names;
	note: Names;
	from: LocalDate;
	/** Last day, inclusive. */
	to: LocalDate;
}

/** All terms, newest first. */
export async function listTerms(db: Reader): Promise<Term[]> {
	return db.rows<Term>(sql`select id, code, name, note, lower(dates)::text as from, (upper(dates) - 1)::text as to
		from terms order by dates desc`);
}

/** The term to which a programme belongs: that in which its submissions open. */
export async function termOf(db: Reader, programme: Programme): Promise<Term | undefined> {
	return (await listTerms(db)).find((term) => belongs(programme, term));
}

const belongs = ({ submission }: Programme, { from, to }: Term): boolean =>
	from <= submission.from && submission.from <= to;

/** The programmes of a term for one unit: what the portal counts, its sum, and apart from it what was printed. */
export interface TermView {
	term: Term;
	unit: { code: string; name: string };
	asOf: { position: number; at: string | null };
	programmes: TermProgramme[];
	sum: TermSum;
	/** Printed of the whole term. */
	stated: Stated[];
	remainders: Remainder[];
}

/** Reads the cubes in one snapshot, so that the sum is that of its rows. */
export function termView(db: Db, term: Term, unit: Pick<Unit, 'id' | 'code' | 'name'>): Promise<TermView> {
	return db.snapshot(async (tx) => {
		const { position, at } = await asOf(tx);
		const printed = await tx.rows<Stated & { programmeId: number | null }>(sql`
			select programme_id as "programmeId", what, n::text, over, source from stated_totals
			where term_id = ${term.id} and unit_id = ${unit.id} order by what`);
		const statedOf = (id: number | null): Stated[] =>
			printed.flatMap(({ programmeId, ...stated }) => (programmeId === id ? stated : []));
		const programmes: TermProgramme[] = [];
		// Oldest first.
		for (const programme of (await listProgrammes(tx)).toReversed()) {
			if (!belongs(programme, term)) continue;
			const { id, code, name } = programme;
			const figures = (await figuresOfNodes(tx, id, [unit.id], null)).get(unit.id)!;
			programmes.push({ code, name, figures, stated: statedOf(id) });
		}
		return {
			term,
			unit: { code: unit.code, name: unit.name },
			asOf: { position, at: position > 0 ? at.toISOString() : null },
			programmes,
			sum: sumOf(programmes),
			stated: statedOf(null),
			remainders: remainders(
				statedOf(null),
				programmes.map(({ stated }) => stated),
			),
		};
	});
}
