import type { Trade } from './pattern.ts';

/** Electronics and parts in industrial zones. */
export const electronics: Trade = {
	code: 'electronics',
	workplaces: /Điện tử|Linh kiện|Lắp ráp \d|Ép nhựa/,
	typicalBenefit: 140,
	slots: {
		product: [
			'bảng mạch nguồn',
			'tai nghe không dây',
			'camera điện thoại',
			'vỏ máy in',
			'bộ sạc',
			'dây dẫn ô tô',
			'loa mini',
			'màn hình cảm ứng',
			'đầu nối cáp',
		],
		step: [
			'hàn điểm',
			'dán nhãn',
			'bắn vít',
			'kiểm ngoại quan',
			'ép nhiệt',
			'tra keo',
			'đóng gói',
			'cắt ba via',
			'test chức năng',
		],
		fixture: ['đồ gá xoay', 'khay định vị', 'jig chân không', 'tay gắp phụ', 'băng tải con lăn'],
		defect: ['xước bề mặt', 'lệch nhãn', 'thiếu vít', 'bọt keo', 'ba via', 'lẫn model', 'bám bụi'],
	},
	topics: [
		{
			field: 'technology',
			effect: 'money',
			title: [
				'Chế tạo {fixture} cho công đoạn {step} {product}',
				'Cải tiến {fixture} để chống {defect} khi {step} {product}',
				'Thay thao tác cầm tay bằng {fixture} ở công đoạn {step} {product}',
			],
			problem: [
				'Công nhân giữ {product} bằng một tay trong lúc {step} nên vị trí không ổn định, lỗi {defect} chiếm {2..6} % mỗi ca và thường chỉ thấy ở bước kiểm cuối.',
				'{fixture} cũ làm bằng nhôm, mòn sau vài tháng; mỗi lần đổi model {product} phải chờ mua ngoài {2..4} tuần.',
			],
			solution: [
				'Tổ bảo trì vẽ lại {fixture}, in thử bằng nhựa 3D, chỉnh ba lần rồi mới gia công bản chính. Chốt định vị lệch về một phía nên không thể đặt ngược {product}.',
				'Dùng {fixture} có đế nam châm thay nhanh, phần tiếp xúc với {product} bọc silicon chống tĩnh điện, cảm biến báo khi đặt chưa sát.',
			],
			result: [
				'Lỗi {defect} còn dưới {1..9} phần nghìn, mỗi chu trình nhanh hơn {3..9} giây, một trạm làm thêm được {60..240} sản phẩm một ca.',
				'Thời gian đổi model còn {5..12} phút, không phải mua {fixture} của nhà cung cấp nước ngoài.',
			],
		},
		{
			field: 'productivity',
			effect: 'money',
			title: [
				'Cân bằng chuyền {step} {product} theo thời gian thao tác thực tế',
				'Rút ngắn đường đi của {product} giữa công đoạn {step} và kiểm tra',
				'Giảm hàng lỗi {defect} của {product} bằng phương pháp 5 lần hỏi tại sao',
			],
			rows: [0, 0, 1],
			problem: [
				'Sản lượng chuyền {product} chỉ đạt {80..92} % kế hoạch, công đoạn {step} luôn dồn hàng trong khi các trạm sau chờ.',
				'{product} đi qua {3..6} chặng xe đẩy trước khi được kiểm; lỗi {defect} phát hiện muộn, khó truy ngược về ca nào, máy nào.',
			],
			solution: [
				'Quay phim thao tác, tách việc chuẩn bị ra khỏi trạm {step}, kê lại bàn theo hình chữ U và đặt đèn báo khi hàng chờ quá {8..15} cái.',
				'Lập biểu đồ lỗi theo giờ, tìm nguyên nhân gốc của {defect} cùng người đứng máy, sửa quy trình chuẩn và dạy lại cho {30..120} công nhân ngay tại chuyền.',
			],
			result: [
				'Sản lượng tăng {6..15} % mà không thêm người, diện tích chuyền thu lại được {12..40} m².',
				'Số lỗi {defect} giảm {45..80} % sau {2..4} tháng, chi phí làm lại giảm rõ.',
			],
		},
		{
			field: 'safety',
			effect: 'either',
			title: [
				'Lắp rèm quang an toàn cho máy {step} {product}',
				'Ghế tựa điều chỉnh cho vị trí {step} {product}',
			],
			rows: [0, 1],
			problem: [
				'Ở công đoạn {step}, công nhân phải đưa tay gần vùng máy chạy, hai năm qua có {1..3} vụ dập ngón tay nhẹ. Bảo vệ cơ khí cũ làm chậm thao tác nên hay bị tháo ra.',
				'Công nhân {step} đứng suốt ca, cuối ngày tê chân; khám sức khỏe cho thấy {12..28} % người trong tổ đau cổ, vai, lưng.',
			],
			solution: [
				'Gắn rèm quang nối với mạch dừng, thêm nút khởi động hai tay; chạy thử {7..14} ngày và sửa theo góp ý của tổ an toàn vệ sinh viên.',
				'Cùng tổ an toàn vệ sinh viên đo tầm với, làm mẫu một vị trí cho công nhân dùng thử rồi mới làm đồng loạt; xoay vị trí sau mỗi {2..3} giờ.',
			],
			result: [
				'Không còn tai nạn ở công đoạn này kể từ khi áp dụng; công nhân không phải đánh đổi an toàn lấy tốc độ.',
				'Số lượt xuống phòng y tế của tổ giảm {30..60} %, người lao động phản hồi tốt trong buổi đối thoại định kỳ.',
			],
		},
		{
			field: 'environment',
			effect: 'money',
			title: [
				'Tái sử dụng khay nhựa đựng {product} giữa các công đoạn',
				'Tự ngắt máy {step} khi chuyền {product} nghỉ để tiết kiệm điện',
				'Dùng khay quay vòng thay túi ni lông khi luân chuyển {product}',
			],
			rows: [0, 1, 0],
			problem: [
				'Khay đựng {product} chỉ dùng một lần rồi bỏ, mỗi tháng {900..4200} chiếc, vừa tốn tiền mua vừa tốn phí thu gom.',
				'Máy {step} vẫn chạy không tải trong giờ ăn ca và lúc đổi model, ước {70..190} phút mỗi ngày.',
			],
			solution: [
				'Thống nhất một cỡ khay cho {4..9} model, in mã màu theo công đoạn, đặt điểm thu hồi và rửa khay cuối chuyền.',
				'Nối tín hiệu cảm biến hàng với bộ điều khiển, sau {3..5} phút không có {product} thì máy về chế độ chờ và tự làm nóng lại trước giờ vào ca.',
			],
			result: [
				'Lượng nhựa mua mới giảm {50..85} %, rác thải của chuyền giảm {90..400} kg mỗi tháng.',
				'Điện tiêu thụ của khu vực giảm {7..16} %, tuổi thọ bộ gia nhiệt tăng rõ.',
			],
		},
	],
};

