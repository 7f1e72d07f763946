import type { Trade } from './pattern.ts';

/** Power networks. */
export const power: Trade = {
	code: 'power',
	workplaces: /Điện lực|Quản lý vận hành|Trực vận hành|Đội Kinh doanh/,
	typicalBenefit: 260,
	slots: {
		line: [
			'đường dây 22 kV',
			'đường dây 35 kV',
			'đường dây 10 kV',
			'lưới hạ áp',
			'nhánh rẽ trung áp',
			'xuất tuyến 22 kV',
			'lưới điện vùng đồi núi',
			'lưới điện nông thôn',
			'đường dây cấp điện khu công nghiệp',
		],
		fault: [
			'phóng điện bề mặt sứ',
			'cây đổ vào hành lang',
			'rắn bò lên thiết bị',
			'tiếp xúc kém tại mối nối',
			'quá tải mùa nắng nóng',
			'sét đánh lan truyền',
		],
		gear: [
			'sào thao tác',
			'giá đỡ cáp',
			'kẹp quai',
			'tiếp địa di động',
			'chụp cách điện',
			'bộ chỉ thị sự cố',
		],
		office: [
			'ghi chỉ số công tơ',
			'xử lý yêu cầu cấp điện mới',
			'quản lý hồ sơ khách hàng',
			'theo dõi tổn thất',
			'nhắc nợ tiền điện',
		],
	},
	topics: [
		{
			field: 'technology',
			effect: 'money',
			title: [
				'Giải pháp giảm sự cố do {fault} trên {line}',
				'Cải tiến {gear} phòng ngừa {fault} cho {line}',
				'Ứng dụng camera nhiệt phát hiện sớm {fault} trên {line}',
			],
			rows: [0, 0, 1],
			problem: [
				'Hai năm gần đây sự cố do {fault} chiếm {25..45} % số lần nhảy máy cắt của {line}, mỗi lần mất điện {900..4800} khách hàng.',
				'Việc kiểm tra {line} chủ yếu bằng mắt và vào ban ngày nên khó thấy dấu hiệu {fault} trước khi thành sự cố.',
			],
			solution: [
				'Thống kê vị trí, chia {line} thành các đoạn theo mức rủi ro, lắp {gear} ở {18..64} vị trí có nguy cơ cao trước và gộp vào các lần cắt điện theo kế hoạch.',
				'Chế tạo {gear} bằng vật liệu composite tại xưởng, thử cách điện đạt {35..50} kV; bổ sung bước chụp ảnh nhiệt vào phiếu kiểm tra đêm.',
			],
			result: [
				'Số sự cố do {fault} giảm từ {9..17} xuống còn {1..4} vụ một năm; chỉ số SAIDI của khu vực giảm {12..38} phút.',
				'Giảm lượng điện không cung cấp được khoảng {18..95} MWh mỗi năm, ít phải huy động người xử lý ban đêm.',
			],
		},
		{
			field: 'safety',
			effect: 'social',
			title: [
				'Cải tiến {gear} để thao tác trên {line} không phải trèo cột',
				'Thiết kế {gear} gọn nhẹ cho công tác trên {line}',
				'Nhận diện nguy cơ và khóa liên động khi làm việc với {line}',
			],
			rows: [0, 0, 1],
			problem: [
				'Công nhân phải trèo {9..14} m để lắp {gear} trên {line}; dụng cụ cũ nặng, khi có gió dễ chạm vào phần mang điện.',
				'Phiếu công tác trên {line} có nhiều bước viết tay, từng suýt xảy ra nhầm lộ khi hai nhóm làm cùng lúc.',
			],
			solution: [
				'Làm lại {gear} bằng ống sợi thủy tinh ba đoạn, đầu kẹp tự khóa, đứng dưới đất thao tác được; huấn luyện {24..60} công nhân và thử trên bãi tập trước.',
				'Đặt khóa và thẻ màu cho từng lộ, chỉ huy trực tiếp giữ chìa; danh sách kiểm dán mặt trong tủ, đọc to từng bước trước khi đóng cắt.',
			],
			result: [
				'Thời gian thao tác giảm từ {35..50} còn {12..20} phút, bỏ hẳn bước trèo cột trong {60..90} % trường hợp.',
				'Không còn nhầm lộ; các đội khác trong công ty đã đề nghị áp dụng theo.',
			],
		},
		{
			field: 'management',
			effect: 'either',
			title: [
				'Ứng dụng điện thoại trong công tác {office}',
				'Xây dựng biểu theo dõi tự động phục vụ {office}',
				'Rút ngắn thời gian {office} bằng bản đồ số',
			],
			rows: [0, 0, 1],
			problem: [
				'Việc {office} làm trên nhiều sổ và tệp Excel rời, số liệu giữa đội và phòng hay lệch, cuối tháng mất {3..5} ngày đối chiếu.',
			],
			solution: [
				'Viết biểu mẫu nhập ngay tại hiện trường bằng điện thoại, số liệu về một bảng chung, ô nào bất thường thì tự đổi màu; hướng dẫn cho {20..75} nhân viên theo từng tổ.',
				'Gắn tọa độ cho {1200..9600} vị trí, lọc theo tuyến và theo hạn xử lý, sáng nào cũng in danh sách việc cho từng nhóm.',
			],
			result: [
				'Thời gian {office} giảm {30..60} %, khách hàng được trả lời trong ngày.',
				'Đối chiếu cuối tháng còn nửa ngày, khiếu nại giảm {20..50} %.',
			],
		},
		{
			field: 'environment',
			effect: 'money',
			title: [
				'Giảm tổn thất điện năng trên {line} bằng cân pha theo mùa',
				'San tải {line} trước mùa nắng nóng',
				'Tận dụng vật tư thu hồi sau cải tạo {line}',
			],
			rows: [0, 0, 1],
			problem: [
				'Tổn thất của {line} ở mức {6..9} %, cao hơn kế hoạch; pha lệch nhau có lúc {30..60} A vào giờ cao điểm.',
				'Sau cải tạo {line}, dây, xà, sứ thu hồi để trong kho nhiều năm chờ thanh lý, trong khi nơi khác vẫn mua mới.',
			],
			solution: [
				'Đo dòng từng pha vào ba khung giờ, lập kế hoạch chuyển {40..180} công tơ giữa các pha, làm trong hai đợt trước tháng 5.',
				'Phân loại, thí nghiệm lại vật tư thu hồi, dán nhãn loại còn dùng được và đưa vào danh mục để các đội chọn trước khi mua.',
			],
			result: [
				'Tổn thất giảm {5..14} phần nghìn, điện áp cuối nguồn đạt quy định, không phải chống quá tải khẩn cấp.',
				'Dùng lại được {30..65} % vật tư thu hồi cho các công trình sửa chữa nhỏ.',
			],
		},
	],
};

