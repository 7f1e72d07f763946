import { type Locale, type Messages, type Translate, translator } from '#platform/i18n/translate.ts';
import { loadMessages } from '../messages.ts';

/** Namespaces that pages of figures and public initiatives are written in. */
const NAMESPACES = ['public', 'statistics', 'targets', 'initiatives', 'units'];

/**
 * The messages of a public page on top of those it has, and a translator over all of them for what the layout
 * shows of it.
 */
export async function pageTexts(
	locale: Locale,
	before: Messages,
	more: readonly string[] = [],
): Promise<{ messages: Messages; t: Translate }> {
	const messages = { ...before, ...(await loadMessages(locale, [...NAMESPACES, ...more])) };
	return { messages, t: translator(locale, messages) };
}
