/** A document of an office in the layout of Decree 30/2020/NĐ-CP; the same model is shown as a page and a workbook. */
export interface OfficialDocument {
	language: 'vi' | 'en';
	/** Who issues it, and the office above that one. */
	issuer: { name: string; above: string | null };
	/** «CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM» and «Độc lập - Tự do - Hạnh phúc». */
	motto: readonly [country: string, motto: string];
	/** «Số:    /BC-LĐLĐ»; what is filled in by hand stays dots. */
	number: string;
	/** «Hà Nội, ngày 28 tháng 11 năm 2026». */
	placeAndDate: string;
	/** «BÁO CÁO», and what it is about. */
	title: string;
	subtitle: string;
	blocks: readonly Block[];
	signature: { role: string };
	recipients: { label: string; lines: readonly string[] };
	/** A line at the end of each page: where the figures come from, as of when. */
	source: string;
}

export type Block =
	| { kind: 'heading'; text: string }
	| { kind: 'text'; text: string }
	| TableBlock
	| ChartBlock;

export interface ChartBlock {
	kind: 'chart';
	caption: string;
	/** Made by `src/ui/charts`. */
	svg: string;
	/** What is drawn, for workbooks, which draw it themselves. */
	data: { shape: 'column' | 'line'; label: string; measure: string; points: readonly ChartPoint[] };
}

export interface ChartPoint {
	label: string;
	value: number;
}

export interface TableBlock {
	kind: 'table';
	caption: string;
	columns: readonly TableColumn[];
	rows: readonly (readonly Cell[])[];
	/** A last row of sums. */
	totals?: readonly Cell[];
	/** Said where there are no rows. */
	empty?: string;
}

export interface TableColumn {
	label: string;
	/** Right-aligned. */
	numeric?: boolean;
}

/** As it is printed, and as a number where it is one, for workbooks. */
export interface Cell {
	text: string;
	number?: number;
}
