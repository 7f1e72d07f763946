import type { Programme } from '#features/programmes/schema.ts';
import { dailyMean, daysInclusive } from '#features/targets/rules/attainment.ts';
import { childrenOn, nodesOf } from '#features/units/queries/trees.ts';
import { unitByCode } from '#features/units/queries.ts';
import type { Unit } from '#features/units/schema.ts';
import { addDays, type LocalDate } from '#platform/clock/clock.ts';
import type { Reader } from '#platform/db/db.ts';
import type { OwnCount, PublishedFigure } from '../rules/reconcile.ts';
import { type Measure, noFigures } from '../schema.ts';
import { totals, totalsBy } from './figures.ts';
import { countsInDays, figuresOfNodes } from './nodes.ts';

const TY = 1_000_000_000n;

/**
 * What the portal counts beside printed figures, by their code, from the cubes. Counts of the programme are left out
 * while it holds none of its initiatives; how many units there were is known without any.
 */
export async function ownCounts(
	db: Reader,
	programme: Programme,
	root: Pick<Unit, 'id'>,
	figures: readonly PublishedFigure[],
): Promise<Map<string, number>> {
	const held = (await totals(db, programme.id, root.id)).submitted.n > 0;
	const found = new Map<string, number>();
	for (const { code, counts, value } of figures) {
		if (!counts || !(held || counts.by === 'units')) continue;
		const own = await count(db, programme, root.id, counts, value);
		if (own !== null) found.set(code, own);
	}
	return found;
}

async function count(
	db: Reader,
	programme: Programme,
	rootId: number,
	asked: OwnCount,
	printed: number,
): Promise<number | null> {
	switch (asked.by) {
		case 'units':
			return (await childrenOn(db, rootId, asked.on)).filter(({ endedOn }) => endedOn === null).length;
		case 'benefit':
			return Number(BigInt((await totals(db, programme.id, rootId))[asked.measure].benefit) / TY);
		case 'days': {
			const { from, to, measure, mean } = asked;
			const counted = await countsInDays(db, programme.id, [rootId], { from, to });
			const n = counted.get(rootId)?.[measure] ?? 0;
			return mean ? dailyMean(n, daysInclusive(from, to)) : n;
		}
		case 'reached': {
			const after = await upTo(db, programme, rootId, asked.measure, asked.on);
			const before = await upTo(db, programme, rootId, asked.measure, addDays(asked.on, -1));
			return before < printed && printed <= after ? printed : after;
		}
		case 'total': {
			if (asked.group) {
				const id = programme.groups.find(({ code }) => code === asked.group)?.id;
				const cut = (await totalsBy(db, 'group', programme.id, rootId)).find((each) => each.id === id);
				return (cut?.figures ?? noFigures())[asked.measure].n;
			}
			const unitId = asked.unit ? (await unitByCode(db, asked.unit))?.id : rootId;
			return unitId === undefined ? null : upTo(db, programme, unitId, asked.measure, asked.upTo ?? null);
		}
	}
}

/** Under the tree of that day: a unit of today may have taken others in since. */
async function upTo(
	db: Reader,
	programme: Programme,
	unitId: number,
	measure: Measure,
	day: LocalDate | null,
): Promise<number> {
	const node = (await nodesOf(db, [unitId], day)).get(unitId) ?? unitId;
	const figures = await figuresOfNodes(db, programme.id, [node], day);
	return (figures.get(node) ?? noFigures())[measure].n;
}
