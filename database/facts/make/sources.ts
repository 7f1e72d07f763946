import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** A top-level unit of 2022 as units/trade_union_units.json lists it. */
export interface TopUnit {
	id: string;
	name: string;
	kind: 'provincial_federation' | 'central_industry' | 'central_corporation';
	province_code_63?: string;
	/** Name after 1/7/2025 with «CĐ» for «Công đoàn», `same`, or null: ended without successor. */
	after_2025?: string | null;
	confidence?: 'A' | 'B';
}

export interface OldProvince {
	old_code: string;
	old_name: string;
	new_code: string;
	new_name: string;
	wards: number;
}

/** A commune of before 1/7/2025 and the one it became part of. */
export interface WardMove {
	provinceCode: string;
	districtCode: string;
	district: string;
	newWardCode: string;
	newWard: string;
}

/** What the shipped tree is derived from: the folders `admin` and `units` of the project's collected data. */
export interface Sources {
	top: TopUnit[];
	provinces: OldProvince[];
	wards: WardMove[];
	/** Population of each of the 34 provinces, by folded name, from the public merger list. */
	population: { name: string; people: number }[];
}

const table = <T>(path: string) => parse(readFileSync(path), { columns: true }) as T[];

export function readSources(folder: string): Sources {
	const json = (path: string) => JSON.parse(readFileSync(`${folder}/${path}`, 'utf8'));
	const wards = table<WardMove>(`${folder}/admin/map_ward_old63_to_new34_vietnamadminunits.csv`);
	const merged = table<{ tentinh: string; dansonguoi: string }>(
		`${folder}/admin/sapnhap_provinces_2025-07-17.csv`,
	);
	return {
		top: json('units/trade_union_units.json').units_82,
		provinces: json('admin/province_63_to_34.json'),
		wards: wards.map((row) => ({ ...row, provinceCode: row.provinceCode.padStart(2, '0') })),
		population: merged.map((row) => ({
			name: row.tentinh,
			people: Number(row.dansonguoi.replaceAll('.', '')),
		})),
	};
}
