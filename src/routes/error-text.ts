import type { Issue } from '#platform/http/refusal.ts';
import { formatDate, type Translate } from '#platform/i18n/translate.ts';

/**
 * The sentence for an issue, from whichever loaded namespace has its code; the code itself when none has.
 * Local dates among its parameters are written as people write them.
 */
export function issueText(t: Translate, { code, params }: Pick<Issue, 'code' | 'params'>): string {
	const written = Object.fromEntries(
		Object.entries(params ?? {}).map(([name, value]) => [
			name,
			/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? formatDate(String(value)) : value,
		]),
	);
	for (const namespace of ['errors', 'excel', 'imports']) {
		const key = `${namespace}.${code}`;
		const text = t(key, written);
		if (text !== key) return text;
	}
	return code;
}
