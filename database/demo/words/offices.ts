import type { Trade } from './pattern.ts';

/** Offices of any workplace; also what is taken where no trade fits. */
export const office: Trade = {
	code: 'office',
	workplaces: /văn phòng|hành chính|Lưu trữ|Kiểm định|Tín dụng|Chính sách|Khối/,
	typicalBenefit: 20,
	slots: {
		paper: [
			'hồ sơ nhân sự',
			'công văn đi, đến',
			'hồ sơ thanh toán',
			'hợp đồng lao động',
			'phiếu đề nghị vật tư',
			'bảng chấm công',
			'biên bản nghiệm thu',
			'đơn thư kiến nghị',
			'hồ sơ bảo hiểm xã hội',
			'phiếu giao việc',
		],
		tool: [
			'bảng tính dùng chung',
			'mã QR',
			'biểu mẫu trực tuyến',
			'sổ tay điện tử',
			'bảng việc trực quan',
			'phần mềm tự viết',
		],
		aim: [
			'tra cứu nhanh',
			'không phải nhập hai lần',
			'theo dõi đúng hạn',
			'giảm giấy in',
			'tự tổng hợp báo cáo',
		],
		team: [
			'phòng Hành chính',
			'phòng Kế toán',
			'bộ phận tổng hợp',
			'phòng Nhân sự',
			'bộ phận kho',
			'phòng Kế hoạch',
		],
	},
	topics: [
		{
			field: 'management',
			effect: 'either',
			title: [
				'Quản lý {paper} bằng {tool} để {aim}',
				'Số hóa {paper} tại {team} giúp {aim}',
				'Sử dụng {tool} trong xử lý {paper} ở {team}',
			],
			problem: [
				'{paper} của {team} để ở nhiều tủ và nhiều máy, mỗi lần tìm mất {15..40} phút; có việc trễ hạn vì không ai biết đang nằm ở bàn nào.',
				'Mỗi tháng {team} nhập {paper} vào ba nơi khác nhau, số liệu lệch, cuối kỳ phải dò lại bằng tay {2..4} ngày.',
			],
			solution: [
				'Đặt mã thống nhất cho {paper}, lập {tool} có phân quyền, nhắc hạn trước {2..3} ngày; quét hồ sơ cũ theo thứ tự hay dùng trước.',
				'Dùng {tool} có sẵn trong đơn vị, không mua thêm phần mềm; viết hướng dẫn hai trang và kèm từng người trong tuần đầu.',
			],
			result: [
				'Tìm {paper} còn dưới {1..2} phút, không còn việc trễ hạn do thất lạc; giấy in giảm {30..60} %.',
				'Tiết kiệm khoảng {20..70} giờ làm việc mỗi tháng cho {team}.',
			],
		},
		{
			field: 'productivity',
			effect: 'either',
			title: [
				'Rà soát quy trình duyệt {paper} để rút ngắn thời gian xử lý',
				'Tiết kiệm chi phí văn phòng tại {team} bằng {tool}',
				'Sắp xếp {team} theo 5S, theo dõi hằng tuần bằng {tool}',
			],
			rows: [0, 1, 1],
			problem: [
				'{paper} qua {5..8} chữ ký, trung bình {6..11} ngày mới xong, nơi đề nghị phải gọi điện hỏi nhiều lần.',
				'Đồ dùng, hồ sơ ở {team} để lẫn, văn phòng phẩm mua trùng, mỗi quý kiểm kê lệch {5..15} %.',
			],
			solution: [
				'Bỏ {2..3} bước chỉ mang tính chuyển tiếp, phân cấp duyệt theo giá trị, công khai tình trạng trên {tool}.',
				'Mỗi tuần chọn một góc của {team} để sàng lọc, sắp xếp, ghi nhãn; chụp ảnh trước và sau, chấm chéo giữa các bộ phận.',
			],
			result: [
				'Thời gian xử lý {paper} còn {2..4} ngày, nơi đề nghị tự theo dõi được, không phải hỏi.',
				'Không còn mua trùng, tủ hồ sơ gọn lại {20..40} %, chi phí văn phòng phẩm giảm {15..35} %.',
			],
		},
		{
			field: 'conditions',
			only: /Công ty|Xưởng|xưởng|Nhà máy|Khối/,
			effect: 'social',
			title: [
				'Cải thiện chỗ làm việc của {team} bằng vật liệu tận dụng',
				'Phòng nghỉ giữa ca cho nữ lao động tại {unit}',
				'Bữa ăn ca an toàn, đủ chất ở {unit}',
			],
			problem: [
				'Chỗ làm việc chật, thiếu sáng, nhân viên {team} và lao động nữ không có nơi nghỉ trưa; bữa ăn ca ít được góp ý.',
			],
			solution: [
				'Khảo sát {40..160} người lao động, chọn ba việc làm ngay: sửa ánh sáng, ngăn phòng nghỉ, lập tổ giám sát bữa ăn có đại diện các bộ phận.',
			],
			result: ['{85..96} % người được hỏi hài lòng hơn trước; tỷ lệ nghỉ việc trong quý giảm {1..4} %.'],
		},
	],
};

