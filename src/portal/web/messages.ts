import type { Locale, Messages } from '#platform/i18n/translate.ts';

const all = import.meta.glob<Record<string, string>>('/locales/*/*.json', { import: 'default', eager: true });

/** All messages of a locale, for answers written on the server. */
export function serverMessages(locale: Locale): Messages {
	const prefix = `/locales/${locale}/`;
	return Object.fromEntries(
		Object.entries(all)
			.filter(([path]) => path.startsWith(prefix))
			.map(([path, messages]) => [path.slice(prefix.length, -'.json'.length), messages]),
	);
}
