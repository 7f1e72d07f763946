import type { Trade } from './pattern.ts';

/** Farm produce, plant breeding, cooperatives, food. */
export const agriculture: Trade = {
	code: 'agriculture',
	workplaces: /nông sản|Nông nghiệp|cây trồng|Thực phẩm/,
	typicalBenefit: 95,
	slots: {
		crop: [
			'vải thiều',
			'chè xanh',
			'bưởi',
			'na dai',
			'rau ăn lá',
			'nấm rơm',
			'dứa',
			'khoai tây',
			'ngô ngọt',
			'lạc',
			'hồng không hạt',
			'măng',
		],
		work: ['sấy', 'phân loại', 'thu gom', 'bảo quản lạnh', 'đóng gói', 'sơ chế', 'vận chuyển'],
		tool: [
			'máy tự chế',
			'băng chuyền con lăn',
			'xe đẩy khay nhiều tầng',
			'buồng kín điều khiển tự động',
			'dây chuyền nhỏ tháo rời',
		],
		byproduct: ['vỏ quả', 'bã chè', 'rơm rạ', 'mùn cưa', 'lõi ngô', 'lá già'],
	},
	topics: [
		{
			field: 'agriculture',
			effect: 'money',
			title: [
				'Cải tiến {tool} trong khâu {work} {crop}',
				'Quy trình {work} {crop} giảm hao hụt sau thu hoạch',
				'Ứng dụng {tool} để {work} {crop}',
			],
			rows: [0, 1, 0],
			problem: [
				'Khâu {work} {crop} làm tay, vào vụ phải thuê thêm {10..35} người mà vẫn chậm, hao hụt {8..18} %.',
				'Chất lượng {crop} không đều giữa các lô vì {work} theo kinh nghiệm, khách hàng ép giá.',
			],
			solution: [
				'Làm {tool} công suất {200..900} kg một giờ, điều chỉnh tốc độ theo độ ẩm đo tại chỗ; khung tháo rời để chuyển giữa các điểm thu mua.',
				'Viết quy trình {work} {7..11} bước, ghi nhiệt độ, thời gian từng mẻ; đối chứng hai lô cùng giống trước khi áp dụng rộng.',
			],
			result: [
				'Hao hụt còn {3..6} %, công lao động giảm {35..60} %, giá bán {crop} tăng {4..12} %.',
				'Chất lượng {crop} đồng đều, đơn vị ký được hợp đồng bao tiêu {20..160} tấn.',
			],
		},
		{
			field: 'environment',
			effect: 'either',
			title: [
				'Tận dụng {byproduct} làm phân bón cho {crop}',
				'Dùng {byproduct} thay một phần nhiên liệu khi {work} {crop}',
				'Xử lý {byproduct} bằng chế phẩm vi sinh tại chỗ',
			],
			rows: [0, 1, 0],
			problem: [
				'Mỗi vụ thải ra {15..120} tấn {byproduct}, đốt thì khói, để thì hôi, dân xung quanh phản ánh.',
			],
			solution: [
				'Ủ {byproduct} với chế phẩm vi sinh trong {25..45} ngày, đảo hai lần, kiểm tra nhiệt độ đống ủ; bón thử {1..3} ha {crop} có đối chứng.',
				'Ép {byproduct} thành viên, trộn {30..50} % với nhiên liệu cũ cho lò {work}; đo khói trước và sau khi thay.',
			],
			result: [
				'Giảm {20..40} % lượng phân hóa học mua ngoài, không còn khói đốt đồng; đất tơi hơn sau hai vụ.',
				'Tiết kiệm {18..35} % tiền nhiên liệu, không phải thuê chở {byproduct} đi đổ.',
			],
		},
		{
			field: 'research',
			effect: 'either',
			title: [
				'Thử nghiệm quy trình chăm sóc {crop} trong điều kiện rét hại',
				'Tuyển chọn dòng {crop} phù hợp đất đồi dốc',
				'Ghi nhật ký điện tử truy xuất nguồn gốc {crop}',
			],
			rows: [0, 0, 1],
			problem: [
				'{crop} của vùng cho năng suất thất thường, gặp rét hoặc hạn thì giảm {15..35} %; chưa có số liệu theo dõi nhiều vụ.',
				'Người mua hỏi nguồn gốc {crop} nhưng hộ trồng chỉ ghi sổ tay, mỗi nhà một kiểu, không đối chiếu được.',
			],
			solution: [
				'Bố trí {3..6} công thức, nhắc lại ba lần, theo dõi hai vụ liền; số liệu ghi bằng điện thoại ngay tại ruộng và lưu chung.',
				'Lập mã cho từng lô, người trồng ghi ngày {work}, vật tư đã dùng; người mua quét mã xem được.',
			],
			result: [
				'Chọn được quy trình cho năng suất cao hơn đối chứng {9..24} %, đã chuyển giao cho {20..90} hộ.',
				'{crop} có mã truy xuất bán được vào siêu thị, giá cao hơn {5..15} %.',
			],
		},
	],
};

