/** Kinds of workplaces, for what is told beside the matter itself. */
export type Setting = 'shop' | 'site' | 'school' | 'ward' | 'desk';

const GIVEN =
	'An Bình Chiến Cường Dũng Đạt Đông Hải Hiếu Hòa Hùng Huy Khánh Kiên Lâm Long Lực Nghĩa Phong Phúc Quân Quyết Sơn Tài Thái Thắng Thịnh Toàn Tuấn Tùng Việt Vinh'.split(
		' ',
	);
const GIVEN_OF_WOMEN =
	'Chi Dung Duyên Giang Hà Hạnh Hảo Hằng Hiền Hoa Huệ Hương Huyền Lan Liên Loan Mai Nga Ngân Nhung Oanh Phượng Quyên Thảo Thơm Thu Thúy Trang Tuyết Vân Xuân Yến'.split(
		' ',
	);
const named = (man: string, woman: string) => [
	...GIVEN.map((name) => `${man} ${name}`),
	...GIVEN_OF_WOMEN.map((name) => `${woman} ${name}`),
];
const MATES = named('anh', 'chị');
const TEACHERS = named('thầy', 'cô');

/**
 * Words of each kind of workplace: `who` works there, `lead`s them, in which `crew`, at which `spot`, with which
 * `mate`; in which `log` it is noted, at which `meet`ing it is talked of, who are the `neighbour`s.
 */
