import type { State } from '#features/initiatives/rules/life-cycle.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import type { Band } from '#features/similarity/schema.ts';
import { type UnitScope, within } from '#features/units/rules.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import { TO_JUDGE } from './bands.ts';
import { NOT_DISMISSED } from './clusters.ts';

/** One initiative of a cluster. */
export interface ClusterNode {
	id: number;
	code: string;
	title: string;
	unitName: string;
	enteredBy: string;
	submittedOn: LocalDate;
	state: State;
	/** How many of the others it is like. */
	like: number;
}

/** Two of them that are alike. */
export interface ClusterLink {
	a: number;
	b: number;
	score: number;
	band: Band;
}

/** The most initiatives that are walked to; a text that went round has more. */
export const MOST_NODES = 200;

/**
 * The cluster of an initiative within a reach, by date: everything that hangs together with it.
 * @throws Refusal `not_found` when it is outside the reach, or like nothing in it
 */
export async function clusterAround(
	db: Reader,
	scope: UnitScope,
	id: number,
): Promise<{
	nodes: ClusterNode[];
	/** Best first. */
	links: ClusterLink[];
	/** There are more than were walked to. */
	capped: boolean;
}> {
	const links = new Map<string, ClusterLink>();
	const known = new Set([id]);
	let capped = false;
	for (let edge = [id]; edge.length > 0; ) {
		const next: number[] = [];
		for (const link of await linksOf(db, scope, edge)) {
			links.set(`${link.a} ${link.b}`, link);
			for (const found of [link.a, link.b]) {
				if (known.has(found)) continue;
				if (known.size === MOST_NODES) capped = true;
				else {
					known.add(found);
					next.push(found);
				}
			}
		}
		edge = next;
	}
	const inside = [...links.values()]
		.filter(({ a, b }) => known.has(a) && known.has(b))
		.sort((one, other) => other.score - one.score || one.a - other.a || one.b - other.b);
	if (inside.length === 0) throw notFound();
	const like = new Map<number, number>();
	for (const { a, b } of inside) for (const each of [a, b]) like.set(each, (like.get(each) ?? 0) + 1);
	const nodes = await nodesOf(db, scope, [...known]);
	return { nodes: nodes.map((node) => ({ ...node, like: like.get(node.id) ?? 0 })), links: inside, capped };
}

const linksOf = (db: Reader, scope: UnitScope, ids: readonly number[]) =>
	db.rows<ClusterLink>(sql`
		with one as materialized (select t.doc, t.subject from similarity_texts t join initiatives i on i.id = t.subject
			where t.subject = any(${ids}::bigint[]) and t.dropped_at is null and ${within(scope, sql`i.unit_id`)}),
		close as (
			select one.subject, p.doc_b as doc, p.score, p.band from one join similarity_pairs p on p.doc_a = one.doc
			union all
			select one.subject, p.doc_a, p.score, p.band from one join similarity_pairs p on p.doc_b = one.doc
		)
		select least(c.subject, o.subject) as a, greatest(c.subject, o.subject) as b, c.score, c.band
		from close c join similarity_texts o on o.doc = c.doc and o.dropped_at is null
			join initiatives i on i.id = o.subject and ${within(scope, sql`i.unit_id`)}
		where c.band = any(${TO_JUDGE}::text[]) and ${NOT_DISMISSED(sql`c.subject`, sql`o.subject`)}`);

async function nodesOf(db: Reader, scope: UnitScope, ids: readonly number[]): Promise<ClusterNode[]> {
	const rows = await db.rows<Omit<ClusterNode, 'code' | 'like'>>(sql`
		select i.id, i.title, t.name as "unitName", e.name as "enteredBy", i.submitted_on as "submittedOn", i.state
		from initiatives i join unit_today t on t.unit_id = i.unit_id join accounts e on e.id = i.created_by
		where i.id = any(${ids}::bigint[]) and ${within(scope, sql`i.unit_id`)} order by i.submitted_at, i.id`);
	return rows.map((row) => ({ ...row, code: codeOf(row.id), like: 0 }));
}
