import type { Programme } from '#features/programmes/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Issue } from '#platform/http/refusal.ts';
import { fold } from '#platform/text/fold.ts';
import type { ListIssue } from '../excel/list.ts';
import type { Content, NewInitiative } from '../schema.ts';
import { checkDraft } from './drafts.ts';

/** A row as it was read: as if typed into the form, before what the officer chose; spellings are the list's. */
export interface ReadRow {
	/** Row number of the sheet, or line of a file of JSON lines. */
	row: number;
	content: Content;
	unit: string;
	group: string;
	field: string;
	/** Of its cells. */
	issues: ListIssue[];
}

/** What the officer chose once for a whole list. Keys are folded spellings. */
export interface ImportChoices {
	units: Record<string, number>;
	/** Codes of the programme, '' for «none of them». */
	groups: Record<string, string>;
	fields: Record<string, string>;
	/** What stands where the list says nothing. */
	unit: number | null;
	group: string;
	field: string;
	recognisedBy: string;
	recognitionNumber: string;
	recognisedOn: string;
	/** How the authors agreed; recorded for every row. */
	consent: string;
}

export const noChoices = (): ImportChoices => ({
	units: {},
	groups: {},
	fields: {},
	unit: null,
	group: '',
	field: '',
	recognisedBy: '',
	recognitionNumber: '',
	recognisedOn: '',
	consent: '',
});

/** Planned, and once the import is done what became of the row. */
export const OUTCOMES = ['submitted', 'draft', 'present', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What the rules say of a row: `missing` makes it a draft, `error` keeps it out, `note` only tells. */
export interface Verdict extends Issue {
	severity: 'error' | 'missing' | 'note';
}

export interface JudgedRow {
	row: number;
	content: Content;
	outcome: Outcome;
	verdict: Verdict[];
	/** When it may be submitted. */
	initiative: NewInitiative | null;
}

/** What was chosen for a spelling, folded; a cell may say «constructor», which every object has without being given it. */
export const choiceOf = <T>(chosen: Readonly<Record<string, T>>, folded: string): T | undefined =>
	Object.hasOwn(chosen, folded) ? chosen[folded] : undefined;

/** The row with everything the officer chose for it. */
export function withChoices(read: ReadRow, choices: ImportChoices): Content {
	const { content } = read;
	const chosen = <T>(spelling: string, map: Record<string, T>, otherwise: T): T | undefined =>
		spelling === '' ? otherwise : choiceOf(map, fold(spelling));
	const decided = content.recognitionNumber !== '' || content.recognisedOn !== '';
	return {
		...content,
		unit: chosen(read.unit, choices.units, choices.unit) ?? null,
		group: chosen(read.group, choices.groups, choices.group) ?? '',
		field: chosen(read.field, choices.fields, choices.field) ?? '',
		recognisedBy: content.recognisedBy || choices.recognisedBy,
		// Half of one decision and half of another would be neither
		recognitionNumber: decided ? content.recognitionNumber : choices.recognitionNumber,
		recognisedOn: decided ? content.recognisedOn : choices.recognisedOn,
		consent: content.consent || choices.consent,
	};
}

/** Columns under which the inputs of the form stand in a list, where the names differ. */
const COLUMN_OF: Record<string, string> = { 'authors.0.name': 'author', benefit: 'benefit' };
const columnOf = (field: string) => COLUMN_OF[field] ?? (field.startsWith('authors.') ? 'author' : field);

/**
 * What a row amounts to under the rules of the form. Errors of its cells count first: what could not be read
 * is not said to be missing as well.
 * @param known what only the database knows: authors' accounts by login, units that may be submitted for
 */
export function judgeRow(
	programme: Programme,
	read: ReadRow,
	choices: ImportChoices,
	actorId: number,
	today: LocalDate,
	known: { accounts: ReadonlyMap<string, number>; units: ReadonlySet<number> },
): JudgedRow {
	const content = withChoices(read, choices);
	// Of a line that is no initiative nothing more can be said
	if (read.issues.some(({ code }) => code === 'import_line_invalid'))
		return { row: read.row, content, outcome: 'refused', verdict: [], initiative: null };
	const { missing, issues, initiative } = checkDraft(
		programme,
		{ kind: 'import', content, initiativeId: null },
		actorId,
		today,
		known.accounts,
	);
	const unread = new Set<string>(
		read.issues.filter(({ severity }) => severity === 'error').map(({ column }) => column),
	);
	const verdict: Verdict[] = issues.map((issue) => ({ ...issue, severity: 'error' }));
	for (const issue of missing) {
		if (unread.has(columnOf(issue.field))) continue;
		if (issue.field === 'unit') verdict.push({ ...unitNeeded(read), severity: 'error' });
		else verdict.push({ ...unmatched(read, issue), severity: 'missing' });
	}
	if (content.unit !== null && !known.units.has(content.unit))
		verdict.push({ field: 'unit', code: 'import_unit_closed', severity: 'error' });
	const wrong = unread.size > 0 || verdict.some(({ severity }) => severity === 'error');
	const outcome = wrong ? 'refused' : initiative ? 'submitted' : 'draft';
	return {
		row: read.row,
		content,
		outcome,
		verdict,
		initiative: outcome === 'submitted' ? initiative : null,
	};
}

/** A draft without a unit would be nobody's, so a row needs one. */
const unitNeeded = ({ unit }: ReadRow): Issue =>
	unit === ''
		? { field: 'unit', code: 'missing_unit' }
		: { field: 'unit', code: 'import_unit_unmatched', params: { text: unit } };

/** A group or field that is written, but is none of the programme's, is another thing to mend than an empty one. */
function unmatched(read: ReadRow, issue: Issue): Issue {
	if (issue.field === 'group' && read.group !== '')
		return { ...issue, code: 'import_group_unmatched', params: { text: read.group } };
	if (issue.field === 'field' && read.field !== '')
		return { ...issue, code: 'import_field_unmatched', params: { text: read.field } };
	return issue;
}

/** The row above that it equals, as a note; such a row is left out. */
export const twinOf = (row: number): Verdict => ({
	field: '',
	code: 'import_twin',
	params: { row },
	severity: 'note',
});

/**
 * Codes of a programme's choices by the spellings of a list, for those whose folded name or code is the same in
 * either language.
 */
export function matchChoices(
	spellings: readonly string[],
	choices: Programme['groups'],
): Record<string, string> {
	const byName = new Map(
		choices.flatMap(({ code, name }) => [code, name.vi, name.en].map((text) => [fold(text), code] as const)),
	);
	return Object.fromEntries(
		spellings.map(fold).flatMap((text) => {
			const code = byName.get(text);
			return code === undefined ? [] : [[text, code] as const];
		}),
	);
}

/** Name of the job that enters a list. */
export const RUN_IMPORT = 'run_import';

/** Days after its last change that a list is kept for correcting it and giving it back with messages. */
export const KEPT_DAYS = 30;

/** A list of more rows is not compared before it is entered: these take two minutes. */
export const PREVIEW_MOST = 10_000;
