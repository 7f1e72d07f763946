import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { sendReminders } from '#features/progress/commands/reminders.ts';
import { publishTargets } from '#features/targets/commands/publish.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import type { Db } from '#platform/db/db.ts';
import { makeUnits } from '#testing/world.ts';

/** Makes units below one that lag behind a target, and reminders of them by a person above. */
export function reminding(db: Db, programme: Programme, actor: Actor, above: number) {
	let made = 0;
	return {
		/** A unit of its own for each reminder, since none gets two a day; it has a target and nothing else. */
		async lagging(): Promise<number> {
			const code = `A-${++made}`;
			const id = (await makeUnits(db, [[code, 'A', 'grassroots']])).get(code)!.id;
			const phaseId = programme.phases[1]!.id;
			const asked = { unitId: id, phaseId, quarter: null, kind: 'assigned', number: 5_000 } as const;
			const occasion = { unitId: above, origin: 'hand', why: '' } as const;
			await db.transaction((tx) => publishTargets(tx, actor, programme, [asked], occasion, new Date()));
			return id;
		},
		async remind(unitId: number): Promise<number> {
			const period = periodsOf(programme).find(({ code }) => code === 'gd2')!;
			const text = { title: `Nhắc ${made}`, body: 'Xin đôn đốc.' };
			const words = { vi: (key: string) => key, en: (key: string) => key };
			const request = {
				matter: 'lagging',
				programme,
				period,
				measure: 'submitted',
				unitId: above,
				unitIds: [unitId],
				shownPeriod: { ...period, phase: period.phase!.name },
				words,
				texts: { vi: text, en: text },
			} as const;
			return db.transaction((tx) => sendReminders(tx, actor, request, new Date()));
		},
	};
}
