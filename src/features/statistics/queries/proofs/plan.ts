import type { Programme } from '#features/programmes/schema.ts';
import { type NamedPeriod, samePeriod, tellPeriod } from '#features/targets/rules/periods.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Reader } from '#platform/db/db.ts';
import { cornersAround, planFor, plannedPeriods, planOn } from '../../rules/plan.ts';
import type { ProofAsk, ProofPlan } from '../../schema/proof.ts';
import { ownTargets } from '../ranking-denominators.ts';

/** What the plan of a unit comes to on a day, and the targets that it goes by; null off its line. */
export async function planParts(
	db: Reader,
	ask: ProofAsk & { day: LocalDate },
	{
		programme,
		unitId,
		period,
		on,
	}: { programme: Programme; unitId: number; period: NamedPeriod; on: LocalDate },
): Promise<{ value: number | null; plan: ProofPlan | null }> {
	const own = await ownTargets(db, programme, unitId, { at: ask.to ?? null, on });
	const found = (wanted: NamedPeriod) => own.find((each) => samePeriod(each, wanted));
	const corners = planFor(programme, period, (each) => found(each)?.number ?? null);
	const around = cornersAround(corners, ask.day);
	const targets = plannedPeriods(programme, period).flatMap((each) => {
		const target = found(each);
		if (!target) return [];
		const proof: ProofAsk = { ...ask, figure: 'target', period: each.code, day: undefined };
		return [{ period: tellPeriod(each), n: target.number, kind: target.kind, proof }];
	});
	return { value: planOn(corners, ask.day), plan: around && { ...around, targets } };
}
