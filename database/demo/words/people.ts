import type { Random } from '../random.ts';

/** Common family names with rough weights, from general knowledge; a few of Tày and Nùng families. */
const FAMILIES: [string, number][] = [
	['Nguyễn', 34],
	['Trần', 11],
	['Lê', 10],
	['Phạm', 7],
	['Hoàng', 5],
	['Vũ', 4],
	['Phan', 4],
	['Đặng', 3],
	['Bùi', 3],
	['Đỗ', 3],
	['Ngô', 2],
	['Dương', 2],
	['Đinh', 2],
	['Trịnh', 2],
	['Lương', 1],
	['Hà', 1],
	['Mai', 1],
	['Cao', 1],
	['Tạ', 1],
	['Nông', 1],
	['Lý', 1],
	['Vi', 0.5],
	['Hứa', 0.5],
];
const words = (text: string) => text.split(' ');
const MEN = {
	middle: words('Văn Văn Văn Đức Quang Minh Hữu Đình Xuân Thành Công Trọng Ngọc Duy Mạnh Viết Bá Tiến'),
	given: words(
		'An Bình Chiến Công Cường Dũng Duy Đạt Đông Hà Hải Hiếu Hòa Hoàn Hùng Huy Khang Khánh Kiên Lâm Linh Long Lực Nam Nghĩa Phong Phúc Phương Quân Quyết Sơn Tài Tâm Thái Thắng Thịnh Toàn Trung Trường Tuấn Tùng Việt Vinh',
	),
};
const WOMEN = {
	middle: words('Thị Thị Thị Thị Thu Ngọc Thanh Hồng Minh Phương Kim Bích Thùy Mai Quỳnh Khánh'),
	given: words(
		'An Anh Châm Chi Dung Duyên Giang Hà Hạnh Hảo Hằng Hiền Hoa Hòa Huệ Hương Huyền Lan Liên Linh Loan Ly Mai My Nga Ngân Ngọc Nhung Oanh Phượng Quyên Tâm Thảo Thơm Thu Thúy Thủy Trang Trâm Tuyết Vân Xuân Yến',
	),
};

/** A made-up name: family, middle, given. Any likeness to a living person is by chance. */
export function personName(random: Random): string {
	const { middle, given } = random.chance(0.5) ? MEN : WOMEN;
	const family = random.weighted(FAMILIES);
	for (;;) {
		const [first, last] = [random.pick(middle), random.pick(given)];
		if (first !== last && first !== family && last !== family) return `${family} ${first} ${last}`;
	}
}
