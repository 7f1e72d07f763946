import { notify, withdrawNotices } from '#features/notifications/commands.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { ShownPeriod } from '#features/targets/components/words.ts';
import type { FoundUnit } from '#features/units/queries.ts';
import { unitsById, unitsWithin } from '#features/units/queries.ts';
import { within } from '#features/units/rules.ts';
import { localDate } from '#platform/clock/clock.ts';
import { recordset, sql, type Tx } from '#platform/db/db.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import type { Locale, Translate } from '#platform/i18n/translate.ts';
import { type MatterAbout, mattersOf } from '../queries/matters.ts';
import { recipientsOf, remindedToday } from '../queries/reminders.ts';
import { fillText, hrefOf, placesFor, unknownPlaces } from '../rules/templates.ts';
import { type FiguresOf, MAIL_DELAY_SECONDS, type Matter, type ReminderText, UNITS_MAX } from '../schema.ts';

export interface ReminderRequest extends Omit<MatterAbout, 'today'> {
	/** Whose page it is sent from. */
	unitId: number;
	unitIds: readonly number[];
	/** With places for the figures; which is used follows the language of whoever gets it. */
	texts: Record<Locale, ReminderText>;
	shownPeriod: ShownPeriod;
	words: Record<Locale, Translate>;
	/** False: in the portal only. */
	byMail?: boolean;
}

/**
 * Reminds units of a matter: a message to each officer and reviewer of theirs, by mail too a minute later. What
 * units are not reminded today, because they were already or because nothing stands there any more, is kept with the
 * reason. Answers the round.
 * @throws Refusal `not_found` for a unit outside the person's reach; `reminder_places` for a place nothing fills;
 *   `reminded_today` or `reminder_nothing` when no unit is left
 */
export async function sendReminders(
	tx: Tx,
	actor: Actor,
	request: ReminderRequest,
	now: Date,
): Promise<number> {
	const { matter, programme, period, measure, unitId, texts } = request;
	const unitIds = [...new Set(request.unitIds)].sort((a, b) => a - b);
	const today = localDate(now);
	checkPlaces(matter, texts);
	if (unitIds.length > UNITS_MAX) throw new Refusal('reminder_many', { params: { max: UNITS_MAX } });
	const scope = scopeOf(actor, 'follow_progress');
	if ((await unitsWithin(tx, scope, [...unitIds, unitId])).size < new Set([...unitIds, unitId]).size)
		throw notFound();
	const figures = await mattersOf(tx, scope, { matter, programme, period, measure, today }, unitIds);
	const round = await tx.first<{ id: number }>(sql`
		insert into reminder_rounds (programme_id, unit_id, kind, period, measure, texts, account_id, sent_at)
		values (${programme.id}, ${unitId}, ${matter}, ${period.code}, ${measure}, ${JSON.stringify(texts)}::jsonb,
			${actor.accountId}, ${now}) returning id`);
	const due = unitIds.flatMap((id) => {
		const stands = figures.get(id);
		return stands ? [{ unitId: id, figures: stands }] : [];
	});
	const made = await tx.rows<{ id: number; unitId: number }>(sql`
		insert into reminders (round_id, programme_id, unit_id, kind, local_date, figures, people, mails)
		select ${round!.id}, ${programme.id}, r."unitId", ${matter}, ${today}, r.figures, 0, 0
		from ${recordset(due)} as r("unitId" int, figures jsonb) order by r."unitId"
		on conflict (unit_id, programme_id, kind, local_date) where not void do nothing returning id, unit_id as "unitId"`);
	if (made.length === 0) throw await whyNone(tx, request, due, today);
	await deliver(tx, actor, request, made, figures, now);
	const reached = new Set(made.map((each) => each.unitId));
	const skipped = unitIds
		.filter((id) => !reached.has(id))
		.map((id) => ({ unitId: id, why: figures.has(id) ? 'today' : 'nothing' }));
	await tx.rows(
		sql`update reminder_rounds set skipped = ${JSON.stringify(skipped)}::jsonb where id = ${round!.id}`,
	);
	return round!.id;
}

function checkPlaces(matter: Matter, texts: Record<Locale, ReminderText>): void {
	const issues = Object.entries(texts).flatMap(([locale, text]) =>
		unknownPlaces(matter, text)
			.slice(0, 1)
			.map((place) => ({
				field: `body_${locale}`,
				code: 'reminder_places',
				params: { place: `{${place}}` },
			})),
	);
	if (issues.length > 0) throw new Refusal('invalid', { issues });
}

/** Says who reminded them, and when; or that nothing stands there any more. */
async function whyNone(
	tx: Tx,
	{ matter, programme }: ReminderRequest,
	due: readonly { unitId: number }[],
	today: string,
): Promise<Refusal> {
	const [first] = await remindedToday(
		tx,
		programme.id,
		matter,
		due.map((each) => each.unitId),
		today,
	);
	if (!first) return new Refusal('reminder_nothing', { status: 409 });
	return new Refusal('reminded_today', { status: 409, params: { name: first.by, time: first.time } });
}

