import type { Trade } from './pattern.ts';

/** Hospitals, health centres, disease control. */
export const health: Trade = {
	code: 'health',
	workplaces: /Bệnh viện|Y tế|Khoa (Khám|Ngoại|Dược|Xét)|Điều dưỡng|Kiểm soát bệnh/,
	typicalBenefit: 55,
	slots: {
		patient: [
			'người bệnh tăng huyết áp',
			'người bệnh đái tháo đường',
			'sản phụ sau mổ',
			'người bệnh sau đột quỵ',
			'người bệnh gãy xương chi dưới',
			'người bệnh cao tuổi',
			'người bệnh lọc máu',
			'người bệnh phẫu thuật nội soi',
			'người bệnh hen phế quản',
			'người bệnh suy tim',
			'người bệnh viêm phổi',
		],
		care: [
			'theo dõi dấu hiệu sinh tồn',
			'phòng ngừa loét tì đè',
			'tập vận động sớm',
			'tư vấn dinh dưỡng',
			'dùng thuốc an toàn',
			'phòng ngã',
			'chăm sóc vết mổ',
			'kiểm soát đau',
		],
		tool: [
			'giá treo dịch truyền',
			'xe tiêm',
			'bàn ăn tại giường',
			'đệm chêm lót',
			'tủ đựng dụng cụ',
			'khung tập đi',
			'hộp chia thuốc theo giờ',
			'giá phơi ống thở',
		],
		sheet: ['phiếu theo dõi', 'bảng màu', 'video hướng dẫn', 'thẻ nhắc việc', 'sổ tay bỏ túi', 'tờ gấp'],
		stage: [
			'tiếp đón khám bệnh',
			'trả kết quả xét nghiệm',
			'cấp phát thuốc bảo hiểm',
			'thanh toán ra viện',
			'khám sức khỏe định kỳ',
			'lấy mẫu xét nghiệm',
			'làm thủ tục nhập viện',
		],
	},
	topics: [
		{
			field: 'health',
			effect: 'social',
			title: [
				'Xây dựng {sheet} {care} cho {patient}',
				'Cải tiến {sheet} trong {care} đối với {patient}',
				'Nâng cao chất lượng {care} cho {patient}',
			],
			problem: [
				'Việc {care} cho {patient} phụ thuộc vào kinh nghiệm từng điều dưỡng, ghi chép mỗi người một kiểu nên khi giao ca dễ bỏ sót. Khảo sát {40..120} hồ sơ thấy {15..35} % thiếu ít nhất một nội dung.',
				'{patient} và người nhà hay quên lời dặn, phải hỏi lại nhiều lần; {care} vì thế chưa đều giữa các ca.',
			],
			solution: [
				'Nhóm tác giả rà soát hướng dẫn của Bộ Y tế, rút thành {sheet} một trang, thử trên {20..40} người bệnh, sửa hai lần rồi áp dụng toàn khoa. Điều dưỡng trưởng kiểm ngẫu nhiên mỗi tuần.',
				'Làm {sheet} dùng hình vẽ và chữ to, đặt ngay đầu giường; điều dưỡng cùng người nhà đánh dấu sau mỗi lần thực hiện.',
			],
			result: [
				'Tỷ lệ thực hiện đủ {care} tăng từ {55..70} % lên {90..98} %, không ghi nhận sự cố y khoa liên quan trong {4..9} tháng.',
				'{90..97} % người bệnh và người nhà được hỏi hài lòng, thời gian nằm viện trung bình giảm gần {1..2} ngày.',
			],
		},
		{
			field: 'management',
			effect: 'either',
			title: [
				'Rút ngắn thời gian {stage}',
				'Cải tiến quy trình {stage} theo phương pháp tinh gọn',
				'Ứng dụng mã QR trong {stage}',
			],
			rows: [0, 0, 1],
			problem: [
				'Khâu {stage} có {7..11} bước, người bệnh phải đi lại giữa {3..5} cửa và chờ trung bình {45..95} phút vào buổi sáng.',
				'{stage} còn dùng giấy và ghi sổ hai lần, buổi cao điểm thường nhầm thứ tự, người bệnh phàn nàn qua hòm thư góp ý.',
			],
			solution: [
				'Vẽ lại sơ đồ, bỏ {2..4} bước trùng nhau, gộp hai cửa, phát số theo khung giờ và cử nhân viên đứng hướng dẫn từ {6..7} giờ sáng.',
				'Tạo mã QR in trên phiếu, nhân viên quét ở từng chặng để biết người bệnh đang ở đâu; màn hình báo lượt đặt ở khu chờ.',
			],
			result: [
				'Thời gian chờ giảm còn {18..35} phút, mỗi buổi phục vụ thêm được {20..60} lượt.',
				'Không còn nhầm thứ tự, số góp ý về {stage} giảm {60..85} %.',
			],
		},
		{
			field: 'technology',
			effect: 'money',
			title: [
				'Tự làm {tool} dùng trong buồng bệnh thay cho hàng mua ngoài',
				'Tận dụng vật tư thanh lý làm {tool} phục vụ {patient}',
				'Thiết kế {tool} gọn nhẹ cho {patient}',
			],
			rows: [1, 0, 1],
			problem: [
				'{tool} mua sẵn giá cao, kích thước không hợp với buồng bệnh, hỏng thì không có linh kiện thay.',
			],
			solution: [
				'Dùng inox và bánh xe của giường thanh lý để làm {tool}, bề mặt trơn dễ lau khử khuẩn; khoa Kiểm soát nhiễm khuẩn kiểm tra trước khi dùng.',
				'Vẽ mẫu, làm thử hai chiếc tại tổ vật tư, lấy ý kiến của {10..25} điều dưỡng rồi chỉnh lại chiều cao và tay nắm.',
			],
			result: [
				'Giá thành chỉ bằng {20..45} % hàng mua, đã làm {6..30} bộ cho các khoa.',
				'Nhân viên thao tác nhẹ hơn, mỗi lượt tiết kiệm {4..12} phút.',
			],
		},
		{
			field: 'health',
			effect: 'social',
			title: [
				'Tổ chức {stage} an toàn cho {patient} trong mùa dịch',
				'Truyền thông phòng bệnh cho {patient} qua mạng xã hội',
				'Phân luồng {patient} khi {stage} để phòng lây nhiễm chéo',
			],
			rows: [0, 1, 0],
			problem: [
				'Trong mùa dịch, {patient} đến cùng lúc với người có triệu chứng hô hấp, khu chờ chật, khó giữ khoảng cách.',
				'Nhiều {patient} chỉ tái khám khi đã có biến chứng; tờ rơi phát tại phòng khám ít người đọc.',
			],
			solution: [
				'Chia khung giờ hẹn qua điện thoại, mở lối đi riêng, bố trí sàng lọc {2..3} câu hỏi ngay cổng và khu chờ ngoài trời có mái che.',
				'Lập nhóm trao đổi theo từng xã, mỗi tuần gửi {2..3} bài ngắn kèm tranh; nhân viên trả lời thắc mắc trong ngày.',
			],
			result: [
				'Không có ca lây nhiễm chéo trong đơn vị; {patient} vẫn được khám, phát thuốc đúng hẹn.',
				'Số người đến khám đúng lịch tăng {15..40} %, nhân viên bớt quá tải vào đầu tuần.',
			],
		},
	],
};
