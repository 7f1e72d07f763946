import { targetsOf } from '#features/targets/queries/targets.ts';
import { membersOf } from '#features/targets/queries/tree.ts';
import { childrenOn } from '#features/units/queries/trees.ts';
import type { Reader } from '#platform/db/db.ts';
import type { Ask, UnitLine } from '../../schema/dashboard.ts';
import { type Figure, type Figures, MEASURES, noFigures } from '../../schema.ts';
import { countsOfNodes, type Span, verifiedOfNodes } from './counts.ts';

/** What was counted at a unit, with the values verified there. */
export interface Counted {
	counts: Figures;
	verified: Figure;
}

/**
 * The units directly below in the tree asked for, by name; those that have ended only where something counts there.
 * @param at the instant up to which targets are those that stood
 */
export async function unitLines(db: Reader, ask: Ask, span: Span, at: Date | undefined): Promise<UnitLine[]> {
	const children = await childrenOn(db, ask.unit.id, ask.tree);
	const ids = children.map(({ id }) => id);
	const nodes = children.map(({ nodeId }) => nodeId);
	const counts = await countsOfNodes(db, span, nodes);
	const verified = await verifiedOfNodes(db, span, nodes);
	const { phaseId, quarter } = ask.period;
	const targets = await targetsOf(db, ask.programme.id, ids, { phaseId, quarter, asOf: at, latest: true });
	const members = await membersOf(db, ids, ask.upTo ?? ask.today);
	return children
		.map(({ id, nodeId, code, name, kind, province, endedOn }): UnitLine => {
			const target = targets.get(id)?.inForce ?? null;
			return {
				code,
				name,
				kind,
				province,
				ended: endedOn !== null,
				counts: counts.get(nodeId)!,
				verified: verified.get(nodeId)!,
				target: target && { number: target.number, kind: target.kind },
				members: members.get(id)?.members ?? null,
			};
		})
		.filter((line) => !line.ended || MEASURES.some((measure) => line.counts[measure].n !== 0));
}

/** What a whole has besides its parts. */
export function restOf(whole: Counted, parts: readonly Counted[]): Counted {
	const less = (of: (counted: Counted) => Figure): Figure => ({
		n: parts.reduce((n, part) => n - of(part).n, of(whole).n),
		benefit: String(parts.reduce((sum, part) => sum - BigInt(of(part).benefit), BigInt(of(whole).benefit))),
	});
	const counts = noFigures();
	for (const measure of MEASURES) counts[measure] = less((counted) => counted.counts[measure]);
	return { counts, verified: less(({ verified }) => verified) };
}
