import { fold } from '#platform/text/fold.ts';

/** Đồng per unit that a heading states, as in «Giá trị làm lợi (triệu đồng)»: 1 when it states none. */
export function scaleOfHeading(heading: string): number {
	const name = fold(heading);
	if (/\b(ty|ti) dong\b|\bdvt (ty|ti)\b/.test(name)) return 1_000_000_000;
	if (/\b(trieu|tr) (dong|d)\b|\btrieu$/.test(name)) return 1_000_000;
	return /\b(nghin|ngan|1 000) (dong|d)\b/.test(name) ? 1000 : 1;
}
