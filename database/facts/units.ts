import type { LocalDate } from '#platform/clock/clock.ts';
import data from './units.json' with { type: 'json' };

/**
 * Kinds of unit, from the top down.
 *
 * - `confederation` Tổng Liên đoàn, the root
 * - `provincial_federation` LĐLĐ tỉnh, thành phố · `central_industry` CĐ ngành trung ương ·
 *   `central_corporation` CĐ tập đoàn, tổng công ty directly under the root: together the top-level units
 * - `district` LĐLĐ huyện, until 1/7/2025 · `commune` CĐ xã, phường, from then · `zone` CĐ các khu công nghiệp ·
 *   `sector` CĐ ngành địa phương · `corporation` CĐ tổng công ty, công ty or đại học with CĐCS below it:
 *   all directly above the grassroots
 * - `grassroots` CĐCS · `division` CĐCS thành viên, CĐ bộ phận, tổ công đoàn: a part of a CĐCS
 */
export type UnitKind =
	| 'confederation'
	| 'provincial_federation'
	| 'central_industry'
	| 'central_corporation'
	| 'district'
	| 'commune'
	| 'zone'
	| 'sector'
	| 'corporation'
	| 'grassroots'
	| 'division';

/** How a unit stands from one date to the next: in force on `from`, no longer on `to`. */
export interface FactPeriod {
	from: LocalDate;
	to: LocalDate | null;
	/** Code of the unit above; null for the root only. */
	parent: string | null;
	name: string;
	shortName?: string;
	kind: UnitKind;
	/** Code of its emulation cluster. */
	cluster: string | null;
	/** Province code of that day: of the 63 before 1/7/2025, of the 34 from then. */
	province: string | null;
}

/** A dated number of union members, with where it comes from. */
export interface FactMembers {
	asOf: LocalDate;
	members: number;
	source: string;
}

export interface FactUnit {
	/** Stable for ever, also through renames and moves; the root is `TLD`. */
	code: string;
	/** Invented for the demo, not official. */
	sample: boolean;
	/** Where the name and dates come from, when they are not simply the published ones. */
	source?: string;
	/** Without gaps, oldest first. */
	periods: FactPeriod[];
	/** The main unit that took over when it ended; null: it stands in the "ended" line. */
	successor: string | null;
	members?: FactMembers[];
}

/** Peers that are compared with each other: children of `owner`. */
export interface FactCluster {
	code: string;
	name: string;
	owner: string;
	head: string | null;
	sample: boolean;
}

/** The shipped tree, parents before children; made by make-units.ts. */
export const FACT_UNITS = data.units as FactUnit[];

/** The shipped clusters: all are samples, the published source names only their number in 2022 (twelve). */
export const FACT_CLUSTERS = data.clusters as FactCluster[];

/** The period of a unit in force on a date, or undefined when it did not stand then. */
export function periodOn(unit: FactUnit, date: LocalDate): FactPeriod | undefined {
	return unit.periods.find((period) => period.from <= date && (period.to === null || date < period.to));
}
