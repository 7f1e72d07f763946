import type { Issue } from '#platform/http/refusal.ts';
import type { Translate } from '#platform/i18n/translate.ts';

/** The sentence for an issue, from whichever loaded namespace has its code; the code itself when none has. */
export function issueText(t: Translate, { code, params }: Pick<Issue, 'code' | 'params'>): string {
	for (const namespace of ['errors', 'excel', 'imports']) {
		const key = `${namespace}.${code}`;
		const text = t(key, params);
		if (text !== key) return text;
	}
	return code;
}
