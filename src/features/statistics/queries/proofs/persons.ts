import { childrenOn, type TreeOn } from '#features/units/queries/trees.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import type { Persons, ProofAsk, ProofPart } from '../../schema/proof.ts';
import type { People } from '../../schema.ts';
import { peopleOfNodes } from '../nodes.ts';

const COUNTED: Record<Persons, keyof People> = {
	registrants: 'registrants',
	authors: 'authors',
	approved_authors: 'approvedAuthors',
};

/** How many persons of a kind a node has, and how many each node below has and the unit itself. Reads `tally_people`. */
export async function personsOf(
	db: Reader,
	figure: Persons,
	at: { programmeId: number; unitId: number; nodeId: number; tree: TreeOn },
	ask: ProofAsk,
): Promise<{ n: number; parts: ProofPart[] }> {
	const { programmeId, unitId, nodeId, tree } = at;
	const children = await childrenOn(db, unitId, tree);
	const people = await peopleOfNodes(db, programmeId, [nodeId, ...children.map((child) => child.nodeId)]);
	const n = people.get(nodeId)![COUNTED[figure]];
	const part = (what: ProofPart['what'], count: number): ProofPart => ({
		what,
		code: null,
		name: null,
		n: count,
		record: null,
		proof: null,
	});
	const parts: ProofPart[] = children
		.map((child) => ({
			...part('below', people.get(child.nodeId)![COUNTED[figure]]),
			code: child.code,
			name: child.name,
			proof: { ...ask, unit: child.code },
		}))
		.filter((each) => each.n > 0);
	const itself = await personsAt(db, figure, programmeId, unitId);
	if (itself > 0) parts.push(part('itself', itself));
	// Who is counted in several of these is one person here; registrants have one unit each, so nothing is left of them.
	const left = parts.reduce((sum, each) => sum - each.n, n);
	if (left !== 0) parts.push(part('several', left));
	return { n, parts };
}

/** Distinct persons at a unit itself, as the tallies count them. No person is read. */
async function personsAt(db: Reader, figure: Persons, programmeId: number, unitId: number): Promise<number> {
	const row = await db.first<{ n: number }>(
		figure === 'registrants'
			? sql`select count(*) as n from registrations
				where programme_id = ${programmeId} and unit_id = ${unitId} and counted`
			: sql`select count(*) as n from author_places where programme_id = ${programmeId} and unit_id = ${unitId}
				and ${figure === 'authors' ? sql`submitted` : sql`approved`} > 0`,
	);
	return row!.n;
}
