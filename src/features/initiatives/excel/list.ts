import type { LocalDate } from '#platform/clock/clock.ts';
import type { ListAuthor } from './authors.ts';
import type { CellIssue, ListBenefit } from './cells.ts';
import type { ListColumn } from './headings.ts';
import type { Notice } from './recognition.ts';
import type { RowKind } from './row-kinds.ts';

/** One thing to mend, where the officer finds it. */
export interface ListIssue extends CellIssue {
	/** Row number of the sheet. */
	readonly row: number;
	/** «G», and its heading. */
	readonly letter: string;
	readonly heading: string;
	readonly column: ListColumn;
}

/** What a row says; null where it says nothing, for the programme's rules to judge. */
export interface ListValues {
	readonly title: string | null;
	readonly authors: readonly ListAuthor[];
	/** Whether the list gave the shares; equal ones are ours. */
	readonly sharesStated: boolean;
	readonly authorPhone: string | null;
	/** As spelt in the list: unit, group and field are mapped once per spelling. */
	readonly unit: string | null;
	readonly group: string | null;
	readonly field: string | null;
	readonly problem: string | null;
	readonly solution: string | null;
	readonly result: string | null;
	readonly benefit: ListBenefit | null;
	readonly socialBenefit: string | null;
	readonly difference: string | null;
	readonly appliedOn: LocalDate | null;
	readonly submittedOn: LocalDate | null;
	readonly recognisedBy: string | null;
	readonly recognitionNumber: string | null;
	readonly recognisedOn: LocalDate | null;
}

export interface ListRow {
	readonly row: number;
	readonly hidden: boolean;
	/** The cells as displayed, of known columns; never the identity number. */
	readonly raw: Readonly<Partial<Record<ListColumn, string>>>;
	readonly values: ListValues;
	readonly issues: readonly ListIssue[];
}

export interface ListReading {
	readonly rows: readonly ListRow[];
	/** Rows with content that are no initiative, for the officer to check. */
	readonly skipped: readonly { readonly row: number; readonly kind: RowKind; readonly text: string }[];
	readonly notices: readonly Notice[];
}

/** Whether a row parsed: warnings are told, but do not stop it. */
export const isSound = (row: ListRow): boolean => row.issues.every((issue) => issue.severity === 'warning');