/** Machine shops. */
export const mechanical: Trade = {
	code: 'mechanical',
	workplaces: /Cơ khí|Gia công|Cơ điện|Lắp ráp$|Bao bì/,
	typicalBenefit: 90,
	slots: {
		machine: [
			'máy tiện CNC',
			'máy phay đứng',
			'máy cắt plasma',
			'máy chấn tôn',
			'máy hàn MIG',
			'máy khoan cần',
			'máy mài tròn',
			'máy cắt dây',
			'máy đột dập',
			'trung tâm gia công',
		],
		piece: [
			'trục vít',
			'mặt bích',
			'khung kệ',
			'bánh răng',
			'vỏ bơm',
			'gối đỡ',
			'con lăn băng tải',
			'bát treo ống',
			'chốt định vị',
			'vỏ tủ điện',
		],
		spare: ['trục dẫn', 'con lăn', 'gối đỡ', 'bánh răng', 'ổ trượt', 'vít me'],
		flaw: ['rung', 'kẹt phôi', 'quá nhiệt', 'mòn lệch', 'chảy dầu', 'lệch tâm'],
		device: ['bộ kẹp nhanh', 'cữ chặn tự lựa', 'vòi làm mát', 'bàn xoay', 'bộ căn chỉnh', 'phễu cấp phôi'],
	},
	topics: [
		{
			field: 'technology',
			effect: 'money',
			title: [
				'Chế tạo {device} cho {machine} khi gia công {piece}',
				'Cải tiến {device} khắc phục hiện tượng {flaw} của {machine}',
				'Thiết kế {device} gá {piece} trên {machine}',
			],
			rows: [0, 1, 0],
			problem: [
				'Khi gia công {piece}, thợ phải rà gá thủ công {15..35} phút cho mỗi lô; {machine} lại hay bị {flaw} nên sai số vượt dung sai.',
				'{machine} dùng đã {8..15} năm, thường {flaw}. Phụ tùng chính hãng đắt và phải đặt trước vài tháng.',
			],
			solution: [
				'Nhóm tác giả đo lại chuẩn, làm {device} từ thép C45 tôi bề mặt, dùng cam lệch tâm để kẹp bằng một động tác. Bản vẽ và danh mục vật tư lưu ở tổ kỹ thuật.',
				'Tận dụng xi lanh khí nén và van cũ trong kho, lắp thành {device} điều khiển bằng bàn đạp; phần cần bền thì đặt gia công ngoài.',
			],
			result: [
				'Thời gian gá giảm còn {3..8} phút, tỷ lệ {piece} đạt ngay lần đầu tăng lên {96..99} %.',
				'{machine} chạy ổn định trở lại, từ đó đến nay chưa phải dừng vì {flaw}; chi phí chỉ bằng {20..40} % mua mới.',
			],
		},
		{
			field: 'productivity',
			effect: 'money',
			title: [
				'Lập lịch bảo dưỡng theo giờ chạy cho {machine}',
				'Phục hồi {spare} của {machine} thay cho mua mới',
			],
			rows: [0, 1],
			problem: [
				'{machine} được bảo dưỡng theo tháng, bất kể chạy nhiều hay ít, nên có lúc hỏng giữa đơn hàng gấp, có lúc thay dầu quá sớm.',
				'Mỗi năm xưởng thay {12..40} {spare} vì mòn, trong khi phần lõi vẫn còn tốt.',
			],
			solution: [
				'Gắn đồng hồ đếm giờ, lập sổ theo dõi và dán thẻ màu trên máy: xanh còn hạn, vàng sắp đến, đỏ phải dừng. Vật tư của kỳ sau được chuẩn bị khi thẻ chuyển vàng.',
				'Hàn đắp bề mặt mòn bằng que hàn chịu mài mòn, tiện lại theo dưỡng, kiểm độ cứng trước khi lắp; quy trình viết thành {6..10} bước.',
			],
			result: [
				'Thời gian dừng máy ngoài kế hoạch giảm {40..70} %, lượng dầu thay giảm {15..25} %.',
				'{spare} phục hồi chạy được {70..90} % tuổi thọ chi tiết mới với chi phí khoảng một phần ba.',
			],
		},
		{
			field: 'safety',
			effect: 'social',
			title: [
				'Lắp chụp che và công tắc liên động cho {machine}',
				'Thiết bị nâng hạ {piece} thay sức người tại {machine}',
			],
			rows: [0, 1],
			problem: [
				'Vùng quay của {machine} để hở, phoi bắn ra lối đi; thợ phải cúi sát để quan sát {piece}.',
				'{piece} nặng {30..85} kg, hai người khiêng lên bàn máy, dễ kẹp tay và đau lưng.',
			],
			solution: [
				'Làm chụp che bằng tôn và kính cường lực, mở chụp là máy dừng; thêm đèn chiếu để thợ không phải cúi.',
				'Dựng cần trục xoay {150..300} kg bên {machine}, móc từ có khóa rơi; kiểm định và hướng dẫn từng ca trước khi dùng.',
			],
			result: [
				'Không còn phoi bắn ra lối đi; đoàn kiểm tra an toàn đánh giá đạt, công nhân làm việc yên tâm.',
				'Một người thao tác nhẹ nhàng thay cho hai người khiêng; chưa xảy ra sự cố nào.',
			],
		},
		{
			field: 'environment',
			effect: 'either',
			title: ['Hút và lắng bụi, hơi dầu tại {machine}', 'Lọc và dùng lại dầu làm mát của {machine}'],
			rows: [0, 1],
			problem: [
				'Bụi và hơi dầu ở {machine} bay khắp xưởng, cuối ca phải dừng {20..40} phút để quét dọn.',
				'Dầu làm mát thay {3..6} tuần một lần, mỗi lần {120..300} lít, phải thuê xử lý như chất thải nguy hại.',
			],
			solution: [
				'Chế tạo xyclon hai cấp từ thùng phuy, nối ống mềm về từng vị trí, quạt hút có biến tần chạy theo số máy đang mở.',
				'Làm bể lắng ba ngăn kèm vòng vớt dầu nổi, bổ sung chất kháng khuẩn theo kết quả đo nồng độ hằng tuần.',
			],
			result: [
				'Nồng độ bụi tại chỗ làm giảm dưới ngưỡng cho phép, không phải dừng máy để dọn.',
				'Chu kỳ thay dầu kéo dài gấp {2..3} lần, chất thải nguy hại giảm {40..65} %.',
			],
		},
	],
};

