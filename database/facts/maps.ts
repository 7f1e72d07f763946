import type { LocalDate } from '#platform/clock/clock.ts';
import of34 from './maps/provinces-34.json' with { type: 'json' };
import of63 from './maps/provinces-63.json' with { type: 'json' };

/** From this date on there are 34 provinces; before, 63. */
const MERGED_ON: LocalDate = '2025-07-01';

/** Provinces as they are drawn, made by make-maps.ts; an outline is the `d` of an SVG path. */
export interface ProvinceMap {
	size: { width: number; height: number };
	/** Frames in which the archipelagos stand: `hoang_sa`, `truong_sa`. */
	insets: { name: string; x: number; y: number; width: number; height: number }[];
	/** By code of that time, ascending. */
	provinces: { code: string; name: string; d: string; at: number[] }[];
}

/** The provinces of a local date. */
export const provinceMapOn = (date: LocalDate): ProvinceMap => (date < MERGED_ON ? of63 : of34);
