import type { Issue } from '#platform/http/refusal.ts';

/** A text as it is given in a line. */
export interface GivenText {
	id: string | number;
	text: string;
	/** What is screened: the title, if there is one, above the text. */
	screened: string;
}

/** What is wrong with a line; its number is known only to who counts them. */
export type LineIssue = Pick<Issue, 'code' | 'params'>;

/** Reads `{"id", "text", "title"?}`; other members are let be. */
export function readLine(line: string): GivenText | LineIssue {
	const value = parsed(line);
	if (value instanceof SyntaxError) {
		// It calls every line the first one.
		const reason = value.message.replace(/ \(line 1 column \d+\)$/, '');
		return { code: 'screen_not_json', params: { reason } };
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		return { code: 'screen_not_object' };
	const { id, text, title } = value as Record<string, unknown>;
	if (id === undefined || id === null) return { code: 'screen_id_missing' };
	if (!isId(id)) return { code: 'screen_id_wrong' };
	if (text === undefined || text === null) return { code: 'screen_text_missing' };
	if (typeof text !== 'string') return { code: 'screen_text_wrong' };
	if (title === undefined || title === null) return { id, text, screened: text };
	return typeof title === 'string'
		? { id, text, screened: `${title}\n${text}` }
		: { code: 'screen_title_wrong' };
}

/** A number that JavaScript would round is not given back as it came. */
const isId = (id: unknown): id is string | number =>
	typeof id === 'string' || (typeof id === 'number' && (!Number.isInteger(id) || Number.isSafeInteger(id)));

function parsed(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch (error) {
		return error;
	}
}
