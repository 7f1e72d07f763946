/** Every table of figures that a page shows and a reader can take along; the names stand in addresses. */
export const TABLES = [
	'tong-hop',
	'giai-doan',
	'thoi-gian',
	'don-vi',
	'ban-do',
	'gia-tri',
	'hinh-thuc',
	'so-tac-gia',
	'nhom',
	'linh-vuc',
	'tinh-trang',
] as const;
export type TableName = (typeof TABLES)[number];

/**
 * What a column holds: `count` whole numbers, `permille` tenths of a percent, `tenths` a number with one decimal in
 * tenths, `dong` whole đồng as text (sums pass 2^53), `value` a number whose unit another column names.
 */
export type CellKind = 'text' | 'date' | 'count' | 'permille' | 'tenths' | 'dong' | 'value';

export interface TableColumn {
	key: string;
	label: string;
	kind: CellKind;
}

export type Cell = string | number | null;

export interface FigureRow {
	key: string;
	cells: Record<string, Cell>;
	/** The rows that its figure counts, where the portal can list them. */
	href?: string;
	/** Where figures of single columns come from, by key: rows, or the numbers of a share. */
	links?: Readonly<Record<string, string | undefined>>;
	/** A sum of rows above it, set apart. */
	sum?: boolean;
}

/** Figures as people see and take them: one table for the page, its chart, the API and each kind of file. */
export interface FigureTable {
	name: TableName;
	title: string;
	/** Definitions of what it counts, by key. */
	definitions: readonly string[];
	columns: readonly TableColumn[];
	rows: readonly FigureRow[];
	total?: Record<string, Cell>;
	/** Where figures of the total come from, by column. */
	totalLinks?: FigureRow['links'];
}

/** What units are compared by, on the map and in the table of units. */
export const COMPARED = ['count', 'attained', 'per_members', 'approved_share', 'verified'] as const;
export type Compared = (typeof COMPARED)[number];