const ALSO_ELSEWHERE = mechanical.topics.filter(({ title }) => !title.some((text) => text.includes('dầu')));

/** Building materials: the same kinds of improvement, on other machines. */
export const materials: Trade = {
	...mechanical,
	code: 'materials',
	workplaces: /Vật liệu/,
	slots: {
		machine: [
			'máy ép gạch',
			'máy nghiền hàm',
			'máy trộn',
			'băng tải cấp liệu',
			'máy đóng bao',
			'máy cán sóng',
		],
		piece: ['gạch không nung', 'ngói màu', 'cọc bê tông', 'viên lát hè', 'ống cống', 'tấm tường nhẹ'],
		spare: ['tấm lót', 'con lăn', 'trục trộn', 'khuôn ép', 'cánh gạt', 'má nghiền'],
		flaw: ['rung', 'kẹt liệu', 'quá nhiệt', 'mòn lệch', 'trượt băng'],
		device: ['bộ căn chỉnh', 'phễu cấp liệu', 'bộ gạt liệu', 'khuôn thay nhanh'],
	},
	topics: ALSO_ELSEWHERE,
};

/** Wood. */
export const wood: Trade = {
	...mechanical,
	code: 'wood',
	workplaces: /gỗ/,
	slots: {
		machine: [
			'máy cưa xẻ',
			'máy bào bốn mặt',
			'máy chà nhám thùng',
			'máy khoan dàn',
			'máy dán cạnh',
			'máy ghép ngang',
		],
		piece: ['tấm ván ghép', 'ván sàn', 'thanh pallet', 'chân bàn', 'cánh tủ', 'khung ghế'],
		spare: ['lưỡi dao', 'con lăn', 'trục dẫn', 'băng nhám', 'bánh tỳ', 'vòng bi'],
		flaw: ['rung', 'kẹt phôi', 'quá nhiệt', 'mòn lệch', 'lệch thước'],
		device: ['cữ chặn tự lựa', 'bộ kẹp nhanh', 'bàn xoay', 'bộ căn chỉnh', 'phễu hút mùn'],
	},
	topics: ALSO_ELSEWHERE,
};
