import type { CellValue, Sheet, Workbook } from '#platform/excel/workbook.ts';
import { clean } from '#platform/text/fold.ts';
import { type LegacyEncoding, mostFrequent, type Repair, repairText } from '#platform/text/repair.ts';
import type { Original } from '../schema.ts';
import type { ListRow } from './list.ts';
import type { Notice } from './recognition.ts';

/** A cell before it was read in Unicode. */
interface Recoded {
	encoding: LegacyEncoding;
	text: string;
}

/** A workbook in Unicode, and what its cells were, by sheet and by what they are now. */
export interface RecodedWorkbook {
	workbook: Workbook;
	/** Of every changed cell of a sheet, its Unicode without line breaks → what it was. */
	originals: ReadonlyMap<string, ReadonlyMap<string, Recoded>>;
	/** Changed cells of each sheet by encoding. */
	counts: ReadonlyMap<string, ReadonlyMap<LegacyEncoding, number>>;
}

/**
 * Reads every cell that is written in an old encoding or as typed keys in Unicode, headings too, so that columns,
 * units, dates and amounts are recognised as ever. Short cells follow the longer ones of their sheet.
 */
export function recodeWorkbook(workbook: Workbook): RecodedWorkbook {
	const originals = new Map<string, ReadonlyMap<string, Recoded>>();
	const counts = new Map<string, ReadonlyMap<LegacyEncoding, number>>();
	const sheets = workbook.sheets.map((sheet) => {
		const recoded = recodeSheet(sheet);
		originals.set(sheet.name, recoded.originals);
		counts.set(sheet.name, recoded.counts);
		return recoded.sheet;
	});
	return { workbook: { ...workbook, sheets }, originals, counts };
}

function recodeSheet(sheet: Sheet) {
	const originals = new Map<string, Recoded>();
	const counts = new Map<LegacyEncoding, number>();
	const main = mostFrequent(encodingsIn(sheet));
	if (!main) return { sheet, originals, counts };
	const recode = (value: CellValue): CellValue => {
		const repair = repairOf(value, main);
		if (!repair) return value;
		originals.set(keyOf(repair.unicode), { encoding: repair.encoding, text: value as string });
		counts.set(repair.encoding, (counts.get(repair.encoding) ?? 0) + 1);
		return repair.unicode;
	};
	return { sheet: { ...sheet, rows: sheet.rows.map((row) => row.map(recode)) }, originals, counts };
}

/** So many cells in an old encoding show which one a sheet is written in. */
const SAMPLE = 200;

function encodingsIn(sheet: Sheet): LegacyEncoding[] {
	const found: LegacyEncoding[] = [];
	for (const row of sheet.rows) {
		for (const value of row) {
			const encoding = repairOf(value)?.encoding;
			if (encoding) found.push(encoding);
		}
		if (found.length >= SAMPLE) break;
	}
	return found;
}

const repairOf = (value: CellValue, expected?: LegacyEncoding): Repair | null =>
	typeof value === 'string' ? repairText(value, expected) : null;

const keyOf = (text: string): string => clean(text).replace(/\s+/g, ' ');

const TEXTS = ['title', 'problem', 'solution', 'result', 'socialBenefit', 'recognisedBy'] as const;

/** What the texts of a row were; of its authors the whole cells that name them. */
export function originalsOfRow(
	{ values, raw }: ListRow,
	originals: ReadonlyMap<string, Recoded> = new Map(),
): Original[] {
	if (originals.size === 0) return [];
	const find = (field: Original['field'], text: string | null | undefined): Original[] => {
		const found = text ? originals.get(keyOf(text)) : undefined;
		return found ? [{ field, ...found }] : [];
	};
	return [
		...TEXTS.flatMap((field) => find(field, values[field])),
		...find('author', raw.author),
		...find('author', raw.coAuthors),
	];
}

const NOTICES: Readonly<Record<LegacyEncoding, { converted: string; asWritten: string }>> = {
	tcvn3: { converted: 'text_converted_tcvn3', asWritten: 'text_as_written_tcvn3' },
	vni: { converted: 'text_converted_vni', asWritten: 'text_as_written_vni' },
	telex: { converted: 'text_converted_telex', asWritten: 'text_as_written_telex' },
	vni_keys: { converted: 'text_converted_vni_keys', asWritten: 'text_as_written_vni_keys' },
};

/** How many cells of a sheet are in Unicode now, or would be: one notice for each encoding. */
export function recodingNotices(
	counts: ReadonlyMap<LegacyEncoding, number> = new Map(),
	asWritten: boolean,
): Notice[] {
	return [...counts].map(([encoding, count]) => ({
		code: NOTICES[encoding][asWritten ? 'asWritten' : 'converted'],
		params: { count },
	}));
}

/** Whether cells of a list were read in Unicode, by what its officer was told; null: all were Unicode. */
export function recodingOf(notices: readonly Pick<Notice, 'code'>[] = []): 'converted' | 'asWritten' | null {
	const told = Object.values(NOTICES).flatMap(({ converted, asWritten }) => [
		notices.some(({ code }) => code === converted) ? ('converted' as const) : null,
		notices.some(({ code }) => code === asWritten) ? ('asWritten' as const) : null,
	]);
	return told.find((each) => each !== null) ?? null;
}
