import type { Actor } from '#features/people/rules.ts';
import {
	closePledge,
	enter,
	publishPledge,
	signPledge,
	undoEntry,
} from '#features/pledges/commands/pledges.ts';
import { openPledge } from '#features/pledges/queries/pledges.ts';
import { latestDay, resultsOf } from '#features/pledges/queries/results.ts';
import { reasonAgainstUndo, unitStateOf } from '#features/pledges/rules/state.ts';
import { yearSpan } from '#features/pledges/schema.ts';
import { unitsById } from '#features/units/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/db/db.ts';
import { isRefusal, notFound, Refusal, refuseIfAny } from '#platform/http/refusal.ts';
import { parseDate } from '#platform/text/dates.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import { draftOf, fieldOf, pledgedOf, typedDraft } from '../typed.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const idOf = (text: string | null | undefined): number => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0);

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, clock } = locals.portal;
	const actor = signedIn(locals.actor);
	return db.snapshot(async (tx) => {
		const { pledge, entries, state, part } = await openPledge(tx, actor, idOf(params.id));
		const latest = latestDay(pledge, localDate(clock.now()));
		const { from, to } = yearSpan(pledge.year);
		const typed = (url.searchParams.get('ngay') ?? '').trim();
		const read = parseDate(typed);
		const asked = 'date' in read ? read.date : '';
		const known = asked >= from && asked <= to;
		const asOf = known ? asked : latest;
		const results = await resultsOf(tx, pledge, state, asOf);
		const standing = new Set(state.standing.map(({ id }) => id));
		const names = new Map(
			(await unitsById(tx, [...new Set(entries.flatMap(({ unitId }) => unitId ?? []))])).map(
				({ id, name }) => [id, name],
			),
		);
		return {
			pledge,
			title: state.title,
			criteria: state.criteria,
			draftId: state.draftId,
			status: state.published ? 'published' : state.closed ? 'closed' : 'open',
			closedOn: state.closed && localDate(state.closed.at),
			latest,
			/** A day that was asked for and is none of the year. */
			strangeDay: typed === '' || known ? null : { typed: typed.slice(0, 40), from, to },
			results,
			leads: part.leads,
			mine: part.units.map((id) => ({
				id,
				name: results.rows.find(({ unit }) => unit.id === id)?.unit.name ?? '',
				...unitStateOf(state, id),
			})),
			scores: results.rows.map(({ unit }) => {
				const { self, head, signed } = unitStateOf(state, unit.id);
				return { unit, self, head, signed };
			}),
			history: entries.toReversed().map((entry) => ({
				id: entry.id,
				kind: entry.kind,
				unit: entry.unitId === null ? null : (names.get(entry.unitId) ?? null),
				by: entry.by,
				at: entry.at,
				said: said(entry.data),
				standing: standing.has(entry.id),
				undo: reasonAgainstUndo(state, part, entry.id),
			})),
		};
	});
};

/** What a person typed into an entry. */
const said = (data: object): string =>
	'reason' in data ? String(data.reason) : 'evidence' in data ? String(data.evidence) : '';

/** Runs one verb on the pledge of the address; what was typed comes back with a refusal. */
async function act<Values>(
	{ locals, params }: RequestEvent,
	values: Values,
	verb: (tx: Tx, actor: Actor, id: number, now: Date) => Promise<void>,
	mend: (refusal: Refusal) => void = () => {},
) {
	return tryAction(values, async () => {
		const { db, clock } = locals.portal;
		const actor = signedIn(locals.actor);
		const now = clock.now();
		try {
			await db.transaction((tx) => verb(tx, actor, idOf(params.id), now));
		} catch (error) {
			if (isRefusal(error)) mend(error);
			throw error;
		}
		return { done: true };
	});
}

const textsOf = (form: FormData, ...names: string[]) =>
	Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? '').slice(0, 2000)]));

