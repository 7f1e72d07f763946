import type { Trade } from './pattern.ts';

/** Schools of every kind and universities; which pupils, follows from the name of the school. */
export const education: Trade = {
	code: 'education',
	workplaces: /^Trường|Đại học|Học viện|Khoa (Cơ khí|Sư phạm|Công nghệ)|Phòng Đào tạo/,
	typicalBenefit: 25,
	slots: {
		toddlers: ['3 – 4 tuổi', '4 – 5 tuổi', '5 – 6 tuổi', '24 – 36 tháng'],
		play: [
			'kể chuyện sáng tạo',
			'làm quen chữ cái',
			'vận động tinh',
			'tạo hình từ lá cây',
			'khám phá khoa học',
			'tự phục vụ',
			'làm quen với toán',
			'cảm thụ âm nhạc',
			'giao tiếp',
		],
		game: [
			'trò chơi dân gian',
			'vật liệu thiên nhiên',
			'kể chuyện bằng rối',
			'góc chơi mở',
			'bài hát, đồng dao',
			'hoạt động trải nghiệm',
			'tranh truyện tự làm',
		],
		grade: ['lớp 1', 'lớp 2', 'lớp 3', 'lớp 4', 'lớp 5'],
		primary: [
			'đọc đúng và diễn cảm',
			'giải toán có lời văn',
			'viết đoạn văn miêu tả',
			'giữ vở sạch, viết chữ đẹp',
			'nói tiếng Anh',
			'tự học ở nhà',
			'hợp tác nhóm',
		],
		way: [
			'trò chơi học tập',
			'sơ đồ tư duy',
			'hoạt động trải nghiệm',
			'học liệu số tự làm',
			'mô hình đôi bạn cùng tiến',
			'góc thư viện lớp',
		],
		class: ['lớp 6', 'lớp 7', 'lớp 8', 'lớp 9'],
		upper: ['lớp 10', 'lớp 11', 'lớp 12'],
		subject: [
			'Toán',
			'Ngữ văn',
			'Vật lí',
			'Hóa học',
			'Sinh học',
			'Lịch sử',
			'Địa lí',
			'Tiếng Anh',
			'Tin học',
			'Giáo dục công dân',
			'Công nghệ',
		],
		method: [
			'dạy học theo dự án',
			'sơ đồ tư duy',
			'trò chơi học tập',
			'lớp học đảo ngược',
			'học liệu số tự làm',
			'góc học tập mở',
			'hoạt động trải nghiệm',
			'câu chuyện thực tế ở địa phương',
		],
		module: [
			'Vẽ kỹ thuật',
			'Lập trình căn bản',
			'Thực hành điện',
			'Phương pháp giảng dạy',
			'Nguyên lý máy',
			'Cơ sở dữ liệu',
			'Tâm lý học giáo dục',
		],
		affair: [
			'công tác chủ nhiệm',
			'sinh hoạt tổ chuyên môn',
			'quản lý thư viện',
			'phòng chống bạo lực học đường',
			'tư vấn tâm lý học đường',
			'quản lý thiết bị dạy học',
		],
	},
	topics: [
		{
			field: 'education',
			only: /Mầm non/,
			effect: 'social',
			title: [
				'Một số biện pháp phát triển kỹ năng {play} cho trẻ {toddlers} thông qua {game}',
				'Giúp trẻ {toddlers} hứng thú {play} qua {game}',
				'Tổ chức hoạt động {play} cho trẻ {toddlers} ở góc chơi ngoài trời',
			],
			problem: [
				'Khảo sát đầu năm lớp {toddlers} cho thấy chỉ {35..55} % trẻ mạnh dạn tham gia hoạt động {play}; đồ chơi mua sẵn ít được trẻ chú ý sau tuần đầu.',
				'Giờ {play} còn nặng về cô làm mẫu, trẻ {toddlers} bắt chước; phụ huynh chưa biết cách chơi cùng con ở nhà.',
			],
			solution: [
				'Cô và phụ huynh cùng làm {20..45} món đồ chơi từ vỏ hộp, lá, sỏi; mỗi tuần đổi một góc chơi. Cô quan sát, ghi nhật ký từng nhóm {5..6} trẻ để tăng dần yêu cầu.',
				'Đưa {play} vào giờ đón trẻ, giờ dạo chơi và tiết học bằng {game}, gửi video ngắn cho phụ huynh hai tuần một lần.',
			],
			result: [
				'Cuối năm {82..96} % trẻ đạt yêu cầu về {play}, trẻ nói nhiều hơn, biết chờ lượt và cất đồ chơi.',
				'{85..97} % phụ huynh cho biết con kể lại hoạt động ở lớp; ba lớp khác trong trường đã làm theo.',
			],
		},
		{
			field: 'education',
			only: /Tiểu học/,
			effect: 'social',
			title: [
				'Một số biện pháp giúp học sinh {grade} {primary}',
				'Rèn học sinh {grade} {primary} qua {way}',
				'Vận dụng {way} giúp học sinh {grade} {primary}',
			],
			problem: [
				'Lớp có {30..42} học sinh, khảo sát tháng 9 chỉ {38..58} % em đạt yêu cầu khi {primary}; nhiều em rụt rè, làm bài theo mẫu.',
				'Học sinh {grade} còn lúng túng khi {primary} vì ít được luyện ở nhà, bố mẹ đi làm xa, giờ trên lớp lại chia đều cho mọi em.',
			],
			solution: [
				'Phân nhóm theo mức độ, mỗi ngày dành {10..15} phút đầu giờ cho một nhiệm vụ nhỏ; dùng {way} để em khá giúp em chậm, khen bằng thẻ sao thay cho điểm.',
				'Soạn bộ {24..60} phiếu ngắn gắn với đời sống quanh trường, mỗi phiếu có phần tự chấm; tối thứ sáu trao đổi với phụ huynh qua nhóm lớp.',
			],
			result: [
				'Cuối năm {84..97} % học sinh đạt yêu cầu khi {primary}, không còn em nào ngại lên bảng.',
				'Kết quả kiểm tra cuối kỳ tăng {12..25} % so với đầu năm, hai lớp cùng khối áp dụng cho kết quả tương tự.',
			],
		},
		{
			field: 'education',
			only: /THCS/,
			effect: 'social',
			title: [
				'Nâng cao hiệu quả dạy học môn {subject} {class} bằng {method}',
				'Sử dụng {method} tạo hứng thú học {subject} cho học sinh {class}',
				'Giúp học sinh {class} yếu môn {subject} tiến bộ qua {method}',
			],
			problem: [
				'Qua khảo sát {72..160} học sinh {class}, {40..62} % cho rằng môn {subject} khó nhớ và xa thực tế; điểm giữa kỳ dưới trung bình còn {15..28} %.',
			],
			solution: [
				'Thiết kế lại {8..14} bài theo {method}: mỗi bài có một tình huống mở đầu, một việc làm theo nhóm và một sản phẩm nhỏ. Học liệu đặt trên trang lớp để em vắng học vẫn xem được.',
				'Kết hợp {method} với sổ tay lỗi sai của từng em; cuối mỗi chương học sinh tự đặt câu hỏi kiểm tra cho nhóm khác.',
			],
			result: [
				'Tỷ lệ dưới trung bình môn {subject} còn {3..8} %, số em thích học môn này tăng gấp {2..3} lần theo phiếu hỏi.',
				'Trường có {2..7} học sinh đạt giải môn {subject} cấp tỉnh; tổ chuyên môn thống nhất dùng chung học liệu.',
			],
		},
		{
			field: 'education',
			only: /THPT/,
			effect: 'social',
			title: [
				'Vận dụng {method} trong ôn tập môn {subject} {upper}',
				'Phát triển năng lực tự học môn {subject} cho học sinh {upper} qua {method}',
				'Xây dựng học liệu số môn {subject} {upper} theo chương trình 2018',
			],
			rows: [1, 0, 0],
			problem: [
				'Học sinh {upper} quen chép, ít tự đọc; ôn môn {subject} dồn vào cuối kỳ. Điểm trung bình môn các năm trước thấp hơn mặt bằng tỉnh {2..6} phần mười điểm.',
			],
			solution: [
				'Chia nội dung thành {12..20} chủ đề, mỗi chủ đề có video {5..8} phút, câu hỏi tự kiểm và bài tập phân hóa; giờ trên lớp dành cho {method} và giải đáp.',
				'Học sinh lập nhóm, dùng {method} làm sản phẩm theo chủ đề, chấm chéo theo tiêu chí công khai; giáo viên theo dõi tiến độ bằng bảng chung.',
			],
			result: [
				'Điểm trung bình môn {subject} tăng {4..9} phần mười điểm, {88..97} % học sinh hoàn thành đúng hạn các chủ đề.',
				'Học sinh chủ động hơn; bộ học liệu được {3..6} trường bạn xin sử dụng.',
			],
		},
		{
			field: 'education',
			only: /Đại học|Học viện|Cao đẳng|Khoa|Đào tạo/,
			effect: 'either',
			title: [
				'Đổi mới đánh giá học phần {module} theo chuẩn đầu ra',
				'Xây dựng bài thực hành ảo cho học phần {module}',
				'Gắn học phần {module} với bài toán của doanh nghiệp qua {method}',
			],
			rows: [0, 0, 1],
			problem: [
				'Học phần {module} có {120..360} sinh viên mỗi kỳ, thiết bị thực hành chỉ đủ một phần tư, đánh giá chủ yếu bằng bài thi cuối kỳ.',
			],
			solution: [
				'Xây dựng {6..12} bài mô phỏng chạy trên trình duyệt, sinh viên làm trước khi vào xưởng; điểm quá trình chia theo từng kỹ năng và công bố ngay.',
				'Mời {3..6} doanh nghiệp nêu bài toán thật, sinh viên làm theo nhóm dưới sự hướng dẫn chung; dùng {method} ở các buổi đầu.',
			],
			result: [
				'Tỷ lệ sinh viên đạt học phần {module} tăng từ {68..78} % lên {86..95} %, giảm {25..45} % vật tư thực hành.',
				'{10..35} sinh viên được doanh nghiệp nhận thực tập ngay từ bài tập học phần.',
			],
		},
		{
			field: 'management',
			only: /Tiểu học|THCS|THPT/,
			effect: 'social',
			title: [
				'Một số giải pháp nâng cao chất lượng {affair} tại {unit}',
				'Ứng dụng công nghệ thông tin trong {affair} ở {unit}',
				'Đổi mới {affair} theo hướng lấy học sinh làm trung tâm tại {unit}',
			],
			problem: [
				'{affair} ở trường còn mang tính sự vụ, sổ sách trùng lặp, mỗi giáo viên mất {3..6} giờ một tuần cho báo cáo.',
			],
			solution: [
				'Rà lại các biểu mẫu, bỏ {4..9} loại sổ trùng nhau, dùng một bảng tính chung phân quyền theo tổ; giao việc có hạn và người chịu trách nhiệm rõ ràng.',
				'Thành lập nhóm nòng cốt {5..8} người, họp ngắn hai tuần một lần, mỗi lần chỉ bàn một việc và thử ngay ở hai lớp trước khi áp dụng toàn trường.',
			],
			result: [
				'Thời gian làm sổ sách giảm một nửa, giáo viên có thêm giờ cho học sinh; {affair} được đoàn kiểm tra đánh giá tốt.',
				'Không còn vụ việc phải xử lý kỷ luật liên quan trong năm học; phụ huynh phản hồi tích cực.',
			],
		},
	],
};
