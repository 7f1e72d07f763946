import { CRITERIA_MOST } from '#features/pledges/schema.ts';
import { readNumber, readRate } from '#features/targets/rules/numbers.ts';

/** A row of the form of criteria, as typed. */
export interface TypedCriterion {
	id: string;
	kind: string;
	name: string;
	most: string;
}

/** Everything that the form of a draft holds, so that nothing typed is lost. */
export interface TypedDraft {
	title: string;
	criteria: TypedCriterion[];
}

const field = (form: FormData, name: string) => String(form.get(name) ?? '').slice(0, 2000);

export function typedDraft(form: FormData): TypedDraft {
	const criteria = Array.from({ length: CRITERIA_MOST }, (_, index) => ({
		id: field(form, `criteria.${index}.id`),
		kind: field(form, `criteria.${index}.kind`),
		name: field(form, `criteria.${index}.name`),
		most: field(form, `criteria.${index}.most`),
	}));
	return { title: field(form, 'title'), criteria };
}

/** What was typed as the draft takes it: rows without a kind are left out, new ones get the next free number. */
export function draftOf({ title, criteria }: TypedDraft) {
	const rows = criteria.filter(({ kind }) => kind !== '');
	let last = Math.max(0, ...criteria.map(({ id }) => Number(id) || 0));
	return {
		title,
		criteria: rows.map(({ id, kind, name, most }) => ({
			id: Number(id) || ++last,
			kind,
			name,
			most: readNumber(most) ?? 0,
		})),
	};
}

/** Names of fields as the form has them: rows without a kind do not count for the draft. */
export function fieldOf(path: string, { criteria }: TypedDraft): string {
	const [head, index, ...rest] = path.split('.');
	if (head !== 'criteria' || index === undefined) return path;
	const places = criteria.flatMap(({ kind }, place) => (kind === '' ? [] : [place]));
	return [head, places[Number(index)] ?? 0, ...rest].join('.');
}

/** A pledged number as typed: whole, or with one decimal for what is told in tenths. */
export const pledgedOf = (kind: string, text: string): number | null =>
	kind === 'per_thousand' || kind === 'attainment' ? readRate(text) : readNumber(text);
