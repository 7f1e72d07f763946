import type { Trade } from './pattern.ts';

/** Rubber and planted forests. */
export const plantation: Trade = {
	code: 'plantation',
	setting: 'site',
	workplaces: /Lâm nghiệp|Cao su/,
	typicalBenefit: 130,
	slots: {
		stand: [
			'vườn cây cao su',
			'rừng keo lai',
			'vườn ươm',
			'rừng trồng gỗ lớn',
			'lô cây năm thứ ba',
			'vườn nhân giống',
		],
		care: [
			'phòng bệnh nấm hồng',
			'trừ cỏ',
			'bón phân',
			'phòng cháy mùa khô',
			'tỉa cành',
			'kiểm kê cây',
			'chống xói mòn',
		],
		tool: [
			'dụng cụ tự chế',
			'máy bay không người lái',
			'bản đồ số trên điện thoại',
			'xe công nông cải tiến',
			'bầu ươm tự hủy',
		],
	},
	topics: [
		{
			field: 'agriculture',
			effect: 'money',
			doing: ['{care} cho {stand}', 'làm việc {care}', 'vào đợt {care}', 'đi lô', 'chia ô'],
			flaw: ['chậm thời vụ', 'tốn công', 'làm sót lô'],
			less: ['công lao động', 'chi mỗi ha', 'phần sót phải làm lại'],
			more: ['diện tích làm kịp vụ', 'số cây tốt', 'độ đều giữa các lô'],
			title: [
				'[Sử dụng|Dùng] {tool} để {care} cho {stand}',
				'[Giảm|Bớt] công lao động khi {care} tại {stand} bằng {tool}',
				'[Cải tiến|Đổi] kỹ thuật {care} ở {stand}',
				'{tool} trên {stand}',
				'{care} theo ô',
			],
			solution: [
				'{stand} [chia|cắt] ô {2..5} ha, [ô nào|mỗi ô] [có số|một thẻ], {tool} [đi|làm] [theo lịch|từ ô xấu], [xong|hết ô] [chụp|ghi] [một dòng|ngày công].',
				'[Hai tổ|Đôi bên] [song song|cùng tuần]: [một {tool}|bên mới], [một tay|bên cũ], [cân|tính] [công, thuốc|giờ, tiền], [chênh|hơn] [mới mở|thì theo].',
				'{tool} [sửa|chỉnh] [cho hợp|vừa] [dốc {15..30} độ|hàng {3..6} mét], [nhẹ đi|bớt] {4..12} cân, [chị em|nữ] [cũng vác|dùng] được, [đồ thay|mũi, lưỡi] [mang theo|để lán].',
			],
		},
	],
};
