import { createRandom } from '#database/demo/random.ts';
import { ROOT_CODE, UNIT_KINDS, type UnitRow } from '#features/units/schema.ts';

/** Units on each level below the root; the seventh holds parts of the largest grassroots units. */
export const LEVELS = [82, 700, 3_000, 12_000, 60_000, 54_217];
const LONG_AGO = '2015-01-01';

/** Words of names: enough that a name has namesakes and a search has something to rank. */
export const WORDS =
	'may dệt thép xi măng điện lực nước sạch giày da thủy sản gỗ cao su chè cà phê bệnh viện trường tiểu học mầm non trung học cơ sở phường xã Hòa Bình Tân Phú Thanh Hà Minh Long An Đông Nam Bắc Giang Việt Đức Quang Trung Lê Lợi'.split(
		' ',
	);

/** 130,000 units, seven levels deep; those of level n are called `Ln-0` and so on. */
export function makeTree(): UnitRow[] {
	const random = createRandom(1);
	const name = () => Array.from({ length: random.int(3, 6) }, () => random.pick(WORDS)).join(' ');
	const row = (code: string, parent: string | null, kind: UnitRow['kind'], title: string): UnitRow => ({
		code,
		parent,
		kind,
		name: title,
		from: LONG_AGO,
		cluster: null,
	});
	const rows = [row(ROOT_CODE, null, 'confederation', 'Tổng Liên đoàn Lao động Việt Nam')];
	for (const [index, size] of LEVELS.entries()) {
		const above = index === 0 ? [ROOT_CODE] : codes(index);
		const kind = UNIT_KINDS[[1, 4, 5, 8, 9, 10][index]!]!;
		for (const code of codes(index + 1).slice(0, size))
			rows.push(row(code, random.pick(above), kind, `Công đoàn cơ sở ${name()}`));
	}
	return rows;
}

function codes(level: number): string[] {
	return Array.from({ length: LEVELS[level - 1]! }, (_, index) => `L${level}-${index}`);
}
