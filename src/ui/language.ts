import { createContext } from 'svelte';
import type { Locale, Translate } from '#platform/i18n/translate.ts';

/** The reader's language, for the few words that components own (`locales/<locale>/ui.json`). */
export interface Language {
	readonly locale: Locale;
	readonly t: Translate;
}

/** The root layout calls `provideLanguage` once, with getters where the language can change under way. */
export const [useLanguage, provideLanguage] = createContext<Language>();
