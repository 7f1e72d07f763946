import { expect, test } from 'vitest';
import { MAP_SIZE } from '#features/statistics/components/charts.ts';
import { provinceMapOn } from './maps.ts';
import { FACT_UNITS, periodOn } from './units.ts';

const TIMES = [
	{ date: '2025-06-30', provinces: 63, hoangSa: '48', truongSa: '56' },
	{ date: '2025-07-01', provinces: 34, hoangSa: '48', truongSa: '56' },
];

test.each(TIMES)('on $date there are $provinces provinces, one for each provincial federation', (time) => {
	const codes = provinceMapOn(time.date).provinces.map(({ code }) => code);
	const held = FACT_UNITS.flatMap((unit) => {
		const period = periodOn(unit, time.date);
		return period?.kind === 'provincial_federation' ? [period.province] : [];
	});
	expect(codes).toHaveLength(time.provinces);
	expect(codes).toEqual([...held].sort());
});

/** Where the pieces of an outline begin. */
const pieces = (d: string) =>
	[...d.matchAll(/M(-?[\d.]+)[ ]?(-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));

test.each(TIMES)('on $date Hoàng Sa and Trường Sa are drawn, each in its frame', (time) => {
	const { insets, provinces } = provinceMapOn(time.date);
	for (const [name, code, islands] of [
		['hoang_sa', time.hoangSa, 8],
		['truong_sa', time.truongSa, 50],
	] as const) {
		const frame = insets.find((inset) => inset.name === name)!;
		const inside = pieces(provinces.find((each) => each.code === code)!.d).filter(
			({ x, y }) => x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height,
		);
		expect(inside.length, name).toBeGreaterThanOrEqual(islands);
	}
});

test.each(TIMES)('on $date everything stands inside the drawing', ({ date }) => {
	const { size, provinces } = provinceMapOn(date);
	expect(size).toEqual(MAP_SIZE);
	for (const { name, d } of provinces)
		for (const { x, y } of pieces(d))
			expect([name, x >= 0 && x <= size.width && y >= 0 && y <= size.height]).toEqual([name, true]);
});
