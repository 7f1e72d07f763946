import type { Programme } from '#features/programmes/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Issue } from '#platform/http/refusal.ts';
import { tidyDate } from '#ui/date-text.ts';
import { type Content, content as contentSchema, type SubmissionKind } from '../schema.ts';
import { type Checked, checkContent } from './content.ts';

/** What of a draft decides whether it may enter review. */
export interface DraftToCheck {
	kind: SubmissionKind;
	content: Content;
	/** The returned initiative that it mends, or null. */
	initiativeId: number | null;
}

/**
 * The rules of the programme, and those of who enters it: the first author of one's own initiative is oneself;
 * for others, how they agreed must be said (personal data law 91/2025: provable consent, never default). What
 * was typed goes along with each issue, so that its sentence can quote it.
 * @param self account of the person at the keyboard
 */
export function checkDraft(
	programme: Programme,
	{ kind, content, initiativeId }: DraftToCheck,
	self: number,
	today: LocalDate,
	accounts?: ReadonlyMap<string, number>,
): Checked {
	const { missing, issues, initiative } = checkContent(programme, content, today, accounts);
	const first = initiativeId === null;
	const unasked: Issue[] =
		first && kind !== 'self' && content.consent === '' ? [{ field: 'consent', code: 'missing_consent' }] : [];
	const own = initiative && first && kind === 'self';
	return {
		missing: [...missing, ...unasked],
		issues: issues.map((issue) => ({
			...issue,
			params: { text: typedAt(content, issue.field), ...issue.params },
		})),
		initiative:
			initiative && unasked.length === 0
				? {
						...initiative,
						authors: initiative.authors.map((author, index) =>
							own && index === 0 ? { ...author, accountId: self } : author,
						),
					}
				: null,
	};
}

/** What was typed at the place that an issue names: `benefit`, `authors.1.share`. */
function typedAt(content: Content, field: string): string {
	const value = field
		.split('.')
		.reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], content);
	return typeof value === 'string' ? value.slice(0, 80) : '';
}

/** An author's row before anything is typed into it. */
export const emptyAuthor = (name = '') => ({ name, share: '', login: '', namePublic: false });

/** The hidden field that carries them; whatever else it holds is none, for nobody typed it. */
function originalsIn(text: string): unknown {
	try {
		const read = contentSchema.shape.originals.safeParse(JSON.parse(text || '[]'));
		return read.success ? read.data : [];
	} catch {
		return [];
	}
}

/**
 * Content out of the fields of a posted form (`authors.1.name`), as it was typed; `content` of the schema then
 * reads it. Rows of authors keep their order and close up.
 */
export function typedContent(form: FormData): Record<string, unknown> {
	const text = (name: string) => String(form.get(name) ?? '');
	const rows = [...form.keys()]
		.map((key) => /^authors\.(\d{1,3})\.name$/.exec(key)?.[1])
		.filter((row) => row !== undefined);
	const inputs = [...form.entries()].filter(
		([name, value]) => typeof value === 'string' && !name.includes('.'),
	);
	return {
		...Object.fromEntries(inputs),
		// As the boxes do when they are left, where JavaScript came.
		appliedOn: tidyDate(text('appliedOn')),
		recognisedOn: tidyDate(text('recognisedOn')),
		confidential: form.has('confidential'),
		originals: originalsIn(text('originals')),
		authors: rows.map((row) => ({
			name: text(`authors.${row}.name`),
			share: text(`authors.${row}.share`),
			login: text(`authors.${row}.login`),
			namePublic: form.has(`authors.${row}.namePublic`),
		})),
	};
}
