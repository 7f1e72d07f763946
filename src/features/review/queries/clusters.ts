import { codeOf } from '#features/initiatives/schema.ts';
import type { Band } from '#features/similarity/schema.ts';
import { within } from '#features/units/rules.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { plannedAnew, type Reader, type Sql, sql } from '#platform/db/db.ts';
import { connected } from '../rules/clusters.ts';
import { TO_JUDGE } from './bands.ts';
import { fewUnits } from './conditions.ts';
import type { ReviewScopes } from './scopes.ts';

/** What a report of clusters is narrowed by. */
export interface ClusterFilter {
	/** Id of a unit: that one and all below it. */
	unit?: number;
	/** The account that entered the initiatives. */
	by?: number;
}

/** Initiatives that hang together by duplicate or suspicious pairs. */
export interface Cluster {
	/** Code of its first initiative, which names it. */
	code: string;
	initiatives: number;
	/** The strongest band among its pairs. */
	band: Band;
	units: Named[];
	/** Who entered them. */
	people: Named[];
	from: LocalDate;
	to: LocalDate;
}

export interface Named {
	id: number;
	name: string;
	initiatives: number;
}

/** How many initiatives of clusters one person entered in one unit. */
export interface Entering {
	unit: Named;
	person: Named;
	initiatives: number;
	clusters: number;
}

export interface ClusterReport {
	/** One page of them, the largest first. */
	clusters: Cluster[];
	total: number;
	/** Unit and person by how many initiatives of clusters they have, at most `MOST_ENTERING`. */
	entering: Entering[];
	/** Only the newest `MOST_MEMBERS` were looked at. */
	capped: boolean;
}

export const CLUSTERS_A_PAGE = 20;
/** The most initiatives a report looks through; what it costs is bounded by this, not by the corpus. */
export const MOST_MEMBERS = 20_000;
const MOST_ENTERING = 10;

interface Member {
	id: number;
	doc: number;
	unitId: number;
	by: number;
	on: LocalDate;
}
interface PairRow {
	a: number;
	b: number;
	score: number;
	band: Band;
}

/** Pairs that were judged to be no copies hold nothing together. */
export const NOT_DISMISSED = (a: Sql, b: Sql): Sql => sql`not exists (
	select 1 from pair_verdicts v where v.initiative_a = least(${a}, ${b}) and v.initiative_b = greatest(${a}, ${b})
		and v.verdict = 'not_a_copy' and not exists (select 1 from pair_verdicts later
			where later.initiative_a = v.initiative_a and later.initiative_b = v.initiative_b and later.id > v.id))`;

/**
 * Serial near-copies within a reader's reach: both ends of each pair lie in it.
 * @param page 1 first
 * @param pageRows clusters on a page; all of them for a list to keep
 */
export async function clusterReport(
	db: Reader,
	scopes: ReviewScopes,
	filter: ClusterFilter,
	page: number,
	pageRows = CLUSTERS_A_PAGE,
): Promise<ClusterReport> {
	const members = await readMembers(db, scopes, filter);
	const capped = members.length > MOST_MEMBERS;
	if (capped) members.pop();
	const pairs = await readPairs(db, members);
	const byId = new Map(members.map((member) => [member.id, member]));
	const groups = connected(pairs);
	const shown = groups.slice((page - 1) * pageRows, page * pageRows);
	const entering = enteringOf(groups, byId);
	const used = [...shown.flat().map((id) => byId.get(id)!), ...entering.map((each) => each.member)];
	const names = await namesOf(db, used);
	const bands = bandsOf(pairs);
	return {
		clusters: shown.map((ids) =>
			toCluster(
				ids.map((id) => byId.get(id)!),
				bands,
				names,
			),
		),
		total: groups.length,
		entering: entering.map(({ member, initiatives, clusters }) => ({
			unit: { id: member.unitId, name: names.units.get(member.unitId)!, initiatives },
			person: { id: member.by, name: names.people.get(member.by)!, initiatives },
			initiatives,
			clusters,
		})),
		capped,
	};
}

