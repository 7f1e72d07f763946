import { DEMO_ACCOUNTS, type DemoRole } from '#database/demo/accounts.ts';
import { actorByLogin } from '#features/people/queries.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { phaseOn } from '#features/programmes/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { sendReminders } from '#features/progress/commands/reminders.ts';
import { mattersOf } from '#features/progress/queries/matters.ts';
import { remindersAt } from '#features/progress/queries/reminders.ts';
import type { Matter } from '#features/progress/schema.ts';
import { periodsOf, tellPeriod } from '#features/targets/rules/periods.ts';
import { unitByCode, unitsBelow } from '#features/units/queries.ts';
import reminders from '#locales/vi/reminders.json' with { type: 'json' };
import targets from '#locales/vi/targets.json' with { type: 'json' };
import { addDays, type LocalDate, localDate, startOfLocalDate } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/db.ts';
import { translator } from '#platform/i18n/translate.ts';

/** Units that the centre reminds in the demonstration. */
const MOST = 8;

/**
 * Reminders of the demonstration, so that the officer and the reviewer who sign in find a message: the centre reminds
 * provinces that lag and a zone where reviews wait, the zone's reviewer a unit. None of them is mailed. Once.
 */
export async function fillReminders(db: Db, programme: Programme, today: LocalDate): Promise<void> {
	const [manager, reviewer] = [await signIn(db, 'manager'), await signIn(db, 'reviewer')];
	const root = (await unitByCode(db, 'TLD'))!;
	const zone = (await unitByCode(db, reviewer.grants[0]!.unitCode))!;
	const scope = scopeOf(manager, 'follow_progress');
	const before = await remindersAt(db, scope, programme.id, root.id, { below: true, limit: 1 });
	if (before.length > 0) return;
	const provinces = (await unitsBelow(db, root.id)).map(({ id }) => id);
	await remind(db, programme, manager, 'lagging', root.id, provinces, addDays(today, -6));
	await remind(db, programme, manager, 'backlog', root.id, [zone.id], addDays(today, -1));
	const below = (await unitsBelow(db, zone.id)).map(({ id }) => id);
	await remind(db, programme, reviewer, 'lagging', zone.id, below, addDays(today, -2));
	await remind(db, programme, reviewer, 'backlog', zone.id, below, addDays(today, -1));
}

async function signIn(db: Db, role: DemoRole): Promise<Actor> {
	return (await actorByLogin(db, DEMO_ACCOUNTS.find((account) => account.role === role)!.email!))!;
}

/** Reminds those of some units at which something stands, at nine in the morning of a day. */
async function remind(
	db: Db,
	programme: Programme,
	actor: Actor,
	matter: Matter,
	unitId: number,
	unitIds: readonly number[],
	on: LocalDate,
): Promise<void> {
	const now = new Date(startOfLocalDate(on).getTime() + 9 * 3_600_000);
	const phase = phaseOn(programme, localDate(now));
	const period = periodsOf(programme).find(({ code }) => code === (phase?.code ?? ''))!;
	const about = { matter, programme, period, measure: 'submitted' } as const;
	const scope = scopeOf(actor, 'follow_progress');
	const stands = await mattersOf(db, scope, { ...about, today: on }, unitIds);
	if (stands.size === 0) return;
	const t = translator('vi', { reminders, targets });
	const text = { title: t(`reminders.title_${matter}`), body: t(`reminders.body_${matter}`) };
	const request = {
		...about,
		unitId,
		unitIds: [...stands.keys()].slice(0, MOST),
		texts: { vi: text, en: text },
		shownPeriod: tellPeriod(period),
		words: { vi: t, en: t },
		byMail: false,
	};
	await db.transaction((tx) => sendReminders(tx, actor, request, now));
}
