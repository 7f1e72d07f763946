import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '#platform/clock/clock.ts';
import { fold } from '#platform/text/fold.ts';
import { demoProgramme } from '../facts/programmes.ts';
import { FACT_UNITS, periodOn } from '../facts/units.ts';
import type { DemoStep } from './histories.ts';
import { type DemoInitiative, generateDemo, instantOf } from './initiatives.ts';

const TODAY = '2026-11-21';
const UNITS = FACT_UNITS.flatMap(({ code, periods }) => {
	const { name, kind, to } = periods.at(-1)!;
	return to === null && (kind === 'grassroots' || kind === 'division') ? [{ code, name, kind }] : [];
});
const make = (seed: number, count = 3000) => [...generateDemo({ seed, count, units: UNITS, today: TODAY })];
const DEMO = make(1);

/** What may follow what, and where review stands afterwards. */
const NEXT: Record<string, string[]> = {
	submit: ['confirm', 'return', 'withdraw'],
	confirm: ['approve', 'reject'],
	return: ['resubmit'],
	resubmit: ['confirm'],
	reject: ['appeal'],
	appeal: ['approve', 'reject'],
};

describe('the demo', () => {
	test('is the same for the same seed, and another for another', () => {
		expect(make(1, 50)).toEqual(DEMO.slice(0, 50));
		expect(make(2, 50)).not.toEqual(DEMO.slice(0, 50));
	});

	test('shares out every initiative to the last basis point', () => {
		for (const { authors } of DEMO) {
			expect(authors.reduce((sum, { shareBp }) => sum + shareBp, 0)).toBe(10_000);
			expect(authors.every(({ shareBp }) => shareBp > 0)).toBe(true);
		}
	});

	test('never repeats unit, author, title and applied date, and seldom a title', () => {
		const key = (each: DemoInitiative) =>
			[each.unitCode, fold(each.authors[0]!.name), fold(each.title), each.appliedOn].join('|');
		expect(new Set(DEMO.map(key)).size).toBe(DEMO.length);
		expect(new Set(DEMO.map(({ title }) => fold(title))).size / DEMO.length).toBeGreaterThan(0.95);
	});

	test('goes through review step by step, in time', () => {
		for (const { history } of DEMO) {
			expect(history[0]!.action).toBe('submit');
			expect(history[0]!.daysAgo).toBeLessThanOrEqual(120);
			expect(history.filter(({ action }) => action === 'appeal').length).toBeLessThanOrEqual(1);
			for (const [index, step] of history.entries()) {
				const before = history[index - 1];
				if (before) expect(NEXT[before.action]).toContain(step.action);
				if (before) expect(step.daysAgo).toBeLessThan(before.daysAgo);
				expect(step.daysAgo).toBeGreaterThan(0);
			}
		}
	});

	test('ends approved for about seven in ten, in a surge, with every state present', () => {
		const ends = new Map<DemoStep['action'], number>();
		for (const { history } of DEMO) {
			const { action } = history.at(-1)!;
			ends.set(action, (ends.get(action) ?? 0) + 1);
		}
		expect(ends.get('approve')! / DEMO.length).toBeCloseTo(0.7, 1);
		for (const end of ['submit', 'confirm', 'return', 'reject', 'appeal', 'withdraw'] as const) {
			expect(ends.get(end)).toBeGreaterThan(5);
		}
		const recent = DEMO.filter(({ history }) => history[0]!.daysAgo <= 20).length;
		expect(recent / 20).toBeGreaterThan((2 * (DEMO.length - recent)) / 100);
	});

	test('fits the demo programme: codes, reasons, windows and the law', () => {
		const programme = demoProgramme(TODAY);
		const known = (list: { code: string }[]) => new Set(list.map(({ code }) => code));
		const [groups, fields] = [known(programme.groups), known(programme.fields)];
		const reasons = new Set(programme.reasons.map(({ kind, code }) => `${kind} ${code}`));
		for (const each of DEMO) {
			const submittedOn = localDate(instantOf(TODAY, each.history[0]!.daysAgo));
			expect(groups.has(each.groupCode) && fields.has(each.fieldCode)).toBe(true);
			expect(each.appliedOn >= programme.applicationFrom && each.appliedOn < each.recognisedOn).toBe(true);
			expect(each.recognisedOn <= submittedOn && submittedOn < TODAY).toBe(true);
			expect(submittedOn <= addDays(each.appliedOn, 366)).toBe(true);
			expect(each.benefitAmount !== null || each.socialBenefit !== '').toBe(true);
			for (const { action, reasonCode } of each.history) {
				const reasoned = action === 'return' || action === 'reject';
				expect(reasoned ? reasons.has(`${action} ${reasonCode}`) : reasonCode === undefined).toBe(true);
			}
		}
	});

	test('leaves no slot unfilled and no text too long for the form', () => {
		for (const { title, problem, solution, result } of DEMO) {
			const text = [title, problem, solution, result].join('\n');
			expect(text).not.toMatch(/[{}]|undefined|NaN| {2}/);
			expect(text.normalize('NFC')).toBe(text);
			expect(title.length).toBeLessThanOrEqual(250);
		}
	});

	test('reads as real', () => {
		if (!process.env.SHOW_SAMPLES) return;
		const names = new Map(FACT_UNITS.map((unit) => [unit.code, periodOn(unit, TODAY)?.name]));
		for (const each of make(Number(process.env.SHOW_SAMPLES), 30)) {
			console.log(
				`\n# ${each.title}\n${names.get(each.unitCode)} · ${each.fieldCode} · ${each.benefitAmount}`,
			);
			console.log([each.problem, each.solution, each.result].join('\n'));
			console.log(each.authors.map(({ name, shareBp }) => `${name} ${shareBp / 100} %`).join(', '));
			console.log(
				each.recognisedBy,
				each.recognitionNumber,
				each.recognisedOn,
				each.history.map((h) => h.action),
			);
		}
	});
});