export const SETTINGS: Record<Setting, Record<string, string[]>> = {
	shop: {
		who: ['công nhân', 'anh chị em', 'thợ trong tổ', 'anh chị em trong tổ', 'người đứng máy'],
		lead: ['quản đốc', 'tổ trưởng', 'trưởng ca', 'phó quản đốc', 'chuyền trưởng', 'kỹ thuật trưởng'],
		crew: [
			'tổ {2..12}',
			'ca A',
			'ca B',
			'ca C',
			'nhóm {3..6} người',
			'tổ cải tiến',
			'tổ bảo trì',
			'hai tổ liền kề',
		],
		spot: [
			'khu vực số {2..9}',
			'dãy máy số {2..14}',
			'khu phía đông xưởng',
			'khu gần cửa kho',
			'khu giáp bãi hàng',
			'gian giữa',
			'dãy sát tường phía tây',
			'tầng {2..3}',
			'khu mới mở',
			'nhà xưởng cũ',
			'cụm {2..8}',
			'khu máy nhập năm {2012..2023}',
		],
		mate: MATES,
		log: [
			'sổ giao ca',
			'phiếu theo dõi ca',
			'bảng năng suất',
			'sổ chất lượng',
			'phiếu bảo dưỡng',
			'nhật ký máy',
			'bảng ghi từng giờ',
		],
		meet: [
			'buổi họp đầu ca',
			'buổi họp giao ban',
			'cuộc đối thoại quý',
			'buổi sinh hoạt tổ',
			'hội nghị người lao động',
		],
		neighbour: ['tổ bên cạnh', 'ca sau', 'xưởng bạn', 'một nhà máy cùng khu', 'tổ {3..15}', 'bên gia công'],
		day: ['ca', 'ngày', 'buổi'],
	},
	site: {
		who: ['công nhân', 'anh em', 'anh chị em trong đội', 'tổ viên', 'anh em đi hiện trường'],
		lead: ['đội trưởng', 'tổ trưởng', 'đội phó', 'cán bộ kỹ thuật', 'trưởng ca', 'nhóm trưởng'],
		crew: ['đội {2..7}', 'tổ lưu động', 'nhóm {3..6} người', 'tổ {2..9}', 'hai tổ cạnh nhau', 'tổ xung kích'],
		spot: [
			'khu vực phía bắc',
			'khu phía nam',
			'đoạn giáp ranh hai xã',
			'cụm số {2..8}',
			'địa bàn {2..5} xã ven sông',
			'vùng trũng',
			'khu gần quốc lộ',
			'điểm số {3..14}',
			'khu đông dân',
			'phần xa trụ sở nhất',
			'khu vực mới nhận bàn giao',
		],
		mate: MATES,
		log: [
			'sổ trực',
			'nhật ký hiện trường',
			'phiếu công tác',
			'sổ theo dõi của đội',
			'bảng chấm điểm tuần',
			'nhật trình',
		],
		meet: [
			'buổi giao ban',
			'buổi họp đội',
			'buổi rút kinh nghiệm',
			'buổi sinh hoạt công đoàn',
			'cuộc đối thoại quý',
		],
		neighbour: [
			'đội bạn',
			'tổ bên cạnh',
			'đội {8..14}',
			'đơn vị giáp ranh',
			'chi nhánh bên kia sông',
			'một đơn vị cùng ngành',
		],
		day: ['ca', 'ngày', 'buổi'],
	},
	school: {
		who: ['giáo viên', 'thầy cô', 'các thầy cô trong tổ', 'anh chị em giáo viên'],
		lead: ['tổ trưởng chuyên môn', 'hiệu phó', 'ban giám hiệu', 'tổ phó chuyên môn', 'trưởng nhóm'],
		crew: [
			'nhóm {3..6} thầy cô',
			'tổ chuyên môn',
			'hai thầy cô dạy cùng khối',
			'nhóm giáo viên trẻ',
			'tổ {2..4}',
		],
		spot: [
			'điểm trường chính',
			'điểm trường lẻ',
			'dãy nhà hai tầng',
			'khối sáng',
			'khối chiều',
			'lớp có sĩ số {26..45}',
			'những lớp tôi phụ trách',
			'dãy phòng cũ',
			'hai lớp đầu khối',
			'lớp cuối khối',
		],
		mate: TEACHERS,
		log: [
			'sổ theo dõi',
			'nhật ký dạy học',
			'sổ dự giờ',
			'phiếu quan sát',
			'sổ sinh hoạt tổ',
			'bảng điểm quá trình',
		],
		meet: [
			'buổi sinh hoạt tổ',
			'buổi họp hội đồng',
			'chuyên đề cấp trường',
			'buổi họp phụ huynh',
			'buổi rút kinh nghiệm giờ dạy',
		],
		neighbour: [
			'lớp bên cạnh',
			'tổ bạn',
			'một trường cùng xã',
			'trường bạn',
			'khối dưới',
			'hai lớp cùng khối',
		],
		day: ['tiết', 'buổi', 'ngày'],
	},
	ward: {
		who: ['điều dưỡng', 'nhân viên', 'anh chị em trong khoa', 'các ca trực', 'anh chị em'],
		lead: ['điều dưỡng trưởng', 'trưởng khoa', 'phó khoa', 'trưởng kíp trực', 'kỹ thuật viên trưởng'],
		crew: [
			'kíp trực số {2..5}',
			'nhóm {3..6} điều dưỡng',
			'hai kíp trực',
			'tổ quản lý chất lượng',
			'nhóm nhân viên trẻ',
		],
		spot: [
			'buồng số {2..14}',
			'khu điều trị tầng {2..5}',
			'dãy nhà phía sau',
			'khu ngoại trú',
			'khoa {20..60} giường',
			'khu vực đón tiếp',
			'các buồng cuối hành lang',
			'khu điều trị theo yêu cầu',
		],
		mate: MATES,
		log: [
			'sổ giao ban',
			'bảng kiểm',
			'sổ bàn giao ca trực',
			'phiếu quan sát',
			'sổ theo dõi của khoa',
			'phiếu báo cáo sự cố',
		],
		meet: [
			'buổi giao ban sáng',
			'buổi bình bệnh án',
			'buổi họp khoa',
			'buổi họp hội đồng người bệnh',
			'buổi sinh hoạt chuyên môn',
		],
		neighbour: [
			'khoa bên cạnh',
			'khoa bạn',
			'trạm y tế tuyến dưới',
			'một bệnh viện trong tỉnh',
			'hai khoa cùng tầng',
		],
		day: ['ca trực', 'ngày', 'buổi'],
	},
	desk: {
		who: ['nhân viên', 'anh chị em', 'các đồng nghiệp', 'cán bộ các bộ phận', 'anh chị em chuyên môn'],
		lead: [
			'trưởng phòng',
			'phó phòng',
			'người phụ trách',
			'trưởng bộ phận',
			'chủ tịch công đoàn',
			'chánh văn phòng',
		],
		crew: [
			'nhóm {3..6} người',
			'hai phòng',
			'tổ công đoàn số {2..9}',
			'một bộ phận',
			'nhóm nhân viên trẻ',
			'{2..4} đầu mối',
		],
		spot: [
			'tầng {2..5}',
			'bộ phận một cửa',
			'khu làm việc chung',
			'nhà làm việc cũ',
			'phòng phía cuối dãy',
			'cơ sở {2..3}',
			'bộ phận có {5..24} người',
			'nơi tiếp khách',
			'khu lưu trữ',
		],
		mate: MATES,
		log: ['sổ theo dõi', 'bảng việc tuần', 'bảng tổng hợp', 'sổ công văn', 'biên bản họp', 'nhật ký xử lý'],
		meet: [
			'buổi họp tuần',
			'buổi giao ban',
			'hội nghị người lao động',
			'buổi họp tổ công đoàn',
			'cuộc họp rút kinh nghiệm',
		],
		neighbour: ['phòng bên cạnh', 'chi nhánh khác', 'một đơn vị bạn', 'bộ phận khác', 'hai phòng liền kề'],
		day: ['ngày', 'buổi'],
	},
};

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
			who: ['thợ lò', 'công nhân', 'anh em', 'anh em trong tổ', 'thợ các ca'],
			lead: ['quản đốc', 'phó quản đốc ca', 'lò trưởng', 'tổ trưởng', 'cơ điện trưởng'],
			neighbour: ['tổ bên cạnh', 'ca sau', 'phân xưởng bạn', 'một mỏ cùng vùng', 'tổ {8..15}'],
		},
	],
	[
		'school',
		/Đại học|Học viện|Cao đẳng|^Khoa|Đào tạo/,
		{
			who: ['giảng viên', 'các giảng viên', 'thầy cô', 'anh chị em trong bộ môn'],
			lead: ['trưởng bộ môn', 'phó trưởng khoa', 'phó bộ môn', 'trưởng khoa'],
			crew: ['nhóm {3..6} giảng viên', 'bộ môn', 'hai giảng viên cùng học phần', 'nhóm giảng viên trẻ'],
			spot: [
				'lớp có sĩ số {48..95}',
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
			who: ['giáo viên', 'các cô', 'cô nuôi và cô dạy', 'chị em giáo viên'],
			lead: ['tổ trưởng chuyên môn', 'hiệu phó', 'ban giám hiệu', 'khối trưởng'],
			crew: ['nhóm {3..5} cô', 'hai cô cùng lớp', 'khối', 'nhóm giáo viên trẻ'],
			spot: [
				'lớp có {24..36} cháu',
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