export const actions: Actions = {
	draft: async (event) => {
		const draft = typedDraft(await event.request.formData());
		const asked = { kind: 'draft', unitId: null, data: draftOf(draft) } as const;
		const toForm = (refusal: Refusal) => {
			const issues = refusal.issues.map((issue) => ({ ...issue, field: fieldOf(issue.field, draft) }));
			Object.assign(refusal, { issues });
		};
		return act(
			event,
			{ ...draft, form: 'draft' },
			(tx, actor, id, now) => enter(tx, actor, id, asked, now),
			toForm,
		);
	},

	numbers: async (event) => {
		const form = await event.request.formData();
		const typed = Object.fromEntries(
			[...form].filter(([name]) => name.startsWith('number.')).map(([name, value]) => [name, String(value)]),
		);
		const unitId = idOf(String(form.get('unit')));
		return act(event, { form: 'numbers', unit: unitId, ...typed }, async (tx, actor, id, now) => {
			const { state } = await openPledge(tx, actor, id);
			const counted = state.criteria.filter(({ kind }) => kind !== 'by_hand');
			const read = counted.map((each) => ({
				id: each.id,
				text: (typed[`number.${each.id}`] ?? '').trim(),
				number: pledgedOf(each.kind, typed[`number.${each.id}`] ?? ''),
			}));
			refuseIfAny(
				read
					.filter(({ text, number }) => text !== '' && !number)
					.map(({ id: criterion }) => ({ field: `number.${criterion}`, code: 'pledge_number' })),
			);
			const numbers = Object.fromEntries(
				read.flatMap(({ id: criterion, number }) => (number ? [[criterion, number]] : [])),
			);
			await enter(tx, actor, id, { kind: 'numbers', unitId, data: { numbers } }, now);
		});
	},

	sign: async (event) => {
		const form = await event.request.formData();
		const unitId = idOf(String(form.get('unit')));
		const numbersId = idOf(String(form.get('numbers'))) || null;
		const seen = { draftId: idOf(String(form.get('draft'))), numbersId };
		return act(event, null, (tx, actor, id, now) => signPledge(tx, actor, id, unitId, seen, now));
	},

	score: async (event) => {
		const form = await event.request.formData();
		const typed = textsOf(form, 'unit', 'criterion', 'points', 'text');
		const kind = form.get('as') === 'head' ? 'head' : 'self';
		const points = /^\d{1,4}([.,]\d)?$/.test(typed.points!.trim())
			? Number(typed.points!.trim().replace(',', '.'))
			: -1;
		const data = {
			criterion: idOf(typed.criterion),
			points: Math.round(points * 10),
			[kind === 'head' ? 'reason' : 'evidence']: typed.text,
		};
		const toForm = (refusal: Refusal) => {
			const issues = refusal.issues.map(({ field, code, params }) => ({
				field: field === 'reason' || field === 'evidence' ? 'text' : field,
				code: field === 'points' && code !== 'pledge_points_over' ? 'pledge_points' : code,
				params,
			}));
			Object.assign(refusal, { issues });
		};
		const asked = { kind, unitId: idOf(typed.unit), data } as const;
		return act(
			event,
			{ ...typed, form: kind },
			(tx, actor, id, now) => enter(tx, actor, id, asked, now),
			toForm,
		);
	},

	close: async (event) => {
		const typed = textsOf(await event.request.formData(), 'as_of');
		return act(event, { ...typed, form: 'close' }, async (tx, actor, id, now) => {
			const read = parseDate(typed.as_of!);
			if (!('date' in read))
				throw new Refusal('invalid', { issues: [{ field: 'as_of', code: 'cascade_date_invalid' }] });
			await closePledge(tx, actor, id, read.date, now);
		});
	},

	publish: async (event) => act(event, null, publishPledge),

	undo: async (event) => {
		const form = await event.request.formData();
		const entry = Number(form.get('entry'));
		if (!Number.isSafeInteger(entry)) throw notFound();
		return act(event, null, (tx, actor, id, now) => undoEntry(tx, actor, id, entry, now));
	},
};
