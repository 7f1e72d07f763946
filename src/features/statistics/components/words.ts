import { TIME_ZONE } from '#platform/clock/clock.ts';
import { formatDate, formatNumber, type Locale, type Translate } from '#platform/i18n/translate.ts';
import { readableDong } from '../rules.ts';

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