/** Rubber and planted forests. */
export const plantation: Trade = {
	code: 'plantation',
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
			title: [
				'Sử dụng {tool} để {care} cho {stand}',
				'Cải tiến kỹ thuật {care} ở {stand}',
				'Giảm công lao động khi {care} tại {stand} bằng {tool}',
			],
			problem: [
				'Việc {care} ở {stand} làm tay, mỗi ha tốn {6..18} công, đến cao điểm thiếu người, có năm chậm thời vụ {15..25} ngày.',
			],
			solution: [
				'Dùng {tool}, chia {stand} thành ô {2..5} ha, làm theo lịch và ghi kết quả từng ô; hai tổ làm thử song song cách cũ để so sánh.',
			],
			result: [
				'Công lao động giảm {30..60} %, làm kịp thời vụ, tỷ lệ cây sống và cây tốt tăng {3..9} %.',
				'Chi phí mỗi ha giảm {400..1800} nghìn đồng, người lao động đỡ nặng nhọc.',
			],
		},
	],
};

/** Road transport. */
export const transport: Trade = {
	code: 'transport',
	workplaces: /Vận tải|giao thông|Kho vận/,
	typicalBenefit: 110,
	slots: {
		vehicle: ['xe đầu kéo', 'xe tải 8 tấn', 'xe tải thùng 15 tấn', 'xe ben', 'xe bồn', 'xe đông lạnh'],
		fault: [
			'hao nhiên liệu',
			'mòn lốp không đều',
			'nóng máy khi leo dốc',
			'hỏng phanh hơi',
			'rò rỉ dầu thủy lực',
			'hỏng ắc quy',
		],
		job: [
			'xếp dỡ hàng pallet',
			'giao hàng chặng cuối',
			'bốc dỡ container',
			'vận chuyển vật liệu rời',
			'giao nhận hàng lẻ',
		],
	},
	topics: [
		{
			field: 'productivity',
			effect: 'money',
			title: [
				'Giảm {fault} cho {vehicle} bằng theo dõi hành trình',
				'Tổ chức lại {job} để tăng vòng quay {vehicle}',
				'Ghép chuyến {vehicle} hai chiều khi {job}',
			],
			rows: [0, 1, 1],
			problem: [
				'{vehicle} bị {fault}, chi phí vượt định mức {6..14} %; lái xe và đội sửa chữa mỗi bên nêu một nguyên nhân.',
				'Khi {job}, {vehicle} chờ trung bình {50..110} phút mỗi chuyến, có ngày chạy rỗng gần nửa quãng đường.',
			],
			solution: [
				'Lấy dữ liệu thiết bị giám sát của {12..48} xe, so từng cung đường, chỉ ra {3..5} thói quen lái gây hao; thưởng theo mức giảm của từng người.',
				'Hẹn giờ {job} với chủ hàng qua bảng chung, chia khung {30..45} phút, gộp các đơn cùng tuyến về một {vehicle}.',
			],
			result: [
				'Nhiên liệu giảm {5..12} %, số lần sửa chữa do {fault} giảm một nửa.',
				'Mỗi {vehicle} thêm được {3..9} chuyến một tháng, giờ chờ còn {15..30} phút.',
			],
		},
		{
			field: 'technology',
			effect: 'money',
			title: [
				'Chế tạo dụng cụ chuyên dùng sửa {fault} trên {vehicle}',
				'Cải tiến kết cấu {vehicle} phục vụ {job}',
				'Thiết bị phụ trợ cho {vehicle} khi {job}',
			],
			rows: [0, 1, 1],
			problem: [
				'Sửa {fault} trên {vehicle} phải tháo nhiều cụm liên quan, mất {5..9} giờ, dụng cụ hãng không bán lẻ.',
				'{vehicle} nguyên bản không hợp với việc {job}, mỗi chuyến mất thêm {20..50} phút chằng buộc, tháo dỡ.',
			],
			solution: [
				'Tự làm bộ vam và giá đỡ theo kích thước thực tế, thử trên {3..8} xe; vẽ hướng dẫn từng bước treo tại xưởng.',
				'Gia cố khung và thêm chốt khóa nhanh, tính lại tải và đăng kiểm cho phép trước khi đưa vào {job}.',
			],
			result: [
				'Thời gian sửa còn {2..4} giờ, không phải thuê ngoài; {vehicle} sớm trở lại làm việc.',
				'Mỗi chuyến nhanh hơn {15..40} phút, hàng ít xô lệch, người bốc dỡ đỡ nặng nhọc.',
			],
		},
		{
			field: 'safety',
			effect: 'social',
			title: [
				'Danh sách kiểm tra {vehicle} bằng hình trước khi xuất bến',
				'Cảnh báo điểm mù cho {vehicle}',
				'An toàn khi {job} vào ban đêm',
			],
			problem: [
				'Việc kiểm tra {vehicle} đầu ca còn qua loa, phiếu ký sẵn; năm trước có {2..5} va chạm nhẹ lúc lùi và lúc {job}.',
			],
			solution: [
				'Rút phiếu còn {8..12} mục có ảnh mẫu, lái xe chụp gửi về tổ an toàn; lắp gương cầu và còi lùi cho những xe còn thiếu.',
			],
			result: ['Không còn va chạm khi lùi trong {5..10} tháng; lái xe tự giác báo hỏng sớm hơn.'],
		},
	],
};
