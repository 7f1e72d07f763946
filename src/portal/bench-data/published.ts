import type { LocalDate } from '#platform/clock/clock.ts';

/**
 * What was published of the programme «1 triệu sáng kiến» (docs/decisions/0020-bench-data.md says from where), as the
 * generated database has it. With another number of initiatives everything is scaled to it.
 */
export const SUBMITTED = 2_409_104;
export const APPROVED = 2_033_669;

/** Approved by group; they sum to two fewer than all approved, so two have none. */
export const APPROVED_BY_GROUP = [
	{ group: 'public_sector', approved: 955_824 },
	{ group: 'enterprise', approved: 732_120 },
	{ group: 'union_officer', approved: 345_723 },
	{ group: null, approved: 2 },
] as const;

/** Up to and with a local date, or up to an instant of it (seconds of the day), so many had been submitted. */
export interface Anchor {
	to: LocalDate;
	second?: number;
	total: number;
	/** How many times as many a day come at its end as at its beginning. */
	growth: number;
}

/**
 * 165,541 came before the campaign began on 21/4/2022, so that 531,407 came in it. In the last twenty days of phase 1
 * there were 19,850 a day. The millionth came on 3/10/2022 at 15:34.
 */
export const CURVE: readonly Anchor[] = [
	{ to: '2022-01-08', total: 23, growth: 1 },
	{ to: '2022-04-20', total: 165_541, growth: 30 },
	{ to: '2022-05-11', total: 299_948, growth: 1.6 },
	{ to: '2022-05-31', total: 696_948, growth: 2.5 },
	{ to: '2022-10-03', second: 15 * 3600 + 34 * 60, total: 1_000_000, growth: 1.4 },
	{ to: '2023-08-31', total: SUBMITTED, growth: 3.5 },
];

/** Units of which figures were published. */
export const THANH_HOA = { code: 'LDLD-38', submitted: 600_175 } as const;
/** The 36th of 82 by number submitted; the district lies in it. */
export const LANG_SON = { code: 'LDLD-20', submitted: 6_308, target: 4_100, rank: 36 } as const;
export const TRANG_DINH = { name: 'Tràng Định', submitted: 570, target: 265 } as const;
/** So many of the 82 had passed their target when the millionth came. */
export const OVER_TARGET = 59;
export const ASSIGNED = 1_000_000;

/** Đồng declared by what is approved: «over 33,000 tỷ», single ones above 500, 100 and 30 tỷ. */
export const BENEFIT = 33_057_000_000_000;
export const LARGEST = [516_000_000_000, 128_400_000_000, 34_700_000_000] as const;

/** One corporation: 0.35 % of what was approved, 27 % of all that was declared, 1,062 registered people. */
export const CORPORATION = {
	submitted: 7_612,
	approved: 7_085,
	benefit: 8_925_400_000_000,
	registrants: 1_062,
} as const;

/** Members in all: those of every workplace sum to it. */
export const MEMBERS = 11_000_000;

export const OPENED: LocalDate = '2022-01-08';
export const CLOSED: LocalDate = '2023-08-31';
