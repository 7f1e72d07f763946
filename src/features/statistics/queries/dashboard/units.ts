import { unitsMergedInto } from '#features/units/queries/merged.ts';
import { childrenOn } from '#features/units/queries/trees.ts';
import type { Reader } from '#platform/db/db.ts';
import type { Ask, Target, UnitLine } from '../../schema/dashboard.ts';
import { type Figure, type Figures, MEASURES, noFigures } from '../../schema.ts';
import { rankedMembers, rankedTargets } from '../ranking-denominators.ts';
import { figuresOfSpan, type Span, verifiedOfNodes } from './counts.ts';

/** What was counted at a unit, with the values verified there. */
export interface Counted {
	counts: Figures;
	verified: Figure;
}

/** What results of the units below are divided by, by unit. */
export interface Divisors {
	targets: Map<number, Target | null>;
	members: Map<number, number | null>;
}

/** Targets and members of the units directly below: the numbers that rankings divide by, so that both say the same. */
export async function divisorsOf(db: Reader, ask: Ask): Promise<Divisors> {
	const ids = (await childrenOn(db, ask.unit.id, ask.tree)).map(({ id }) => id);
	const { phaseId, quarter } = ask.period;
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
	const targetOf = (id: number): Target | null => {
		const target = targets.get(id)?.at;
		return target ? { number: target.number, kind: target.kind } : null;
	};
	return {
		targets: new Map(ids.map((id) => [id, targetOf(id)])),
		members: new Map(ids.map((id) => [id, members.get(id)?.at?.members ?? null])),
	};
}

/** The units directly below in the tree asked for, by name; ended ones only where something counts there. */
export async function unitLines(
	db: Reader,
	ask: Ask,
	span: Span,
	{ targets, members }: Divisors,
): Promise<UnitLine[]> {
	const children = await childrenOn(db, ask.unit.id, ask.tree);
	const nodes = children.map(({ nodeId }) => nodeId);
	const counts = await figuresOfSpan(db, span, nodes, ['submitted', 'approved']);
	const verified = await verifiedOfNodes(db, span, nodes);
	return children
		.map(
			({ id, nodeId, code, name, kind, province, endedOn }): UnitLine => ({
				code,
				name,
				kind,
				province,
				ended: endedOn !== null,
				counts: counts.get(nodeId)!,
				verified: verified.get(nodeId)!,
				target: targets.get(id) ?? null,
				members: members.get(id) ?? null,
			}),
		)
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
