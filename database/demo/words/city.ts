import type { Trade } from './pattern.ts';

/** Water supply, irrigation. */
export const environment: Trade = {
	code: 'environment',
	workplaces: /Cấp nước|Thủy lợi/,
	typicalBenefit: 80,
	slots: {
		site: [
			'trạm bơm tăng áp',
			'bể lắng',
			'tuyến ống D110',
			'tuyến ống D63 khu dân cư',
			'trạm xử lý nước',
			'nhà máy nước',
			'trạm bơm cấp I',
			'bể chứa nước sạch',
			'trạm bơm đầu mối',
			'trạm bơm cấp II',
		],
		gear: ['biến tần', 'van điều áp', 'cảm biến mực nước', 'đồng hồ tổng', 'bộ điều khiển theo giờ'],
		loss: ['rò rỉ', 'tràn bể', 'thất thoát nước', 'tụt áp giờ cao điểm', 'hao điện'],
	},
	topics: [
		{
			field: 'environment',
			effect: 'money',
			title: [
				'Lắp {gear} giảm {loss} tại {site}',
				'Phân vùng, vận hành {site} theo mức tải thực tế để giảm {loss}',
				'Cải tiến {gear} khắc phục {loss} ở {site}',
			],
			rows: [0, 1, 0],
			problem: [
				'{site} thường xuyên bị {loss}, mỗi tháng phải cử người xử lý {6..18} lần, nhiều lần vào ban đêm.',
				'Thiết bị ở {site} chạy một chế độ suốt ngày đêm, trong khi nhu cầu ban đêm chỉ bằng {20..35} %; {loss} vì thế càng nặng.',
			],
			solution: [
				'Lắp {gear} kèm bộ ghi dữ liệu, đặt ngưỡng theo khung giờ; khi vượt ngưỡng thì nhắn tin cho tổ trực. Tủ điều khiển tự lắp từ vật tư trong kho.',
				'Chia {site} thành {3..6} vùng, đo lưu lượng ban đêm từng vùng để tìm chỗ {loss}, sửa theo thứ tự thiệt hại lớn nhất.',
			],
			result: [
				'{loss} giảm {35..70} %, điện tiêu thụ giảm {8..22} %, tổ trực không còn phải đi đêm thường xuyên.',
				'Tỷ lệ thất thoát toàn mạng giảm từ {18..24} % còn {11..15} %; dân cuối nguồn có nước ổn định.',
			],
		},
		{
			field: 'technology',
			effect: 'money',
			title: ['Giám sát {site} từ xa qua điện thoại', 'Châm hóa chất tự động theo lưu lượng vào nhà máy'],
			rows: [0, 1],
			problem: [
				'Muốn biết tình trạng {site} phải cử người đến tận nơi, cách trụ sở {6..22} km; có lần {loss} nhiều giờ mới phát hiện.',
			],
			solution: [
				'Dùng bộ điều khiển giá rẻ và sim dữ liệu truyền mực nước, dòng điện, trạng thái {gear} về bảng theo dõi; có phương án chạy tay khi mất sóng.',
				'Lấy tín hiệu lưu lượng điều khiển bơm định lượng, hiệu chuẩn hằng tuần bằng mẫu thử nhanh; ghi lại đường đặc tính theo mùa.',
			],
			result: [
				'Phát hiện {loss} trong vòng {5..15} phút, giảm {2..4} lượt đi lại mỗi ngày; hóa chất giảm {9..18} %.',
			],
		},
	],
};

/** Street cleaning, waste collection, parks. */
export const sanitation: Trade = {
	code: 'sanitation',
	workplaces: /Môi trường/,
	typicalBenefit: 45,
	slots: {
		site: [
			'điểm tập kết rác',
			'khu chợ đầu mối',
			'tuyến phố trung tâm',
			'ngõ hẹp khu dân cư',
			'công viên',
			'bãi chôn lấp',
			'dải phân cách',
			'khu công nghiệp',
		],
		tool: [
			'xe gom rác đẩy tay',
			'kẹp nhặt rác',
			'xe quét hút',
			'thùng rác 240 lít',
			'máy cắt cỏ',
			'xe tưới cây',
			'chổi quét hè',
		],
		trouble: [
			'rơi vãi dọc đường',
			'mùi hôi',
			'nước rỉ rác',
			'bụi khi quét',
			'ứ rác ngày lễ',
			'lá rụng bít cống',
		],
	},
	topics: [
		{
			field: 'conditions',
			effect: 'either',
			title: [
				'Cải tiến {tool} cho công nhân làm việc tại {site}',
				'Giảm trọng lượng {tool} để nữ công nhân đỡ vất vả',
				'Đổi giờ làm ở {site} để tránh nắng nóng và {trouble}',
			],
			rows: [0, 0, 1],
			problem: [
				'Công nhân ở {site} làm việc ngoài trời, {tool} nặng và khó qua gờ, cuối ca mỏi lưng; nữ công nhân chiếm {45..70} % tổ.',
			],
			solution: [
				'Thay khung sắt của {tool} bằng ống nhôm, chỉnh tay nắm theo tầm người dùng; cho hai tổ dùng thử một tháng rồi sửa theo góp ý.',
				'Khảo sát lượng rác theo giờ, chia lại {8..16} tuyến, dời ca chiều sang lúc mát, thêm điểm nghỉ có nước uống.',
			],
			result: ['Công nhân đỡ mệt, quãng đường đẩy xe giảm {15..35} %, số ngày nghỉ ốm giảm.'],
		},
		{
			field: 'environment',
			effect: 'either',
			title: ['Khắc phục {trouble} tại {site}', 'Ủ phân từ lá cây, rác hữu cơ thu gom ở {site}'],
			rows: [0, 1],
			problem: [
				'{site} thường bị {trouble}, người dân phản ánh qua đường dây nóng {4..15} lượt mỗi tháng.',
				'Mỗi ngày {site} thải ra {1..4} tấn lá và rác hữu cơ, phải chở đi chôn lấp cách {15..40} km.',
			],
			solution: [
				'Lắp nắp và gioăng cho xe gom, làm rãnh gom và hố lắng nhỏ, quy định giờ chuyển rác không trùng giờ cao điểm.',
				'Tách rác hữu cơ ngay khi gom, ủ với chế phẩm vi sinh trong {30..45} ngày, dùng bón lại cho cây xanh đô thị.',
			],
			result: [
				'{trouble} giảm rõ, số phản ánh còn {0..2} lượt mỗi tháng; {site} sạch hơn.',
				'Mỗi tháng bớt {6..28} tấn rác phải chở đi, tiết kiệm tiền mua phân bón.',
			],
		},
	],
};
