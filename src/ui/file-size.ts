import { formatNumber, type Locale } from '#platform/i18n/translate.ts';

/** Bytes as people say them: `1234567` → «1,2 MB». */
export function fileSize(bytes: number, locale: Locale): string {
	if (bytes < 1000) return `${bytes} B`;
	if (bytes < 1e6) return `${formatNumber(bytes / 1e3, locale, 0)} KB`;
	return `${formatNumber(bytes / 1e6, locale, 1)} MB`;
}
