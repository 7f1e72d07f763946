import { empty, type Reader, type Sql, sql } from '#platform/db/db.ts';
import { inForce, lineOf, type Standing } from '../rules/lines.ts';
import type { Kind, Line, Period } from '../schema.ts';

/** One published row of a target. */
export interface Published extends Standing {
	/** From when it counts. */
	at: Date;
	why: string;
	origin: 'programme' | 'hand' | 'cascade' | 'list' | 'undo';
}

/** The targets of one unit for one period. */
export interface Targets {
	/** By the one rule (`inForce`); null while none stands. */
	inForce: (Published & { number: number }) | null;
	/** The latest row of each line; its number is null where it was taken back. */
	lines: Partial<Record<Line, Published>>;
	/** Every row of every line, newest first. */
	history: Published[];
}

interface Row extends Published {
	unitId: number;
	phaseId: number | null;
	quarter: string | null;
}

const LINE = sql`case t.kind when 'revised' then 'assigned' else t.kind end`;

/**
 * Rows newest first, or with `latest` only the last one of each line. By sorting and not by asking for a follower:
 * that takes seconds while PostgreSQL does not know yet how many were just published.
 */
const rowsWhere = (db: Reader, condition: Sql, { asOf, latest }: { asOf?: Date; latest?: boolean }) =>
	db.rows<Row>(sql`select ${latest ? sql`distinct on (t.unit_id, t.phase_id, t.quarter, ${LINE})` : empty}
			t.id, t.unit_id as "unitId", t.phase_id as "phaseId", t.quarter, t.kind, t.number,
			p.published_at as at, p.why, p.origin
		from targets t join target_publications p on p.id = t.publication_id
		where ${condition} and (${asOf ?? null}::timestamptz is null or p.published_at <= ${asOf ?? null})
		order by ${latest ? sql`t.unit_id, t.phase_id, t.quarter, ${LINE},` : empty} t.id desc`);

function standing(rows: readonly Row[]): Targets {
	const history = rows.map(({ id, kind, number, at, why, origin }) => ({
		id,
		kind,
		number,
		at,
		why,
		origin,
	}));
	const lines: Partial<Record<Line, Published>> = {};
	for (const row of history) lines[lineOf(row.kind as Kind)] ??= row;
	return { inForce: inForce(lines), lines, history };
}

/**
 * The targets of units in a programme, for one period: the number in force with its kind, the four numbers, and
 * their history. Targets are public; who may set one is another matter (`planTargets`).
 * @param of without a phase the whole programme, without a quarter the whole phase
 * @param of.asOf the state at an instant of the past
 * @param of.latest only what stands then: `history` is what is on the lines, without what came before
 */
export async function targetsOf(
	db: Reader,
	programmeId: number,
	unitIds: readonly number[],
	of: Partial<Period> & { asOf?: Date; latest?: boolean } = {},
): Promise<Map<number, Targets>> {
	const rows = await rowsWhere(
		db,
		sql`t.programme_id = ${programmeId} and t.unit_id = any(${unitIds}::int[])
			and t.phase_id is not distinct from ${of.phaseId ?? null}::int
			and t.quarter is not distinct from ${of.quarter ?? null}::text`,
		of,
	);
	const byUnit = Map.groupBy(rows, (row) => row.unitId);
	return new Map(unitIds.map((id) => [id, standing(byUnit.get(id) ?? [])]));
}

/** The number in force of one unit for each period that has one. */
export async function targetsByPeriod(
	db: Reader,
	programmeId: number,
	unitId: number,
	asOf?: Date,
): Promise<(Period & { number: number; kind: Kind })[]> {
	const rows = await rowsWhere(db, sql`t.programme_id = ${programmeId} and t.unit_id = ${unitId}`, {
		asOf,
		latest: true,
	});
	const periods = Map.groupBy(rows, ({ phaseId, quarter }) => `${phaseId} ${quarter}`);
	return [...periods.values()].flatMap((group) => {
		const stands = standing(group).inForce;
		const { phaseId, quarter } = group[0]!;
		return stands ? [{ phaseId, quarter, number: stands.number, kind: stands.kind }] : [];
	});
}

/** Who made each row of some targets, for those who work with them; null where the programme states it. */
export async function makersOf(
	db: Reader,
	targetIds: readonly number[],
): Promise<Map<number, string | null>> {
	const rows = await db.rows<{ id: number; name: string | null }>(sql`select t.id, a.name
		from targets t join target_publications p on p.id = t.publication_id left join accounts a on a.id = p.account_id
		where t.id = any(${targetIds}::bigint[])`);
	return new Map(rows.map(({ id, name }) => [id, name]));
}
