import type { FactChoice, FactReason, Text } from './programmes.ts';

const text = (vi: string, en: string): Text => ({ vi, en });

/**
 * The three participant groups whose totals were published; the rules had five, the other two are not known.
 * `aliases` are headings and values under which lists name a choice, beside its name.
 */
export const GROUPS: FactChoice[] = [
	{
		code: 'public_sector',
		name: text(
			'Cán bộ, công chức, viên chức (cơ quan Đảng, Nhà nước, MTTQ, đoàn thể, đơn vị sự nghiệp)',
			'Officials and public employees (Party, State, mass organisations, public services)',
		),
		aliases: ['CBCCVC', 'Cán bộ, công chức, viên chức', 'Viên chức', 'Giáo viên'],
	},
	{
		code: 'enterprise',
		name: text('Công nhân lao động khu vực doanh nghiệp', 'Workers in enterprises'),
		aliases: ['CNLĐ', 'Công nhân', 'Công nhân lao động', 'Người lao động', 'Doanh nghiệp'],
	},
	{
		code: 'union_officer',
		name: text('Cán bộ công đoàn', 'Union officers'),
		aliases: ['CBCĐ', 'Cán bộ công đoàn chuyên trách'],
	},
];

/** Ours: the programme published examples of fields, not a list. */
export const FIELDS: FactChoice[] = [
	{
		code: 'technology',
		name: text('Sản phẩm, kỹ thuật, công nghệ', 'Products, engineering, technology'),
		aliases: ['Sản xuất - kỹ thuật', 'Kỹ thuật', 'Giải pháp kỹ thuật', 'Công nghệ', 'Giảng dạy - kỹ thuật'],
	},
	{
		code: 'productivity',
		name: text('Năng suất, chất lượng, tiết kiệm chi phí', 'Productivity, quality, savings'),
		aliases: ['Năng suất', 'Chất lượng', 'Tiết kiệm', 'Sản xuất'],
	},
	{
		code: 'safety',
		name: text('An toàn, vệ sinh lao động', 'Occupational safety and health'),
		aliases: ['ATVSLĐ', 'An toàn lao động'],
	},
	{
		code: 'environment',
		name: text('Bảo vệ môi trường, tiết kiệm năng lượng', 'Environment and energy saving'),
		aliases: ['Môi trường', 'Tiết kiệm năng lượng'],
	},
	{
		code: 'conditions',
		name: text('Cải thiện đời sống, điều kiện làm việc', 'Living and working conditions'),
		aliases: ['Điều kiện làm việc', 'Chăm lo đời sống', 'Công tác công đoàn'],
	},
	{
		code: 'management',
		name: text('Quản lý, cải cách hành chính, chuyển đổi số', 'Management, administration, digital work'),
		aliases: ['Quản lý hành chính', 'Quản lý', 'Cải cách hành chính', 'Chuyển đổi số', 'Tác nghiệp'],
	},
	{
		code: 'health',
		name: text('Y tế, phòng chống dịch bệnh', 'Health and epidemic control'),
		aliases: ['Y tế', 'Y tế - phòng dịch', 'Phòng chống dịch'],
	},
	{
		code: 'education',
		name: text('Giáo dục và đào tạo', 'Education and training'),
		aliases: ['Giáo dục', 'Đào tạo', 'Giảng dạy'],
	},
	{
		code: 'agriculture',
		name: text('Nông, lâm nghiệp, thủy sản', 'Agriculture, forestry, fishery'),
		aliases: ['Nông nghiệp', 'Lâm nghiệp', 'Thủy sản'],
	},
	{
		code: 'research',
		name: text('Nghiên cứu khoa học ứng dụng', 'Applied research'),
		aliases: ['Nghiên cứu khoa học', 'Ứng dụng tiến bộ kỹ thuật'],
	},
];

const reason = (kind: FactReason['kind'], code: string, vi: string, en: string): FactReason => ({
	kind,
	code,
	name: text(vi, en),
});

/** The first five rejections follow the rules of the programme and NĐ 13/2012; the rest are ours. */
export const REASONS: FactReason[] = [
	reason('reject', 'not_recognised', 'Chưa được cơ sở công nhận', 'Not recognised at the workplace'),
	reason(
		'reject',
		'outside_window',
		'Không áp dụng trong thời gian quy định',
		'Not applied within the application window',
	),
	reason(
		'reject',
		'public_order',
		'Trái trật tự công cộng hoặc đạo đức xã hội',
		'Contrary to public order or morals',
	),
	reason(
		'reject',
		'ip_protected',
		'Là đối tượng đang được bảo hộ quyền sở hữu trí tuệ',
		'Under intellectual property protection',
	),
	reason(
		'reject',
		'not_a_solution',
		'Không thuộc loại giải pháp được xét là sáng kiến',
		'Not a kind of solution that counts as an initiative',
	),
	reason('reject', 'no_benefit', 'Không chứng minh được lợi ích thiết thực', 'No practical benefit shown'),
	reason('reject', 'not_new', 'Không có tính mới trong phạm vi cơ sở', 'Not new within the workplace'),
	reason('reject', 'duplicate', 'Trùng với sáng kiến đã nộp', 'Same as an initiative already submitted'),
	reason(
		'return',
		'missing_recognition',
		'Thiếu hoặc sai thông tin công nhận',
		'Recognition missing or wrong',
	),
	reason(
		'return',
		'unclear_effect',
		'Chưa nêu rõ hiệu quả, cách tính giá trị làm lợi',
		'Effect or its sum unclear',
	),
	reason('return', 'unclear_content', 'Mô tả giải pháp chưa rõ', 'Description of the solution unclear'),
	reason('return', 'wrong_unit', 'Chọn sai đơn vị', 'Wrong unit chosen'),
	reason(
		'return',
		'wrong_group_or_field',
		'Chọn sai nhóm đối tượng hoặc lĩnh vực',
		'Wrong group or field chosen',
	),
	reason('return', 'authors', 'Tác giả hoặc tỷ lệ đóng góp chưa đúng', 'Authors or their shares not right'),
	reason('return', 'wrong_date', 'Ngày áp dụng chưa đúng', 'Applied date not right'),
	reason('revoke', 'false_declaration', 'Khai báo không trung thực', 'False declaration'),
	reason('revoke', 'copied', 'Sao chép sáng kiến của người khác', "Copied from someone else's initiative"),
	reason('revoke', 'recognition_withdrawn', 'Quyết định công nhận bị thu hồi', 'Recognition withdrawn'),
	reason('revoke', 'entered_twice', 'Nhập hai lần', 'Entered twice'),
];