/** Coal mining. */
export const mining: Trade = {
	code: 'mining',
	workplaces: /\bThan\b|Khai thác|Đào lò|Phân xưởng Vận tải|Phân xưởng Cơ điện/,
	typicalBenefit: 620,
	slots: {
		place: [
			'lò chợ giá khung',
			'lò chợ xiên chéo',
			'đường lò dọc vỉa',
			'thượng vận tải',
			'lò xuyên vỉa',
			'sân ga chân giếng',
		],
		machine: [
			'máng cào',
			'băng tải B800',
			'máy khoan thủy lực',
			'tàu điện ắc quy',
			'quạt gió cục bộ',
			'trạm bơm nhũ hóa',
			'tời hỗ trợ người',
			'máy combai đào lò',
		],
		trouble: ['áp lực mỏ tăng', 'nước ngầm', 'đá kẹp cứng', 'bụi than', 'khí mê tan thoát ra', 'độ dốc lớn'],
	},
	topics: [
		{
			field: 'technology',
			effect: 'money',
			title: [
				'Thay đổi hộ chiếu chống tại {place} trong điều kiện {trouble}',
				'Giải pháp chống giữ {place} khi gặp {trouble}',
				'Cải tiến vị trí đặt {machine} tại {place}',
			],
			rows: [0, 0, 1],
			problem: [
				'{place} gặp {trouble}, tiến độ chỉ đạt {55..80} % kế hoạch, chi phí gỗ và vì chống tăng từng tháng.',
				'{machine} đặt xa gương, mỗi lần dịch chuyển mất {1..2} ca và {6..10} người; than dồn ứ phải xúc lại.',
			],
			solution: [
				'Khảo sát lại địa chất, tính bước chống theo từng đoạn, thay {20..45} % số vì bằng neo kết hợp lưới; đoạn yếu giữ nguyên hộ chiếu cũ và theo dõi dịch động hằng ca.',
				'Lắp {machine} trên sàn trượt, dịch theo tiến độ gương bằng tời có sẵn; làm cầu chuyển tải rời để không phải tháo cả tuyến.',
			],
			result: [
				'Tốc độ đào tăng từ {60..80} lên {85..120} mét một tháng, giảm {90..260} nghìn đồng chi phí cho mỗi mét lò.',
				'Sản lượng của {place} tăng {9..22} %, bớt {4..8} công mỗi lần dịch chuyển.',
			],
		},
		{
			field: 'safety',
			effect: 'either',
			title: [
				'Hệ thống cảnh báo và dừng khẩn cấp cho {machine} tại {place}',
				'Phun sương dập bụi tự động tại {place}',
			],
			rows: [0, 1],
			problem: [
				'Tại {place}, người vận hành {machine} không nhìn thấy hết tuyến; khi có người đi qua phải báo bằng miệng.',
				'Bụi ở {place} vượt mức cho phép {2..4} lần vào lúc rót than, vòi phun thủ công hay bị bỏ quên.',
			],
			solution: [
				'Lắp dây giật dừng dọc tuyến, đèn và còi phòng nổ cách nhau {40..60} m, nối liên động với {machine}; kiểm tra đầu ca được ghi trong sổ giao ca.',
				'Dùng cảm biến dòng tải của {machine} để đóng van phun: có than thì phun, hết than thì ngắt; béc phun đặt ở {4..8} điểm rót.',
			],
			result: [
				'Thời gian dừng khi có tình huống nguy hiểm còn {2..4} giây; công nhân có thể tự dừng máy ở bất kỳ vị trí nào.',
				'Nồng độ bụi giảm {55..75} %, nước dùng ít hơn, lối đi không còn lầy.',
			],
		},
		{
			field: 'productivity',
			effect: 'money',
			title: [
				'Phục hồi cụm truyền động của {machine} bằng vật tư trong nước',
				'Nâng tuổi thọ {machine} tại {place}',
				'Tổ chức lại vận tải tại {place} để giảm chạy không tải {machine}',
			],
			rows: [0, 0, 1],
			problem: [
				'Cụm truyền động của {machine} hỏng {3..6} lần một năm, phụ tùng nhập ngoại phải chờ {2..4} tháng.',
				'{machine} chạy không tải {25..40} % thời gian ca vì kế hoạch giao than giữa các phân xưởng không khớp nhau.',
			],
			solution: [
				'Chế tạo chi tiết thay thế bằng thép hợp kim trong nước, nhiệt luyện và cân bằng lại tại phân xưởng cơ điện; thử tải {72..120} giờ trước khi đưa xuống lò.',
				'Lập biểu đồ chạy theo ca, dùng tín hiệu mức than ở bun ke để khởi động {machine}; điều độ theo dõi trên một màn hình chung.',
			],
			result: [
				'Chi phí phụ tùng giảm {40..60} %, thời gian dừng máy giảm {90..220} giờ mỗi năm.',
				'Điện năng cho vận tải giảm {8..15} %, sản lượng qua tuyến tăng {6..12} %.',
			],
		},
	],
};
