import { unitsMergedInto } from '#features/units/queries/merged.ts';
import { childrenOn } from '#features/units/queries/trees.ts';
import type { Reader } from '#platform/db/db.ts';
import type { Ask, UnitLine } from '../../schema/dashboard.ts';
import { type Figure, type Figures, MEASURES, noFigures } from '../../schema.ts';
import { rankedMembers, rankedTargets } from '../ranking-denominators.ts';
import { figuresOfSpan, type Span, verifiedOfNodes } from './counts.ts';

/** What was counted at a unit, with the values verified there. */
export interface Counted {
	counts: Figures;
	verified: Figure;
}

/** The units directly below in the tree asked for, by name; ended ones only where something counts there. */
export async function unitLines(db: Reader, ask: Ask, span: Span): Promise<UnitLine[]> {
	const children = await childrenOn(db, ask.unit.id, ask.tree);
	const ids = children.map(({ id }) => id);
	const nodes = children.map(({ nodeId }) => nodeId);
	const counts = await figuresOfSpan(db, span, nodes, ['submitted', 'approved']);
	const verified = await verifiedOfNodes(db, span, nodes);
	const { phaseId, quarter } = ask.period;
	// The numbers that rankings divide by, so that both say the same.
	const ended = await unitsMergedInto(db, ids, ask.tree ?? ask.today);
	const moments = { at: ask.upTo, before: ask.upTo ?? ask.today };
	const targets = await rankedTargets(db, ask.programme.id, ids, ended, {
		phaseId,
		quarter,
		choice: 'in_force',
		moments,
	});
	const members = await rankedMembers(db, ids, ended, {
		moments,
		today: ask.today,
		on: ask.tree ?? ask.today,
	});
	return children
		.map(({ id, nodeId, code, name, kind, province, endedOn }): UnitLine => {
			const target = targets.get(id)?.at ?? null;
			return {
				code,
				name,
				kind,
				province,
				ended: endedOn !== null,
				counts: counts.get(nodeId)!,
				verified: verified.get(nodeId)!,
				target: target && { number: target.number, kind: target.kind },
				members: members.get(id)?.at?.members ?? null,
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
