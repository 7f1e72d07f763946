import type { Trade } from './pattern.ts';

/** Sewing. */
export const garment: Trade = {
	code: 'garment',
	workplaces: /\b(May|Cắt)\b|Hoàn thiện/,
	typicalBenefit: 70,
	slots: {
		part: [
			'nẹp áo sơ mi',
			'cổ đức',
			'túi hộp',
			'cạp quần âu',
			'măng sét',
			'khóa quần',
			'vai áo khoác',
			'đỉa quần',
			'lai áo thun',
			'mũ áo gió',
			'túi cơi',
			'xẻ tà váy',
			'bo tay áo nỉ',
			'dây luồn gấu',
		],
		machine: [
			'một kim điện tử',
			'hai kim',
			'vắt sổ 5 chỉ',
			'kansai',
			'đính bọ',
			'thùa khuyết',
			'trần đè',
			'lập trình',
			'cuốn ống',
		],
		goods: [
			'áo jacket 3 lớp',
			'quần thể thao',
			'áo polo',
			'đồ bảo hộ lao động',
			'áo sơ mi nam',
			'quần kaki',
			'váy đầm',
			'áo phao trẻ em',
		],
		fabric: ['vải co giãn', 'vải chống thấm', 'vải nỉ', 'vải kaki dày', 'vải dệt kim mỏng', 'da tổng hợp'],
		tool: ['cữ gá', 'chân vịt phụ trợ', 'dưỡng nhựa', 'bàn đỡ', 'ke cữ tự lựa'],
		waste: ['chỉ thừa', 'đầu tấm', 'vải vụn', 'lõi giấy', 'mếch dựng'],
	},
	topics: [
		{
			field: 'technology',
			effect: 'money',
			title: [
				'Cải tiến {tool} may {part} trên máy {machine}',
				'Thiết kế {tool} dùng cho công đoạn may {part}, mã hàng {goods}',
				'Chế tạo {tool} may {part} không cần lấy dấu',
			],
			problem: [
				'Công đoạn may {part} của mã hàng {goods} phải lấy dấu bằng phấn rồi may theo đường dấu. Thợ mới khó giữ đều đường may, tỷ lệ phải tháo sửa có ngày lên {6..14} %, chuyền thường ứ hàng ở vị trí này.',
				'Khi may {part} trên máy {machine}, công nhân vừa giữ cho mép vải thẳng vừa đạp máy nên mỏi tay, mỗi sản phẩm mất {38..75} giây và thông số hay lệch {2..4} mm.',
			],
			solution: [
				'Tổ kỹ thuật đo lại thông số, cắt {tool} bằng mica {2..4} mm, bắt vào mặt nguyệt bằng hai vít có rãnh trượt để chỉnh theo cỡ. Người may chỉ cần đặt mép vải sát cữ, không phải lấy dấu. Làm thử trên một chuyền trong {5..12} ngày rồi nhân ra các chuyền còn lại.',
				'Dùng thép lá tận dụng uốn thành {tool} có lò xo lá ép nhẹ, gắn bản lề để lật ra khi thay suốt. Thân cữ khắc vạch theo cỡ nên đổi mã hàng chỉ mất {3..8} phút.',
			],
			result: [
				'Thời gian may {part} giảm từ {45..70} xuống còn {22..38} giây, hàng sửa còn dưới {1..3} %. Công nhân mới vào nghề làm được ngay sau nửa buổi hướng dẫn.',
				'Chuyền tăng được {25..80} sản phẩm một ca, bớt một vị trí lấy dấu; đường may đều nên kiểm hàng cuối chuyền nhanh hơn.',
			],
		},
		{
			field: 'productivity',
			effect: 'money',
			title: [
				'Sắp xếp lại chuyền may {goods} theo cụm để giảm hàng chờ',
				'Cân bằng lại nhịp chuyền khi may {part} của {goods}',
				'Giảm thời gian chuyển đổi mã hàng {goods} trên chuyền may',
			],
			rows: [0, 0, 1],
			problem: [
				'Khi vào mã {goods}, cụm {part} chậm hơn các cụm khác nên bán thành phẩm dồn lại, trong khi cuối chuyền thiếu hàng.',
				'Mỗi lần đổi sang mã {goods}, chuyền mất gần {1..2} ngày mới đạt năng suất, vì máy, cữ và chỉ chỉ được chuẩn bị sau khi đã dừng mã cũ.',
			],
			solution: [
				'Bấm giờ từng công đoạn, chia lại việc cho {18..32} vị trí, kê hai máy {machine} cạnh cụm {part} và đặt giá hàng chờ tối đa {10..20} sản phẩm. Bảng theo dõi từng giờ treo đầu chuyền.',
				'Chuẩn bị trước máy, cữ và chỉ của mã sau trên một xe đẩy từ hôm trước; lập phiếu kiểm {9..15} việc cho tổ kỹ thuật và tổ trưởng ký trước giờ vào mã.',
			],
			result: [
				'Năng suất chuyền tăng {8..17} %, hàng chờ giảm hơn một nửa, công nhân bớt được {20..45} phút làm thêm mỗi ngày.',
				'Thời gian vào mã còn {3..5} giờ, sản lượng ngày đầu đạt {60..80} % định mức.',
			],
		},
		{
			field: 'productivity',
			effect: 'money',
			title: [
				'Tận dụng {waste} trong khâu cắt {fabric} để làm phụ kiện {goods}',
				'Giảm tiêu hao {waste} khi trải cắt {fabric}',
				'Thu gom, phân loại {waste} tại bàn cắt {fabric}',
			],
			rows: [0, 1, 0],
			problem: [
				'Mỗi tháng xưởng bỏ đi {120..480} kg {waste}. Một phần còn dùng được nhưng để lẫn nên phải bán phế liệu với giá rất thấp.',
				'Sơ đồ cắt {fabric} chừa đầu bàn {3..5} cm theo định mức cũ, trong khi máy trải hiện nay cho phép chừa ít hơn.',
			],
			solution: [
				'Đặt ba thùng phân loại ngay cạnh bàn cắt, quy định kích thước tối thiểu giữ lại, giao tổ phụ cắt các chi tiết nhỏ như lót túi, dây treo từ {waste}.',
				'Thử lại độ co của {fabric}, hạ mức chừa đầu bàn còn {1..2} cm, ghép chi tiết nhỏ vào khoảng trống của sơ đồ và ghi lượng {waste} theo từng bàn cắt.',
			],
			result: [
				'Lượng {waste} phải bỏ giảm {30..55} %, mua ít hơn {200..900} mét vải phụ mỗi tháng.',
				'Định mức vải giảm {1..3} %, khu vực cắt gọn hơn, không còn cảnh {waste} vương trên lối đi.',
			],
		},
		{
			field: 'safety',
			effect: 'either',
			title: [
				'Lắp chắn kim và cảm biến dừng cho máy {machine}',
				'Xe đẩy cuộn {fabric} thay cho khuân vác bằng tay',
			],
			rows: [0, 1],
			problem: [
				'Máy {machine} khi thay kim hay bị chạm bàn đạp, năm trước có {2..5} trường hợp kim đâm vào ngón tay. Một số máy cũ không còn chắn kim.',
				'Người giao nhận phải vác cuộn {fabric} nặng {25..40} kg từ kho lên xưởng, mỗi ca vài chục lượt, nhiều người đau lưng.',
			],
			solution: [
				'Cắt chắn kim bằng nhựa trong, gắn công tắc từ để máy tự ngắt khi mở chắn; làm lần lượt trong giờ bảo dưỡng nên không phải dừng chuyền.',
				'Hàn khung xe từ sắt hộp thanh lý, lòng máng lót gỗ, có phanh chân và tay đẩy cao ngang thắt lưng; kẻ vạch đường đi riêng cho xe.',
			],
			result: [
				'Từ khi áp dụng chưa xảy ra trường hợp nào bị kim đâm; công nhân yên tâm hơn khi thay kim, thay suốt.',
				'Một người làm được việc của hai người trước đây, không phải mang vác; tổ giao nhận giảm hẳn số ngày nghỉ vì đau lưng.',
			],
		},
		{
			field: 'productivity',
			effect: 'either',
			title: [
				'Bảng lỗi bằng hình ảnh giúp giảm hàng sửa khi may {part}',
				'Kiểm hàng ngay trên chuyền đối với {part} của {goods}',
				'Bộ mẫu chuẩn đối chiếu chất lượng may {part} trên {fabric}',
			],
			rows: [0, 0, 1],
			problem: [
				'Lỗi ở {part} chỉ phát hiện khi kiểm cuối chuyền, lúc đó đã có cả lô sai giống nhau. Mô tả lỗi bằng chữ nên mỗi người hiểu một cách.',
			],
			solution: [
				'Chụp lại {8..16} lỗi thường gặp, in kèm mẫu đạt, treo ngang tầm mắt ở từng vị trí. Cứ {10..20} sản phẩm thì người ở công đoạn sau kiểm cho công đoạn trước và đánh dấu lên thẻ màu.',
				'Làm bộ mẫu thật gồm một mẫu đạt và ba mẫu lỗi của {part}, đóng trong hộp nhựa đặt đầu chuyền; đầu ca tổ trưởng dành {5..10} phút nhắc lại lỗi của hôm trước.',
			],
			result: [
				'Tỷ lệ hàng sửa giảm từ {7..12} % còn {2..4} %, khách hàng không còn trả lô nào vì lỗi {part} trong {3..6} tháng.',
			],
		},
	],
};