/** Work of union officers, at any workplace. */
export const union: Trade = {
	code: 'union',
	workplaces: /$^/,
	typicalBenefit: 30,
	slots: {
		task: [
			'thương lượng thỏa ước lao động tập thể',
			'đối thoại tại nơi làm việc',
			'thu đoàn phí công đoàn',
			'phát triển đoàn viên mới',
			'chăm lo Tết cho đoàn viên',
			'tuyên truyền pháp luật lao động',
			'hoạt động của an toàn vệ sinh viên',
			'quản lý danh sách đoàn viên',
			'vận động quỹ Mái ấm công đoàn',
		],
		way: [
			'nhóm Zalo theo tổ',
			'hòm thư điện tử',
			'bản tin một trang',
			'hội thi ngắn giữa giờ',
			'góc tư vấn lưu động',
			'buổi gặp đầu tuần',
		],
		book: [
			'thu, nộp đoàn phí',
			'danh sách đoàn viên',
			'quỹ tương trợ',
			'hồ sơ thi đua, khen thưởng',
			'chi tiêu công đoàn',
		],
		ledger: ['bảng theo dõi chung', 'biểu mẫu trực tuyến', 'mã QR', 'bảng tính phân quyền', 'sổ điện tử'],
		people: [
			'lao động nữ nuôi con nhỏ',
			'đoàn viên mới',
			'đoàn viên có hoàn cảnh khó khăn',
			'đoàn viên trẻ',
			'đoàn viên sắp nghỉ hưu',
			'đoàn viên làm việc ở xa',
		],
	},
	topics: [
		{
			field: 'conditions',
			effect: 'social',
			title: [
				'Đổi mới {task} qua {way} tại {unit}',
				'Nâng cao hiệu quả {task} trong {people}',
				'Sử dụng {way} trong {task} cho {people}',
			],
			problem: [
				'{task} trước đây chủ yếu qua họp, trong khi {people} khó sắp xếp thời gian; chỉ {30..50} % người được hỏi biết nội dung.',
				'Cán bộ công đoàn đều kiêm nhiệm, {task} dồn vào cuối quý, ý kiến của {people} đến chậm.',
			],
			solution: [
				'Chia nội dung thành mẩu ngắn, gửi qua {way} mỗi tuần; tổ trưởng công đoàn là đầu mối nhận câu hỏi và trả lời trong {2..3} ngày. Việc chưa giải quyết được thì đưa vào đối thoại định kỳ.',
				'Dùng {way} làm nơi trao đổi, phân công {6..18} tổ trưởng công đoàn phụ trách từng khu vực, đến tận nơi gặp {people} vào giờ nghỉ.',
			],
			result: [
				'Tỷ lệ người lao động tham gia tăng lên {75..93} %, {60..90} % kiến nghị được trả lời trong tháng.',
				'{people} tin tưởng tổ chức công đoàn hơn; số ý kiến gửi về ban chấp hành tăng gấp {2..4} lần.',
			],
		},
		{
			field: 'management',
			effect: 'either',
			title: [
				'Quản lý {book} bằng {ledger}',
				'Bộ biểu mẫu gọn cho {book} ở công đoàn cơ sở',
				'Rút ngắn thời gian đối chiếu {book} nhờ {ledger}',
			],
			problem: [
				'Việc quản lý {book} còn làm thủ công, số liệu giữa tổ công đoàn và ban chấp hành không khớp, mỗi quý mất {2..4} ngày đối chiếu.',
			],
			solution: [
				'Thống nhất một biểu mẫu, tổ trưởng nhập bằng điện thoại, kế toán công đoàn kiểm một lần; hướng dẫn bằng video {3..6} phút.',
			],
			result: [
				'Đối chiếu xong trong buổi sáng, số liệu công khai cho đoàn viên xem; chi phí giấy tờ giảm rõ.',
			],
		},
	],
};
