export const LOCALES = ['vi', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Messages of one locale, by namespace (file) and key: `{ common: { save: 'Lưu' } }`. */
export type Messages = Record<string, Record<string, string>>;
export type MessageParams = Record<string, string | number>;

/** Looks up `namespace.key` and fills `{name}` places. */
export type Translate = (key: string, params?: MessageParams) => string;

/**
 * A translator over loaded messages. A count chooses `key_one` over `key` where the locale has one (English);
 * numbers are written the locale's way. A missing key shows itself, so that a page stays usable; `npm run
 * check` keeps keys from going missing.
 */
export function translator(locale: Locale, messages: Messages): Translate {
	return (path, params = {}) => {
		const dot = path.indexOf('.');
		const namespace = messages[path.slice(0, dot)];
		const key = path.slice(dot + 1);
		const text = (params.count === 1 && namespace?.[`${key}_one`]) || namespace?.[key];
		if (text === undefined) return path;
		return text.replace(/\{(\w+)\}/g, (place, name: string) => {
			const value = params[name];
			if (value === undefined) return place;
			return typeof value === 'number' ? formatNumber(value, locale) : value;
		});
	};
}

const formats = new Map<string, Intl.NumberFormat>();

/** `2409104` → «2.409.104» in Vietnamese, «2,409,104» in English. */
export function formatNumber(value: number | bigint, locale: Locale, maximumFractionDigits = 2): string {
	const key = `${locale}${maximumFractionDigits}`;
	let format = formats.get(key);
	if (!format) {
		format = new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits });
		formats.set(key, format);
	}
	return format.format(value);
}

/** A number already written, as a percentage: «50,9 %» in Vietnamese, «50.9%» in English. */
export const asPercent = (written: string, locale: Locale): string =>
	locale === 'vi' ? `${written} %` : `${written}%`;

/** A share from 0 to 1 in whole percents: «54 %» in Vietnamese, «54%» in English. */
export const wholePercent = (share: number, locale: Locale): string =>
	asPercent(formatNumber(Math.round(share * 100), locale), locale);

/** `2026-11-21` → «21/11/2026» in both languages: the country writes dates one way. */
export function formatDate(date: string): string {
	const [year, month, day] = date.slice(0, 10).split('-');
	return `${day}/${month}/${year}`;
}