async function deliver(
	tx: Tx,
	actor: Actor,
	request: ReminderRequest,
	made: readonly { id: number; unitId: number }[],
	figures: ReadonlyMap<number, FiguresOf[Matter]>,
	now: Date,
): Promise<void> {
	const { matter, texts, words } = request;
	const units = new Map(
		(
			await unitsById(
				tx,
				made.map((each) => each.unitId),
			)
		).map((unit) => [unit.id, unit]),
	);
	const people = await recipientsOf(tx, [...units.keys()], actor.accountId);
	const reminderOf = new Map(made.map((each) => [each.unitId, each.id]));
	const notices = people.map(({ accountId, unitId, locale }) => {
		const unit = units.get(unitId)!;
		const values = valuesFor(request, unit, figures.get(unitId)!, now, words[locale], locale);
		const href = linkOf(request, unit.code);
		return { accountId, kind: matter, ...fillText(texts[locale], values), href };
	});
	const mailAt = request.byMail === false ? null : new Date(now.getTime() + MAIL_DELAY_SECONDS * 1_000);
	const sent = await notify(tx, notices, now, mailAt);
	const links = sent.map(({ id, mailed }, index) => ({
		reminderId: reminderOf.get(people[index]!.unitId)!,
		notificationId: id,
		mailed,
	}));
	await tx.rows(sql`
		with link as (select * from ${recordset(links)} as l("reminderId" bigint, "notificationId" bigint, mailed boolean)),
		kept as (insert into reminder_notifications select "reminderId", "notificationId" from link)
		update reminders r set people = l.people, mails = l.mails from (
			select "reminderId" as id, count(*)::int as people, (count(*) filter (where mailed))::int as mails
			from link group by 1) l where l.id = r.id`);
}

/** What fills a reminder's places for one unit. */
export function valuesFor(
	{ matter, programme, shownPeriod }: Pick<ReminderRequest, 'matter' | 'programme' | 'shownPeriod'>,
	unit: Pick<FoundUnit, 'name'>,
	figures: FiguresOf[Matter],
	now: Date,
	t: Translate,
	locale: Locale,
): Record<string, string> {
	const occasion = {
		unitName: unit.name,
		programme: programme.name,
		period: shownPeriod,
		today: localDate(now),
	};
	return placesFor(matter, figures, occasion, t, locale);
}

/** The page of the portal that a reminder of one unit leads to. */
export const linkOf = (
	{
		matter,
		programme,
		period,
		measure,
	}: Pick<ReminderRequest, 'matter' | 'programme' | 'period' | 'measure'>,
	unit: string,
): string => hrefOf(matter, { unit, programme: programme.code, period: period.code, measure });

/**
 * Takes back what a round sent: messages that nobody has read disappear and are not mailed. A unit of which nobody
 * had read or been mailed anything may be reminded again the same day; for the others it stays the one of the day.
 * @throws Refusal `not_found` outside reach; `reminder_not_yours` (403) when somebody else sent it;
 *   `reminder_withdrawn` the second time
 */
export async function withdrawRound(tx: Tx, actor: Actor, roundId: number, now: Date): Promise<void> {
	const reminders = await tx.rows<{ id: number; by: number; notices: number[]; withdrawn: boolean }>(sql`
		select r.id, o.account_id as by, r.withdrawn_at is not null as withdrawn, (select
			coalesce(jsonb_agg(n.notification_id), '[]') from reminder_notifications n where n.reminder_id = r.id) as notices
		from reminders r join reminder_rounds o on o.id = r.round_id
		where o.id = ${roundId} and ${within(scopeOf(actor, 'follow_progress'), sql`o.unit_id`)}
		order by r.id for update of r`);
	if (reminders.length === 0) throw notFound();
	if (reminders.some(({ by }) => by !== actor.accountId))
		throw new Refusal('reminder_not_yours', { status: 403 });
	if (reminders.every(({ withdrawn }) => withdrawn)) throw new Refusal('reminder_withdrawn', { status: 409 });
	const open = reminders.filter(({ withdrawn }) => !withdrawn);
	const reached = await withdrawNotices(
		tx,
		open.flatMap(({ notices }) => notices),
		now,
	);
	const outcomes = open.map(({ id, notices }) => ({ id, void: !notices.some((each) => reached.has(each)) }));
	await tx.rows(sql`update reminders r set withdrawn_at = ${now}, withdrawn_by = ${actor.accountId}, void = o.void
		from ${recordset(outcomes)} as o(id bigint, void boolean) where o.id = r.id`);
}