/** Spinning mills. */
export const spinning: Trade = {
	code: 'spinning',
	workplaces: /Sợi|Bông chải|Đánh ống|Dệt/,
	typicalBenefit: 160,
	slots: {
		machine: [
			'máy chải thô',
			'máy ghép',
			'máy sợi con',
			'máy đánh ống',
			'máy cung bông',
			'máy sợi thô',
			'máy xe',
		],
		yarn: ['sợi CVC 30', 'sợi cotton chải kỹ', 'sợi TCD 45', 'sợi visco', 'sợi tái chế', 'sợi polyester'],
		trouble: ['đứt sợi', 'bông bay bám', 'sai chi số', 'quấn suốt', 'nhiệt độ gian máy cao', 'hỏng con lăn'],
	},
	topics: [
		{
			field: 'productivity',
			effect: 'money',
			title: [
				'Giảm {trouble} trên {machine} khi chạy {yarn}',
				'Điều chỉnh {machine} để nâng chất lượng {yarn}',
				'Phục hồi chi tiết của {machine} thay cho mua mới, khắc phục {trouble}',
			],
			rows: [0, 0, 1],
			problem: [
				'Khi chạy {yarn}, {machine} thường bị {trouble}, hiệu suất chỉ đạt {82..89} %, công nhân phải đi tua liên tục.',
				'{machine} đã dùng trên {9..16} năm; {trouble} làm bông hồi và sợi phế tăng theo từng tháng.',
			],
			solution: [
				'Theo dõi {trouble} theo từng cọc trong {10..20} ngày, thay con lăn mòn, chỉnh cự ly kéo dài và độ ẩm gian máy; ghi lại thông số chuẩn cho từng loại sợi.',
				'Tự gia công chi tiết mòn bằng vật liệu trong nước, lắp thử trên {2..4} {machine} rồi đo lại độ đều trước khi làm đồng loạt.',
			],
			result: [
				'{trouble} giảm {35..65} %, hiệu suất {machine} lên {91..95} %, phế giảm {6..18} phần nghìn.',
				'Chi phí phụ tùng giảm {30..55} %, chất lượng {yarn} ổn định, khách hàng không khiếu nại trong {3..8} tháng.',
			],
		},
		{
			field: 'environment',
			effect: 'either',
			title: [
				'Hút bông bay tại {machine} để cải thiện môi trường làm việc',
				'Tiết kiệm điện cho {machine} bằng cách chỉnh quạt hút theo tải',
			],
			problem: [
				'Bông bay quanh {machine} bám vào sợi và vào mắt công nhân, mỗi ca phải dừng lau {2..4} lần; quạt hút chạy hết công suất cả khi máy dừng.',
			],
			solution: [
				'Lắp miệng hút dẹt sát vùng kéo dài, thêm biến tần cho quạt và cảm biến chênh áp ở lưới lọc; lịch vệ sinh treo tại máy.',
			],
			result: [
				'Bụi bông giảm {40..65} %, điện quạt hút giảm {15..30} %, công nhân dễ chịu hơn khi đứng máy.',
			],
		},
	],
};
