import { type Content, emptyContent, LIMITS } from '../schema.ts';
import type { ListRow } from './list.ts';

/** What the officer chose for the spellings of a row, or as default where the list has no such column. */
export interface RowChoices {
	readonly unit: number | null;
	/** Codes of the programme. */
	readonly group: string;
	readonly field: string;
	/** Used where the row itself names nobody. */
	readonly recognisedBy?: string;
	/** How the authors agreed that the officer submits for them. */
	readonly consent?: string;
}

/** A row as if it had been typed into the form, so that the list meets the rules of the page. */
export function contentOf({ values }: ListRow, choices: RowChoices): Content {
	return {
		...emptyContent(),
		unit: choices.unit,
		group: choices.group,
		field: choices.field,
		title: values.title ?? '',
		problem: values.problem ?? '',
		solution: values.solution ?? '',
		result: values.result ?? '',
		benefit: benefitText(values.benefit),
		socialBenefit: values.socialBenefit ?? '',
		difference: values.difference ?? '',
		appliedOn: values.appliedOn ?? '',
		recognisedBy: values.recognisedBy ?? choices.recognisedBy ?? '',
		recognitionNumber: values.recognitionNumber ?? '',
		recognisedOn: values.recognisedOn ?? '',
		consent: choices.consent ?? '',
		authors: values.authors.map(({ name, share }, index) => ({
			name,
			share: values.sharesStated ? (share / 100).toFixed(2) : '',
			login: (index === 0 && values.authorPhone) || '',
			namePublic: false,
		})),
	};
}

const benefitText = (benefit: ListRow['values']['benefit']) =>
	benefit ? (benefit.text.length <= LIMITS.benefit ? benefit.text : String(benefit.amount)) : '';
