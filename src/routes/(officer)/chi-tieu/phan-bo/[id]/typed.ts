import type { Programme } from '#features/programmes/schema.ts';
import type { Cascade } from '#features/targets/queries/cascades.ts';
import { readNumber, readRate } from '#features/targets/rules/numbers.ts';
import { type CascadeSettings, cascadeSettings, NUMBER_MAX, WHY_MAX } from '#features/targets/schema.ts';
import { type Issue, Refusal } from '#platform/http/refusal.ts';
import { formatDate } from '#platform/i18n/translate.ts';
import { parseDate } from '#platform/text/dates.ts';

/** The settings as the form shows them. */
export type Typed = Record<
	'method' | 'total' | 'rate' | 'memberShare' | 'membersOn' | 'past' | 'minimum' | 'step' | 'levels' | 'why',
	string
>;

/** What stands in the form before anybody types. `past` is `<programme id>` or `<programme id>:<phase id>`. */
export function shownSettings(settings: CascadeSettings): Typed {
	const { pastProgrammeId, pastPhaseId, rate } = settings;
	return {
		method: settings.method,
		total: String(settings.total),
		rate: rate % 10 === 0 ? String(rate / 10) : `${Math.trunc(rate / 10)},${rate % 10}`,
		memberShare: String(settings.memberShare),
		membersOn: formatDate(settings.membersOn),
		past: [pastProgrammeId, pastPhaseId].filter((id) => id !== null).join(':'),
		minimum: String(settings.minimum),
		step: String(settings.step),
		levels: String(settings.levels),
		why: settings.why,
	};
}

/** What was typed, as text. */
export function typedSettings(form: FormData): Typed {
	const text = (name: string) => String(form.get(name) ?? '').slice(0, 2000);
	return {
		method: text('method'),
		total: text('total'),
		rate: text('rate'),
		memberShare: text('memberShare'),
		membersOn: text('membersOn'),
		past: text('past'),
		minimum: text('minimum'),
		step: text('step'),
		levels: text('levels'),
		why: text('why'),
	};
}

/**
 * What was typed as settings.
 * @throws Refusal `invalid` with every issue at its field
 */
export function readSettings(typed: Typed, programmes: readonly Programme[]): CascadeSettings {
	const issues: Issue[] = [];
	const number = (field: 'total' | 'minimum') => {
		const value = readNumber(typed[field]);
		if (value === null) issues.push({ field, code: 'target_number_invalid', params: { max: NUMBER_MAX } });
		return value ?? 0;
	};
	const total = number('total');
	const minimum = number('minimum');
	const rate = readRate(typed.rate);
	if (rate === null || rate < 1 || rate > 10_000)
		issues.push({ field: 'rate', code: 'cascade_rate_invalid' });
	const memberShare = readNumber(typed.memberShare);
	if (memberShare === null || memberShare > 100)
		issues.push({ field: 'memberShare', code: 'cascade_share_invalid' });
	const date = parseDate(typed.membersOn);
	if (!('date' in date)) issues.push({ field: 'membersOn', code: 'cascade_date_invalid' });
	const [programmeId, phaseId] = typed.past ? typed.past.split(':').map(Number) : [];
	const past = programmes.find(({ id }) => id === programmeId);
	const known = past && (phaseId === undefined || past.phases.some(({ id }) => id === phaseId));
	if (typed.past && !known) issues.push({ field: 'past', code: 'choice_unknown' });
	if (typed.method === 'divide' && !typed.past && memberShare !== null && memberShare < 100)
		issues.push({ field: 'past', code: 'cascade_past_missing' });
	if (typed.why.length > WHY_MAX) issues.push({ field: 'why', code: 'target_why_long' });
	const read = cascadeSettings.safeParse({
		method: typed.method,
		total,
		rate: rate ?? 100,
		memberShare: memberShare ?? 100,
		membersOn: 'date' in date ? date.date : '2000-01-01',
		pastProgrammeId: past?.id ?? null,
		pastPhaseId: phaseId ?? null,
		minimum,
		step: Number(typed.step),
		levels: Number(typed.levels),
		why: typed.why,
	});
	if (issues.length === 0 && !read.success)
		for (const { path } of read.error.issues)
			issues.push({ field: String(path[0] ?? ''), code: 'choice_unknown' });
	if (issues.length > 0 || !read.success) throw new Refusal('invalid', { issues });
	return read.data;
}

/**
 * The numbers set by hand after a form: of the rows that it showed, those that are ticked or were typed over;
 * others stay as they were.
 * @throws Refusal `invalid` with an issue at each number that is none
 */
export function readFixed(form: FormData, stored: Cascade): Record<string, number> {
	const fixed = { ...stored.fixed };
	const issues: Issue[] = [];
	for (const name of new Set(form.keys())) {
		const id = /^was\.(\d{1,10})$/.exec(name)?.[1];
		if (!id) continue;
		const [was, text] = [String(form.get(name)), String(form.get(`n.${id}`) ?? '').trim()];
		delete fixed[id];
		if (text === '' || (text === was && !form.has(`fix.${id}`))) continue;
		const number = readNumber(text);
		if (number === null)
			issues.push({ field: `n.${id}`, code: 'target_number_invalid', params: { max: NUMBER_MAX } });
		else fixed[id] = number;
	}
	if (issues.length > 0) throw new Refusal('invalid', { issues });
	return fixed;
}
