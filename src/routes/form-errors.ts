import type { Issue } from '#platform/http/refusal.ts';
import type { Translate } from '#platform/i18n/translate.ts';
import { issueText } from './error-text.ts';

/** What an action answered: a refusal, or something that has no `code`. */
interface Answered {
	code?: string;
	params?: Record<string, string | number>;
	issues?: readonly Issue[];
}

/** What a refused form shows: every issue for its summary, and the first one of each field beside it. */
export function summaryOf(t: Translate, form: Answered | null | undefined) {
	// A refusal without issues concerns the whole form.
	const whole = form?.code ? [{ field: '', code: form.code, params: form.params }] : [];
	const issues = form?.issues?.length ? form.issues : whole;
	const summary = issues.map((issue) => ({ field: issue.field, message: issueText(t, issue) }));
	return {
		summary,
		of: (field: string) => summary.find((each) => each.field === field)?.message,
	};
}
