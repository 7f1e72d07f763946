import { redirect } from '@sveltejs/kit';
import { scopeOf } from '#features/people/rules.ts';
import { programmeById } from '#features/programmes/queries.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { linkOf, valuesFor, withdrawRound } from '#features/progress/commands/reminders.ts';
import { figureText } from '#features/progress/components/words.ts';
import { type Round, roundById } from '#features/progress/queries/reminders.ts';
import { fillText } from '#features/progress/rules/templates.ts';
import { periodsOf, tellPeriod } from '#features/targets/rules/periods.ts';
import { unitById } from '#features/units/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import { notFound } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import { sinceThen } from '../../now.ts';
import { placeOf, shownPlace } from '../../request.ts';
import { wordsOf } from '../compose.ts';
import type { Actions, PageServerLoad } from './$types';

/** What may be the id of a round. */
const idOf = (text: string): number => (/^\d{1,15}$/.test(text) ? Number(text) : 0);

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, clock, config } = locals.portal;
	const actor = signedIn(locals.actor);
	const round = await roundById(db, scopeOf(actor, 'follow_progress'), idOf(params.id));
	const programme = round && (await programmeById(db, round.programmeId));
	const unit = round && (await unitById(db, round.unitId));
	if (!round || !programme || !unit) throw notFound();
	const query = new URLSearchParams({
		'don-vi': unit.code,
		'chuong-trinh': programme.code,
		ky: round.period,
		...(round.measure === 'approved' && { dem: 'duyet' }),
	});
	const place = await placeOf(db, actor, query, clock.now());
	const reminders = await sinceThen(db, place.scope, programme, round.reminders, place.today);
	const words = wordsOf('vi');
	const list = round.reminders.map(
		({ unitName, matter, figures }) =>
			`- ${unitName}: ${figureText(words, matter, figures, localDate(round.at), 'vi')}`,
	);
	const link = `${config.publicUrl}/don-vi/${encodeURIComponent(unit.code)}?${new URLSearchParams({ 'chuong-trinh': programme.code })}`;
	return {
		place: await shownPlace(db, place),
		round: { id: round.id, matter: round.matter, by: round.by, at: round.at, skipped: round.skipped },
		mine: round.accountId === actor.accountId,
		reminders,
		fresh: url.searchParams.has('moi'),
		zalo: zaloTexts(round, programme, config.publicUrl),
		zaloList: [
			words('reminders.list_head', {
				unit: unit.name,
				programme: programme.name.vi,
				matter: words(`progress.matter_${round.matter}`),
			}),
			...list,
			link,
		].join('\n'),
	};
};

/** What may be pasted into a unit's chat group: the words that were sent, and where they lead. */
function zaloTexts(round: Round, programme: Programme, publicUrl: string) {
	const period = periodsOf(programme).find(({ code }) => code === round.period);
	if (!period) return [];
	const asked = {
		matter: round.matter,
		programme,
		period,
		measure: round.measure,
		shownPeriod: tellPeriod(period),
	};
	const t = wordsOf('vi');
	return round.reminders.map(({ unitId, unitName, unitCode, figures }) => {
		const values = valuesFor(asked, { name: unitName }, figures, round.at, t, 'vi');
		const { title, body } = fillText(round.texts.vi, values);
		return { unitId, unitName, text: `${title}\n\n${body}\n\n${publicUrl}${linkOf(asked, unitCode)}` };
	});
}

export const actions: Actions = {
	/** Takes it back; who had read it or got its mail keeps it. */
	withdraw: async ({ locals, params }) => {
		const { db, clock } = locals.portal;
		const actor = signedIn(locals.actor);
		return tryAction(null, async () => {
			await db.transaction((tx) => withdrawRound(tx, actor, idOf(params.id), clock.now()));
			redirect(303, `/tien-do/don-doc/${idOf(params.id)}`);
		});
	},
};
