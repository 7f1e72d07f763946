import { GIVEN_OF_WOMEN, SETTINGS, type Setting } from './settings.ts';

/** Where a kind of workplace has words of its own; the first that matches. */
const OWN_WORDS: [Setting, RegExp, Record<string, string[]>][] = [
	[
		'shop',
		/\bThan\b|Khai thác|Đào lò/,
		{
			spot: [
				'khu {1..4}',
				'mức âm {50..280}',
				'vỉa {4..12}',
				'diện sản xuất phía tây',
				'diện sản xuất phía đông',
				'khu mới mở vỉa',
				'phân khu {1..3}',
				'cánh bắc',
				'cánh nam',
				'ngã ba mức âm {50..280}',
			],
			who: ['thợ lò', 'công nhân', 'anh em', 'thợ'],
			lead: ['quản đốc', 'phó quản đốc ca', 'lò trưởng', 'tổ trưởng', 'cơ điện trưởng'],
			neighbour: ['tổ bên cạnh', 'ca sau', 'phân xưởng bạn', 'một mỏ cùng vùng', 'tổ {8..15}'],
		},
	],
	[
		'school',
		/Đại học|Học viện|Cao đẳng|^Khoa|Đào tạo/,
		{
			who: ['giảng viên', 'thầy cô', 'người dạy', 'anh chị em'],
			lead: ['trưởng bộ môn', 'phó trưởng khoa', 'phó bộ môn', 'trưởng khoa'],
			crew: ['nhóm {3..6} giảng viên', 'bộ môn', 'hai giảng viên cùng học phần', 'nhóm giảng viên trẻ'],
			spot: [
				'lớp ghép hai ngành',
				'xưởng thực hành số {2..6}',
				'phòng máy tầng {2..5}',
				'các lớp khóa {15..32}',
				'giảng đường khu {2..5}',
				'phòng thí nghiệm cũ',
				'những lớp buổi tối',
			],
			neighbour: ['bộ môn bạn', 'khoa bên cạnh', 'một trường cùng ngành', 'hai lớp cùng khóa', 'khóa sau'],
			meet: ['buổi họp bộ môn', 'buổi sinh hoạt học thuật', 'hội nghị khoa', 'buổi họp chuyên môn'],
			log: [
				'sổ lên lớp',
				'nhật ký giảng dạy',
				'phiếu hỏi người học',
				'bảng điểm quá trình',
				'biên bản bộ môn',
			],
			day: ['buổi', 'ngày'],
		},
	],
	[
		'school',
		/Mầm non/,
		{
			who: ['giáo viên', 'các cô', 'chị em'],
			lead: ['tổ trưởng chuyên môn', 'hiệu phó', 'ban giám hiệu', 'khối trưởng'],
			crew: ['nhóm {3..5} cô', 'hai cô cùng lớp', 'khối', 'nhóm giáo viên trẻ'],
			spot: [
				'lớp đông cháu nhất',
				'điểm trường lẻ',
				'điểm trường chính',
				'khối nhà trẻ',
				'hai lớp đầu khối',
				'lớp ghép',
				'dãy phòng cũ',
				'lớp cạnh vườn trường',
			],
			mate: GIVEN_OF_WOMEN.map((name) => `cô ${name}`),
			log: ['nhật ký lớp', 'sổ theo dõi trẻ', 'phiếu quan sát', 'sổ sinh hoạt khối', 'sổ bé ngoan'],
			day: ['buổi', 'ngày'],
		},
	],
];

/** The words of a workplace. */
export function settingOf(kind: Setting, workplace: string): Record<string, string[]> {
	const own = OWN_WORDS.find(([of, names]) => of === kind && names.test(workplace))?.[2];
	return { ...SETTINGS[kind], ...own };
}
