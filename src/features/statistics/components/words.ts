import type { Names } from '#features/programmes/schema.ts';
import { percentText, tenthsText } from '#features/targets/rules/attainment.ts';
import { TIME_ZONE } from '#platform/clock/clock.ts';
import { formatDate, formatNumber, type Locale, type Translate } from '#platform/i18n/translate.ts';
import { readableDong } from '../rules.ts';
import type { Whole } from '../schema/proof.ts';
import type { Cell, CellKind, Compared } from '../schema/tables.ts';
import { AUTHOR_COUNTS, BANDS } from '../schema.ts';

const clock = new Intl.DateTimeFormat('sv-SE', {
	timeZone: TIME_ZONE,
	dateStyle: 'short',
	timeStyle: 'medium',
});

/** An instant as people read it in Viet Nam: «14:05:12 ngày 21/11/2026». */
export function momentText(t: Translate, at: string): string {
	const [date = '', time = ''] = clock.format(new Date(at)).split(' ');
	return t('statistics.moment', { date: formatDate(date), time });
}

/** As of when figures stand: the moment and position of the last counted event. */
export function asOfText(
	t: Translate,
	locale: Locale,
	asOf: { position: number; at: string | null },
): string {
	if (asOf.at === null) return t('statistics.no_event');
	return t('statistics.as_of', {
		moment: momentText(t, asOf.at),
		position: formatNumber(asOf.position, locale),
	});
}

/** A sum of đồng as figure and unit: «33.194,6» and «tỷ đồng». */
export function dongParts(t: Translate, locale: Locale, dong: string): { value: string; unit: string } {
	const { value, scale } = readableDong(dong);
	return { value: formatNumber(value, locale, 1), unit: t(`statistics.money_${scale}`) };
}

/** A band of values by its place in `BANDS`: «100 triệu – dưới 1 tỷ», «từ 500 tỷ», «không ghi». */
export function bandText(t: Translate, locale: Locale, band: number): string {
	const [from, below] = [BANDS[band]!, BANDS[band + 1]];
	const dong = (value: number) => dongText(t, locale, String(value));
	if (band === 0) return t('dashboard.band_none');
	if (below === undefined) return t('dashboard.band_from', { from: dong(from) });
	if (from <= 1) return t('dashboard.band_below', { below: dong(below) });
	return t('dashboard.band', { from: dong(from), below: dong(below) });
}

/** What a part of a whole is called, by its code; groups and fields have names of their own. */
export function partName(
	{ t, locale }: { t: Translate; locale: Locale },
	by: Whole,
	code: string,
	name: Names | null = null,
): string {
	switch (by) {
		case 'state':
			return t(`statistics.measure_${code}`);
		case 'group':
		case 'field':
			return name?.[locale] ?? t('statistics.none_given');
		case 'kind':
			return t(`dashboard.kind_${code}`);
		case 'authors':
			return t(Number(code) === AUTHOR_COUNTS.at(-1) ? 'dashboard.authors_or_more' : 'dashboard.authors', {
				count: Number(code),
			});
		case 'band':
			return bandText(t, locale, Number(code));
	}
}

/** A value by which units are compared, in its unit: «203,4 %», «12,5», «33,1 tỷ đồng». */
export function comparedText(t: Translate, locale: Locale, by: Compared, value: number): string {
	switch (by) {
		case 'attained':
		case 'approved_share':
			return percentText(value, locale);
		case 'per_members':
			return tenthsText(value, locale);
		case 'verified':
			return dongText(t, locale, String(value));
		case 'count':
			return formatNumber(value, locale);
	}
}

/** A sum of đồng in a line: «33.194,6 tỷ đồng». */
export function dongText(t: Translate, locale: Locale, dong: string): string {
	const { value, unit } = dongParts(t, locale, dong);
	return `${value} ${unit}`;
}

/** A cell as people read it; «—» where there is nothing to say. */
export function cellText(t: Translate, locale: Locale, kind: CellKind, cell: Cell | undefined): string {
	if (cell === null || cell === undefined) return '—';
	switch (kind) {
		case 'date':
			return formatDate(String(cell));
		case 'count':
			return formatNumber(Number(cell), locale);
		case 'permille':
			return percentText(Number(cell), locale);
		case 'tenths':
			return tenthsText(Number(cell), locale);
		case 'dong':
			return dongText(t, locale, String(cell));
		case 'value':
			return formatNumber(typeof cell === 'string' ? BigInt(cell) : cell, locale);
		case 'text':
			return String(cell);
	}
}
