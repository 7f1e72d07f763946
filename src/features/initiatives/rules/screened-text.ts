import type { NewInitiative } from '../schema.ts';

export const SCREENED_FIELDS = ['title', 'problem', 'solution', 'result'] as const;

export type ScreenedField = (typeof SCREENED_FIELDS)[number];
export type ScreenedFields = Pick<NewInitiative, ScreenedField>;

/** Where a field lies in the screened text, in UTF-16 units, the end exclusive. */
export interface ScreenedPart {
	field: ScreenedField;
	start: number;
	end: number;
}

/** What is compared of an initiative: what its author wrote of the matter, field after field. */
export function screenedText(initiative: ScreenedFields): { text: string; parts: ScreenedPart[] } {
	const parts: ScreenedPart[] = [];
	let text = '';
	for (const field of SCREENED_FIELDS) {
		if (text !== '') text += '\n\n';
		const start = text.length;
		text += initiative[field];
		parts.push({ field, start, end: text.length });
	}
	return { text, parts };
}
