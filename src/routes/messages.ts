import type { Locale, Messages } from '#platform/i18n/translate.ts';

// Each file is a chunk of its own, so a page fetches only the namespaces it names.
const files = import.meta.glob<Record<string, string>>('/locales/*/*.json', { import: 'default' });

/** Messages of some namespaces, for pages. */
export async function loadMessages(locale: Locale, namespaces: readonly string[]): Promise<Messages> {
	const entries = await Promise.all(
		namespaces.map(async (namespace) => {
			const load = files[`/locales/${locale}/${namespace}.json`];
			if (!load) throw new Error(`no messages ${locale}/${namespace}`);
			return [namespace, await load()] as const;
		}),
	);
	return Object.fromEntries(entries);
}
