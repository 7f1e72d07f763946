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