async function readMembers(db: Reader, scopes: ReviewScopes, filter: ClusterFilter): Promise<Member[]> {
	const few = await fewUnits(db, { scopes, filter: { view: 'scope', unit: filter.unit } });
	const inBand = (band: Band) => sql`(
		select r.subject as id, t.doc, i.unit_id as "unitId", i.created_by as by, i.submitted_on as on
		from similarity_results r join initiatives i on i.id = r.subject
			join similarity_texts t on t.subject = r.subject and t.dropped_at is null
		where r.band = ${band} and r.band <> 'clear' and ${within(scopes.read, sql`i.unit_id`)}
			and ${few ? sql`i.unit_id = any(${few})` : sql`true`}
			and ${filter.unit ? below(filter.unit) : sql`true`}
			and ${filter.by ? sql`i.created_by = ${filter.by}` : sql`true`}
		order by r.subject desc limit ${MOST_MEMBERS + 1})`;
	// Band by band, so that for a wide reach the index is walked from the newest and left when there are enough.
	return db.rows<Member>(sql`
		select * from (${inBand('duplicate')} union all ${inBand('suspicious')}) member
		order by id desc limit ${MOST_MEMBERS + 1}`);
}

const below = (unit: number): Sql => sql`exists (select 1 from unit_closure below
	where below.unit_id = i.unit_id and below.ancestor_id = ${unit})`;

async function readPairs(db: Reader, members: readonly Member[]): Promise<PairRow[]> {
	const docs = members.map((member) => member.doc);
	const pairs = sql`
		with member as materialized (select t.doc, t.subject from similarity_texts t where t.doc = any(${docs}::int[]))
		select a.subject as a, b.subject as b, p.score, p.band from member a join similarity_pairs p on p.doc_a = a.doc
			join member b on b.doc = p.doc_b
		where p.band = any(${TO_JUDGE}::text[]) and ${NOT_DISMISSED(sql`a.subject`, sql`b.subject`)}`;
	return db.rows<PairRow>(plannedAnew(pairs));
}

/** The strongest band in which each initiative stands. */
function bandsOf(pairs: readonly PairRow[]): Map<number, Band> {
	const bands = new Map<number, Band>();
	for (const { a, b, band } of pairs)
		for (const id of [a, b]) if (bands.get(id) !== 'duplicate') bands.set(id, band);
	return bands;
}

function enteringOf(groups: readonly number[][], byId: ReadonlyMap<number, Member>) {
	const sums = new Map<string, { member: Member; initiatives: number; clusters: number }>();
	for (const group of groups) {
		const here = new Set<string>();
		for (const id of group) {
			const member = byId.get(id)!;
			const key = `${member.unitId} ${member.by}`;
			const sum = sums.get(key) ?? { member, initiatives: 0, clusters: 0 };
			sum.initiatives += 1;
			if (!here.has(key)) sum.clusters += 1;
			here.add(key);
			sums.set(key, sum);
		}
	}
	return [...sums.values()]
		.sort((one, other) => other.initiatives - one.initiatives || one.member.id - other.member.id)
		.slice(0, MOST_ENTERING);
}

interface Names {
	units: Map<number, string>;
	people: Map<number, string>;
}

async function namesOf(db: Reader, members: readonly Member[]): Promise<Names> {
	type Row = { id: number; name: string };
	const [units, people] = await Promise.all([
		db.rows<Row>(sql`select unit_id as id, name from unit_today
			where unit_id = any(${[...new Set(members.map((member) => member.unitId))]}::int[])`),
		db.rows<Row>(sql`select id, name from accounts
			where id = any(${[...new Set(members.map((member) => member.by))]}::bigint[])`),
	]);
	const named = (rows: Row[]) => new Map(rows.map(({ id, name }) => [id, name]));
	return { units: named(units), people: named(people) };
}

function toCluster(
	members: readonly Member[],
	bands: ReadonlyMap<number, Band>,
	{ units, people }: Names,
): Cluster {
	const dates = members.map((member) => member.on).sort();
	return {
		code: codeOf(members[0]!.id),
		initiatives: members.length,
		band: members.some((member) => bands.get(member.id) === 'duplicate') ? 'duplicate' : 'suspicious',
		units: counted(
			members.map((member) => member.unitId),
			units,
		),
		people: counted(
			members.map((member) => member.by),
			people,
		),
		from: dates[0]!,
		to: dates.at(-1)!,
	};
}

/** How often each id occurs, the most frequent first. */
function counted(ids: readonly number[], names: ReadonlyMap<number, string>): Named[] {
	const counts = new Map<number, number>();
	for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
	return [...counts]
		.map(([id, initiatives]) => ({ id, name: names.get(id)!, initiatives }))
		.sort((one, other) => other.initiatives - one.initiatives || one.id - other.id);
}
