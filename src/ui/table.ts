/** One column of a `DataTable` over rows of `Row`. */
export interface Column<Row> {
	key: string;
	label: string;
	/** Plain content; a number is written the locale's way. Columns without it go through the `cell` snippet. */
	text?: (row: Row) => string | number | undefined;
	/** Right-aligned in tabular figures. */
	numeric?: boolean;
	/** Names the row, and carries its link. The first column unless another says so. */
	primary?: boolean;
	/** Never broken over lines: codes, dates. */
	nowrap?: boolean;
	/** Makes the heading a link that sorts. */
	sortHref?: string;
	sorted?: 'ascending' | 'descending';
}

export interface Selection<Row> {
	/** Name of the checkboxes in the form around the table; their values are row ids. */
	name: string;
	/** Name of one row's checkbox for screen readers. */
	label: (row: Row) => string;
	/** Ids ticked when the page comes. */
	chosen?: readonly string[];
	/** Why a row cannot be chosen. */
	disabledReason?: (row: Row) => string | undefined;
}

/**
 * Ids chosen in a form around a `DataTable`. Without JavaScript «select all» ticks nothing else, so it counts
 * for every choosable row that was on the page.
 */
export function chosenRows(form: FormData, name: string): string[] {
	const source = form.has(`${name}_all`) ? `${name}_shown` : name;
	return [...new Set(form.getAll(source).map(String))];
}
