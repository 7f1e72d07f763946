import { DEMO_ACCOUNTS, type DemoRole } from '#database/demo/accounts.ts';
import { actorByLogin } from '#features/people/queries.ts';
import type { Actor } from '#features/people/rules.ts';
import type { Phase, Programme } from '#features/programmes/schema.ts';
import { beginCascade, publishCascade } from '#features/targets/commands/cascades.ts';
import { publishTargets } from '#features/targets/commands/publish.ts';
import { cascadeById, previewCascade } from '#features/targets/queries/cascades.ts';
import { targetsByPeriod } from '#features/targets/queries/targets.ts';
import { daysInclusive } from '#features/targets/rules/attainment.ts';
import { type NamedPeriod, periodsOf } from '#features/targets/rules/periods.ts';
import { GUIDELINE_RATE, LEVELS_MAX } from '#features/targets/schema.ts';
import { rootUnit, unitByCode, unitsBelow } from '#features/units/queries.ts';
import { startOfLocalDate } from '#platform/clock/clock.ts';
import type { Db, Tx } from '#platform/db/db.ts';

/**
 * Targets of the demonstration: the manager hands each phase's down to the grassroots on its first day, by members,
 * and the officer who signs in registers more than was assigned. All of it or nothing, and once.
 */
export async function fillTargets(db: Db, programme: Programme): Promise<void> {
	const root = (await rootUnit(db))!;
	const [first] = await unitsBelow(db, root.id);
	if (!first || (await targetsByPeriod(db, programme.id, first.id)).length > 0) return;
	const manager = await signIn(db, 'manager');
	const officer = await signIn(db, 'officer');
	const unit = (await unitByCode(db, officer.grants[0]!.unitCode))!;
	await db.transaction(async (tx) => {
		for (const period of periodsOf(programme))
			if (period.phase) await handDown(tx, manager, programme, root.id, period.phase, period);
		const asked = { unitId: unit.id, phaseId: programme.phases.at(-1)!.id, quarter: null } as const;
		await publishTargets(
			tx,
			officer,
			programme,
			[{ ...asked, kind: 'registered', number: 25 }],
			{ unitId: unit.id, origin: 'hand', why: '' },
			startOfLocalDate(programme.phases.at(-1)!.from),
		);
	});
}

async function signIn(db: Db, role: DemoRole): Promise<Actor> {
	return (await actorByLogin(db, DEMO_ACCOUNTS.find((account) => account.role === role)!.email!))!;
}

/** A phase to all below, a quarter of it to the top-level units by its share of the days. */
async function handDown(
	tx: Tx,
	manager: Actor,
	programme: Programme,
	rootId: number,
	phase: Phase,
	{ quarter, from, to }: NamedPeriod,
) {
	if (phase.target === null) return;
	const now = startOfLocalDate(from);
	const share = daysInclusive(from, to) / daysInclusive(phase.from, phase.to);
	const settings = {
		method: 'divide',
		total: Math.round(phase.target * share),
		rate: GUIDELINE_RATE,
		memberShare: 100,
		membersOn: from,
		pastProgrammeId: null,
		pastPhaseId: null,
		minimum: 0,
		step: 1,
		levels: quarter ? 1 : LEVELS_MAX,
		why: '',
	} as const;
	const period = { phaseId: phase.id, quarter };
	const id = await beginCascade(tx, manager, programme, rootId, period, settings, now);
	const { digest } = await previewCascade(tx, await cascadeById(tx, manager, id));
	await publishCascade(tx, manager, programme, id, digest, now);
}
