import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, isLocalDate } from '#platform/clock/clock.ts';
import { demoProgramme, FACT_PROGRAMMES } from './programmes.ts';

const TODAY = '2026-11-21';

describe.each([...FACT_PROGRAMMES, demoProgramme(TODAY)])('programme $code', (programme) => {
	const { phases, campaigns, groups, fields, reasons, levels } = programme;

	test('has phases that fill the submission window without gap or overlap', () => {
		expect(phases[0]!.from).toBe(programme.submissionFrom);
		expect(phases.at(-1)!.to).toBe(programme.submissionTo);
		for (const [index, phase] of phases.entries()) {
			expect([phase.from, phase.to].every(isLocalDate)).toBe(true);
			expect(phase.from <= phase.to).toBe(true);
			if (index > 0) expect(phase.from).toBe(addDays(phases[index - 1]!.to, 1));
		}
	});

	test('has campaigns inside their phase', () => {
		for (const campaign of campaigns) {
			const phase = phases.find(({ code }) => code === campaign.phase)!;
			expect(phase.from <= campaign.from && campaign.to <= phase.to).toBe(true);
		}
	});

	test('says everything in both languages, under codes given once', () => {
		for (const list of [groups, fields, reasons, levels, phases, campaigns]) {
			const codes = list.map((item) => ('kind' in item ? `${item.kind} ${item.code}` : item.code));
			expect(new Set(codes).size).toBe(codes.length);
			for (const { name } of list) expect(name.vi && name.en).toBeTruthy();
		}
	});
});

test('the campaign called forty days has forty-one', () => {
	const [peak] = FACT_PROGRAMMES.find(({ code }) => code === '1trieu')!.campaigns;
	expect(daysBetween(peak!.from, peak!.to) + 1).toBe(41);
});

test('the demo takes the dates of older lists, and is open and in its campaign today', () => {
	const { applicationFrom, applicationTo, phases, campaigns } = demoProgramme(TODAY);
	expect(applicationFrom <= '2021-09-01' && applicationTo >= addDays(TODAY, 365)).toBe(true);
	for (const { from, to } of [phases[1]!, campaigns[0]!]) expect(from <= TODAY && TODAY <= to).toBe(true);
});
