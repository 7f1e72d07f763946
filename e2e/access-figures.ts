import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { subscribe } from '#features/reports/commands.ts';
import { subscriptionsOf } from '#features/reports/queries/subscriptions.ts';
import { takeSnapshot } from '#features/statistics/commands/snapshots.ts';
import { addDays, localDate } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/db.ts';

/** Makes what the doors of reports and frozen figures are asked about; each answers its id. */
export function accessFigures(db: Db, officer: Actor, programme: Programme) {
	let frozen = 0;
	return {
		/** A subscription of the officer's. */
		async report() {
			const unit = { id: officer.grants[0]!.unitId };
			await db.transaction((tx) => subscribe(tx, officer, programme, unit, 'weekly', new Date()));
			return `${(await subscriptionsOf(db, officer.accountId))[0]!.id}`;
		},
		/** Each time of another day that is over. */
		async snapshot() {
			const upto = addDays(localDate(new Date()), -++frozen);
			const asked = { programme, kind: 'asked', upto, accountId: null, why: '', correctsId: null } as const;
			return `${await db.transaction((tx) => takeSnapshot(tx, asked, new Date()))}`;
		},
	};
}
