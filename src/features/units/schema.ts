import { z } from 'zod';
import { isLocalDate } from '#platform/clock/clock.ts';
import { clean } from '#platform/text/fold.ts';

/** The code of the one unit above all others: Tổng Liên đoàn Lao động Việt Nam. */
export const ROOT_CODE = 'TLD';

/** Kinds of unit, from the top down; the names on screen are in locales `units.kind_<kind>`. */
export const UNIT_KINDS = [
	'confederation',
	'provincial_federation',
	'central_industry',
	'central_corporation',
	'district',
	'commune',
	'zone',
	'sector',
	'corporation',
	'grassroots',
	'division',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const unitCode = z
	.string()
	.trim()
	.toUpperCase()
	.regex(/^[A-Z0-9][A-Z0-9._-]{0,39}$/);

/** What may be the id of a unit, PostgreSQL's `int`: asked for anything else it would fail, not find nothing. */
export const isUnitId = (id: number): boolean => Number.isInteger(id) && id > 0 && id <= 2_147_483_647;

const localDate = z.string().refine(isLocalDate, 'date');
const line = (max: number) => z.string().transform(clean).pipe(z.string().min(1).max(max));

/** A unit as a list brings it: one row, standing from a date under a parent named by code. */
export const unitRow = z.object({
	code: unitCode,
	name: line(300),
	shortName: line(100).nullish(),
	kind: z.enum(UNIT_KINDS),
	parent: unitCode.nullish(),
	from: localDate,
	to: localDate.nullish(),
	/** Code of the unit that takes over when it ends. */
	successor: unitCode.nullish(),
	cluster: z.string().max(40).nullish(),
	province: z.string().max(2).nullish(),
	members: z.number().int().min(0).max(20_000_000).nullish(),
	membersAsOf: localDate.nullish(),
	membersSource: line(200).nullish(),
});
export type UnitRow = z.infer<typeof unitRow>;

/** A unit as it stands today. */
export interface Unit {
	id: number;
	code: string;
	name: string;
	kind: UnitKind;
	parentId: number | null;
	/** Local date on which it ended, or null. */
	endedOn: string | null;
	sample: boolean;
}
