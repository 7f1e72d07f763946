import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { within } from '#features/units/rules.ts';
import { isUnitId } from '#features/units/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import { type Reader, sql, type Tx } from '#platform/db/db.ts';
import { type Issue, refuseIfAny } from '#platform/http/refusal.ts';
import { parseDate } from '#platform/text/dates.ts';
import { loadImport } from '../../queries/imports.ts';
import type { ImportChoices } from '../../rules/import.ts';
import { rememberUnits } from './unit-spellings.ts';
import { changeable } from './upload.ts';

/**
 * Keeps what the officer chose for a list, whole or in part; spellings that are not named keep their choice.
 * Chosen units are remembered for later lists. Whatever was planned must be checked anew.
 * @param change `units` by folded spelling, null to take a choice back
 * @throws Refusal `not_found`, `import_running`, `import_done`, `invalid` with an issue per input
 */
export async function chooseForList(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	id: string,
	change: Partial<Omit<ImportChoices, 'units'>> & { units?: Record<string, number | null> },
	now: Date,
): Promise<void> {
	const current = changeable(await loadImport(tx, actor, id, { lock: true }));
	const chosenUnits = Object.entries(change.units ?? {});
	const units = Object.fromEntries(
		chosenUnits.flatMap(([text, unit]) => (unit === null ? [] : [[text, unit]])),
	);
	const unknown = await unreachable(tx, actor, current.unitId, [
		...Object.values(units),
		...(change.unit ? [change.unit] : []),
	]);
	refuseIfAny([
		...chosenUnits.flatMap(([text, unit]) =>
			unit !== null && unknown.has(unit) ? [{ field: `units.${text}`, code: 'unit_not_yours' }] : [],
		),
		...(change.unit && unknown.has(change.unit) ? [{ field: 'unit', code: 'unit_not_yours' }] : []),
		...issuesOf(programme, change, now),
	]);
	const kept = Object.entries(current.choices.units).filter(([text]) => change.units?.[text] !== null);
	const choices: ImportChoices = {
		...current.choices,
		...change,
		units: { ...Object.fromEntries(kept), ...units },
		groups: { ...current.choices.groups, ...change.groups },
		fields: { ...current.choices.fields, ...change.fields },
	};
	await tx.rows(sql`update imports set choices = ${JSON.stringify(choices)}::jsonb, status = 'uploaded', counts = null,
		failure = null, updated_at = ${now} where id = ${id}::uuid`);
	await rememberUnits(tx, actor, current.unitId, units, now);
}

/** Of these units the ones outside the list's reach, or ended. */
async function unreachable(db: Reader, actor: Actor, scopeId: number, ids: readonly number[]) {
	const open = await reachableUnits(db, actor, scopeId, ids);
	return new Set(ids.filter((unit) => !open.has(unit)));
}

/** Of these units the open ones below the list's own, for which the person may submit. */
export async function reachableUnits(
	db: Reader,
	actor: Actor,
	scopeId: number,
	ids: readonly number[],
): Promise<Set<number>> {
	const rows = await db.rows<{ id: number }>(sql`
		select t.unit_id as id from unit_today t
		join unit_closure c on c.unit_id = t.unit_id and c.ancestor_id = ${scopeId}
		where t.unit_id = any(${[...new Set(ids)].filter(isUnitId)}::int[]) and t.ended_on is null
			and ${within(scopeOf(actor, 'submit_for_others'), sql`t.unit_id`)}`);
	return new Set(rows.map((row) => row.id));
}

function issuesOf(
	programme: Programme,
	change: Partial<Pick<ImportChoices, 'groups' | 'fields' | 'group' | 'field' | 'recognisedOn' | 'consent'>>,
	now: Date,
): Issue[] {
	const issues: Issue[] = [];
	const known = (field: string, code: string | undefined, choices: Programme['groups']) => {
		if (code && !choices.some((each) => each.code === code)) issues.push({ field, code: 'choice_unknown' });
	};
	known('group', change.group, programme.groups);
	known('field', change.field, programme.fields);
	for (const [text, code] of Object.entries(change.groups ?? {}))
		known(`groups.${text}`, code, programme.groups);
	for (const [text, code] of Object.entries(change.fields ?? {}))
		known(`fields.${text}`, code, programme.fields);
	if (change.consent === '') issues.push({ field: 'consent', code: 'missing_consent' });
	if (change.recognisedOn) {
		const parsed = parseDate(change.recognisedOn);
		const params = { text: change.recognisedOn, date: change.recognisedOn };
		if ('code' in parsed) issues.push({ field: 'recognisedOn', code: parsed.code, params });
		else if (parsed.date > localDate(now))
			issues.push({ field: 'recognisedOn', code: 'date_in_future', params });
	}
	return issues;
}
