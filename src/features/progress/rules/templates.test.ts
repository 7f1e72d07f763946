import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { translator } from '#platform/i18n/translate.ts';
import { HOSTILE } from '#testing/security.ts';
import { MATTERS } from '../schema.ts';
import { fillText, hrefOf, PLACES, placesFor, unknownPlaces } from './templates.ts';

const read = (locale: string, namespace: string) =>
	JSON.parse(readFileSync(`locales/${locale}/${namespace}.json`, 'utf8')) as Record<string, string>;
const words = (locale: 'vi' | 'en') =>
	translator(locale, { reminders: read(locale, 'reminders'), targets: read(locale, 'targets') });

const FIGURES = {
	lagging: { measure: 'submitted', result: 120, target: 1_500, kind: 'revised', expected: 640 },
	backlog: { waiting: 672, oldest: '2026-10-01', submitted: 1_260 },
	returned: { expiring: 3, until: '2026-11-30' },
} as const;
const occasion = {
	unitName: 'LĐLĐ tỉnh Mẫu',
	programme: { vi: 'Chương trình thử', en: 'Trial programme' },
	period: {
		code: 'gd1',
		phase: { vi: 'Giai đoạn 1', en: 'Phase 1' },
		quarter: null,
		from: '2026-10-01',
		to: '2026-12-31',
	},
	today: '2026-11-28',
};

describe.each(MATTERS)('the template of %s', (matter) => {
	test.each(['vi', 'en'] as const)('has only places that are filled, in %s', (locale) => {
		const t = words(locale);
		const text = { title: t(`reminders.title_${matter}`), body: t(`reminders.body_${matter}`) };
		expect(unknownPlaces(matter, text)).toEqual([]);
		const filled = fillText(text, placesFor(matter, FIGURES[matter], occasion, t, locale));
		expect(`${filled.title} ${filled.body}`).not.toMatch(/[{}]|reminders\.|targets\./);
		expect(`${filled.title} ${filled.body}`).toContain('LĐLĐ tỉnh Mẫu');
	});

	it('fills every place that the page offers', () => {
		const values = placesFor(matter, FIGURES[matter], occasion, words('vi'), 'vi');
		expect(Object.keys(values).sort()).toEqual([...PLACES[matter]].sort());
	});
});

it('names result, target and what is lacking, each by what it counts', () => {
	const values = placesFor('lagging', FIGURES.lagging, occasion, words('vi'), 'vi');
	expect(values).toMatchObject({
		ket_qua: '120 lượt nộp',
		chi_tieu: '1.500',
		loai_chi_tieu: 'chỉ tiêu điều chỉnh',
		can_co: '640',
		thieu: '520',
		con_ngay: '34',
		han: '31/12/2026',
	});
});

it('fills what people type word for word: values are not looked through for places again', () => {
	for (const typed of HOSTILE) {
		const { body } = fillText({ title: 'x', body: `{don_vi} ${typed}` }, { don_vi: '{han}', han: 'không' });
		expect(body).toBe(`{han} ${typed.replaceAll('{han}', 'không')}`);
	}
	expect(fillText({ title: '{constructor} {toString}', body: '{__proto__}' }, {})).toEqual({
		title: '{constructor} {toString}',
		body: '{__proto__}',
	});
	expect(unknownPlaces('backlog', { title: '{don_vi} {ky}', body: '{constructor} {ky}' })).toEqual([
		'ky',
		'constructor',
	]);
});

it('leads to a page of this portal, whatever codes are', () => {
	for (const matter of MATTERS)
		expect(
			hrefOf(matter, { unit: 'A&b=c', programme: 'x', period: 'gd1:2022Q2', measure: 'approved' }),
		).toMatch(/^\/(tien-do|duyet)\?[\w=&%.:+-]+$/);
});
