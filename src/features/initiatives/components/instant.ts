import { localDate, TIME_ZONE } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/i18n/translate.ts';

const time = new Intl.DateTimeFormat('vi-VN', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' });

/** «10:32», the local time of an instant, in both languages. */
export const timeOf = (at: Date): string => time.format(at);

/** «10:32 21/11/2026» */
export const instantText = (at: Date): string => `${timeOf(at)} ${formatDate(localDate(at))}`;
