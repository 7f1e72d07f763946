import type { Names } from '#features/programmes/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import type { ReportKind } from '../schema.ts';

export interface Subscription {
	id: number;
	unitCode: string;
	unitName: string;
	programmeCode: string;
	programmeName: Names;
	kind: ReportKind;
	/** Last day of the last period that was sent, or that was over when it began. */
	sentTo: LocalDate | null;
}

/** The reports that a person gets by mail, the latest asked for first. */
export async function subscriptionsOf(db: Reader, accountId: number): Promise<Subscription[]> {
	return db.rows<Subscription>(sql`
		select s.id, u.code as "unitCode", t.name as "unitName", p.code as "programmeCode", p.name as "programmeName",
			s.kind, s.sent_to as "sentTo"
		from report_subscriptions s join units u on u.id = s.unit_id join unit_today t on t.unit_id = s.unit_id
			join programmes p on p.id = s.programme_id
		where s.account_id = ${accountId} and s.ended_at is null order by s.since desc, s.id desc`);
}
