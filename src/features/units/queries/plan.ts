import { type Reader, recordset, sql } from '#platform/db/db.ts';
import type { ListedUnit } from '../excel.ts';
import { mayStandBelow, misplacedIssue } from '../rules/places.ts';
import { type UnitScope, within } from '../rules.ts';
import { ROOT_CODE, type UnitKind, type UnitRow } from '../schema.ts';

/**
 * What a row of a list comes to: a unit that is new, a change from a date on, an end, only a figure of members,
 * nothing at all, or nothing because it is wrong.
 */
export const OUTCOMES = ['wrong', 'new', 'changed', 'ended', 'members', 'same'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface PlannedUnit extends ListedUnit {
	outcome: Outcome;
}

interface Period {
	from: string;
	to: string | null;
	name: string;
	kind: UnitKind;
	parent: string | null;
	cluster: string | null;
}

interface Known {
	successor: string | null;
	code: string;
	/** Below the units where the scope begins: those themselves are changed from above. */
	below: boolean;
	inside: boolean;
	periods: Period[];
	members: { asOf: string; members: number }[];
}

/**
 * Holds a list of units against the tree, writing nothing: what each row would do, and why it cannot.
 * @param scope the units that the person manages; rows reach only below it
 */
export async function planUnits(
	db: Reader,
	scope: UnitScope,
	listed: readonly ListedUnit[],
): Promise<PlannedUnit[]> {
	const units = listed.flatMap((each) => (each.unit ? [each.unit] : []));
	const known = await knownUnits(db, scope, units);
	const clusters = await clusterCodes(db);
	const rowsOf = Map.groupBy(units, (unit) => unit.code);
	return listed.map((row) => {
		if (!row.unit) return { ...row, outcome: 'wrong' };
		const issues = problemsOf(row.unit, rowsOf, known, clusters, scope);
		const outcome = outcomeOf(row.unit, known.get(row.unit.code));
		if (outcome === null) issues.push({ field: 'from', code: 'unit_period_exists' });
		const wrong = issues.length > 0 || outcome === null;
		return { ...row, issues, outcome: wrong ? 'wrong' : outcome };
	});
}

function problemsOf(
	unit: UnitRow,
	rowsOf: ReadonlyMap<string, readonly UnitRow[]>,
	known: ReadonlyMap<string, Known>,
	clusters: ReadonlySet<string>,
	scope: UnitScope,
): ListedUnit['issues'] {
	const issues: ListedUnit['issues'] = [];
	const existing = known.get(unit.code);
	if (existing && !scope.all && !existing.below) issues.push({ field: 'code', code: 'unit_outside' });
	const { parent } = unit;
	if (!parent && unit.code !== ROOT_CODE) issues.push({ field: 'parent', code: 'unit_parent_missing' });
	else if (parent === unit.code) issues.push({ field: 'parent', code: 'unit_parent_itself' });
	else if (parent && !known.get(parent)?.inside && (known.has(parent) || !rowsOf.has(parent)))
		issues.push({ field: 'parent', code: 'unit_parent_unknown', params: { code: parent } });
	else issues.push(...misplacedBy(unit, rowsOf, known));
	if (unit.to && unit.to <= unit.from) issues.push({ field: 'to', code: 'unit_dates_reversed' });
	if (unit.successor && !unit.to) issues.push({ field: 'successor', code: 'unit_successor_stands' });
	if (unit.successor === unit.code) issues.push({ field: 'successor', code: 'unit_succeeds_itself' });
	else if (unit.successor && !known.get(unit.successor)?.inside && !rowsOf.has(unit.successor))
		issues.push({ field: 'successor', code: 'unit_code_unknown', params: { code: unit.successor } });
	if (unit.cluster && !clusters.has(unit.cluster))
		issues.push({ field: 'cluster', code: 'unit_cluster_unknown', params: { code: unit.cluster } });
	const others = rowsOf.get(unit.code)!.filter((other) => other !== unit);
	if (others.some((other) => overlap(other, unit))) issues.push({ field: 'code', code: 'unit_twice' });
	const moves = (each: UnitRow) => !['same', 'members'].includes(outcomeOf(each, existing) ?? 'same');
	if (existing && moves(unit) && others.some(moves)) issues.push({ field: 'code', code: 'unit_two_changes' });
	return issues;
}

/**
 * What is wrong with the place of a row: the kinds above it on its days, by the list and before the list says anything.
 * A row that leaves a unit where it stood, as what it was, says nothing of that.
 */
function misplacedBy(
	unit: UnitRow,
	rowsOf: ReadonlyMap<string, readonly UnitRow[]>,
	known: ReadonlyMap<string, Known>,
): ListedUnit['issues'] {
	const { code, kind, from, parent = null } = unit;
	const stood = known.get(code)?.periods.find((at) => at.from <= from && (!at.to || from < at.to));
	if (stood?.kind === kind && stood.parent === parent) return [];
	if (parent === null)
		return mayStandBelow(kind, null) ? [] : [misplacedIssue('kind', { code, kind, above: null })];
	const listed = rowsOf.get(parent) ?? [];
	const until = [unit.to, ...listed.map((row) => row.from)].filter((day) => day != null).sort()[0] ?? null;
	const before =
		until !== null && until <= from
			? []
			: (known.get(parent)?.periods ?? []).filter((at) => overlap(at, { from, to: until }));
	const wrong = [...listed.filter((row) => overlap(row, unit)), ...before].find(
		(above) => !mayStandBelow(kind, above.kind),
	);
	return wrong ? [misplacedIssue('parent', { code, kind, above: { code: parent, name: wrong.name } })] : [];
}

const overlap = (a: { from: string; to?: string | null }, b: { from: string; to?: string | null }) =>
	(!b.to || a.from < b.to) && (!a.to || b.from < a.to);

/** What a row does to a unit with this history; null when it contradicts it. */
export function outcomeOf(
	unit: UnitRow,
	known: (Pick<Known, 'periods' | 'members'> & { successor?: string | null }) | undefined,
): Outcome | null {
	if (!known || known.periods.length === 0) return 'new';
	const over = known.periods.filter((period) => overlap(period, unit));
	if (over.length === 0) return 'changed';
	const at = over.find((period) => period.from <= unit.from);
	if (!at) return null;
	if (says(at, unit)) {
		if (unit.to && at.to === unit.to && unit.successor && unit.successor !== known.successor) return 'ended';
		if (at.to === (unit.to ?? null) || !unit.to) return newMembers(unit, known) ? 'members' : 'same';
		return at.to === null && at.from === unit.from ? 'ended' : null;
	}
	return at.to === null && at.from < unit.from ? 'changed' : null;
}

const says = (period: Period, unit: UnitRow) =>
	period.name === unit.name &&
	period.kind === unit.kind &&
	period.parent === (unit.parent ?? null) &&
	period.cluster === (unit.cluster ?? null);

const newMembers = ({ members, membersAsOf }: UnitRow, known: Pick<Known, 'members'>) =>
	members != null && !known.members.some((each) => each.asOf === membersAsOf && each.members === members);

async function knownUnits(
	db: Reader,
	scope: UnitScope,
	units: readonly UnitRow[],
): Promise<Map<string, Known>> {
	const codes = [
		...new Set(
			units.flatMap((unit) =>
				[unit.code, unit.parent, unit.successor].filter((code) => typeof code === 'string'),
			),
		),
	];
	const rows = await db.rows<Known>(sql`
		select u.code, (select s.code from units s where s.id = u.successor_id) as successor,
			${within(scope, sql`u.id`)} as inside,
			${within(scope, sql`u.id`)} and not u.id = any(${scope.unitIds}::int[]) as below,
			coalesce((select jsonb_agg(jsonb_build_object('from', lower(p.valid), 'to', upper(p.valid), 'name', p.name,
					'kind', p.kind, 'parent', parent.code, 'cluster', c.code) order by lower(p.valid))
				from unit_periods p left join units parent on parent.id = p.parent_id
					left join clusters c on c.id = p.cluster_id where p.unit_id = u.id), '[]') as periods,
			coalesce((select jsonb_agg(jsonb_build_object('asOf', m.as_of, 'members', m.members))
				from unit_members m where m.unit_id = u.id), '[]') as members
		from ${recordset(codes.map((code) => ({ code })))} as l(code text) join units u on u.code = l.code`);
	return new Map(rows.map((row) => [row.code, row]));
}

async function clusterCodes(db: Reader): Promise<Set<string>> {
	const rows = await db.rows<{ code: string }>(sql`select code from clusters`);
	return new Set(rows.map((row) => row.code));
}
