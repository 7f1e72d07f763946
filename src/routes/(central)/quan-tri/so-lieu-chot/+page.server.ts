import { listProgrammes, programmeByCode } from '#features/programmes/queries.ts';
import { namedProgramme } from '#features/programmes/rules.ts';
import { freezeFigures } from '#features/statistics/commands/snapshots.ts';
import { snapshotById, snapshotsOf } from '#features/statistics/queries/snapshots/list.ts';
import { addDays, localDate } from '#platform/clock/clock.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import { parseDate } from '#platform/text/dates.ts';
import { clean } from '#platform/text/fold.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import type { Actions, PageServerLoad } from './$types';

/** The latest that are offered for correction. */
const SHOWN = 30;
const WHY_MAX = 500;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const programmes = await listProgrammes(db);
	const code = url.searchParams.get('chuong-trinh') ?? programmes[0]?.code ?? '';
	const programme = programmes.find((each) => each.code === code);
	if (!programme) throw notFound();
	return {
		programmes: programmes.map(namedProgramme),
		programme: namedProgramme(programme),
		snapshots: await snapshotsOf(db, programme.id, { limit: SHOWN }),
		yesterday: addDays(localDate(clock.now()), -1),
	};
};

export const actions: Actions = {
	/** Freezes the figures of a day, or corrects a snapshot of it. */
	take: async ({ request, locals }) => {
		const { db, clock } = locals.portal;
		const actor = signedIn(locals.actor);
		const form = await request.formData();
		const text = (name: string) => clean(String(form.get(name) ?? ''));
		const values = { day: text('day'), why: text('why'), corrects: text('corrects') };
		return tryAction(values, async () => {
			const programme = await programmeByCode(db, text('programme'));
			if (!programme) throw notFound();
			const why = values.why.slice(0, WHY_MAX);
			const former = values.corrects ? await snapshotById(db, Number(values.corrects)) : null;
			if (former && former.programmeId !== programme.id) throw notFound();
			const of = former
				? { kind: former.kind, upto: former.upto, correctsId: former.id }
				: { kind: 'asked' as const, upto: dayOf(values.day), correctsId: null };
			const id = await db.transaction((tx) =>
				freezeFigures(tx, actor, { programme, why, ...of }, clock.now()),
			);
			locals.portal.log.info(
				{ snapshot: id, by: actor.accountId, corrects: values.corrects || null },
				'snapshot taken',
			);
			return { taken: id };
		});
	},
};

function dayOf(text: string): string {
	const read = parseDate(text);
	if ('date' in read && read.date) return read.date;
	throw new Refusal('invalid', { issues: [{ field: 'day', code: 'day_invalid' }] });
}
