import type { Names } from '#features/programmes/schema.ts';
import type { Locale } from '#platform/i18n/translate.ts';
import type { Option } from '#ui/option.ts';
import type { SubmissionKind } from '../schema.ts';

/** What the parts of the form need of the programme and the draft. */
export interface FormFacts {
	kind: SubmissionKind;
	/** Code of the returned initiative that is being mended, or null. */
	mends: string | null;
	groups: readonly { code: string; name: Names }[];
	fields: readonly { code: string; name: Names }[];
	/** Local dates between which the initiative must have been applied. */
	application: { from: string; to: string };
	requiredFields: readonly string[];
}

/** The error beside a field, if it has one. */
export type ErrorOf = (field: string) => string | undefined;

export const choices = (list: FormFacts['groups'], locale: Locale): Option[] =>
	list.map(({ code, name }) => ({ id: code, label: name[locale] }));
