import type { Setting } from './settings.ts';

const list = (text: string) => text.trim().split(/\s*[|\n]\s*/);

/** Things with their measure, roles of people and stages of work, of each kind of workplace. */
export const STUFF: Record<Setting, { things: string[]; roles: string[]; stages: string[] }> = {
	shop: {
		things: list(`
			mét thép hộp | tấm mica | bánh xe cao su | bu lông M{6..16} | mét ống nhựa | lò xo | van khí | mét dây điện | vòng bi {6000..6309}
			thanh nhôm | tấm tôn {1..3} ly | công tắc | bản lề | rơ le | cảm biến quang | mét xích | tấm cao su | hộp sơn | que hàn
			nam châm | xi lanh khí | đồng hồ đo | thùng nhựa | mét lưới thép | đèn báo | tấm phíp | cuộn băng dính màu | gối đỡ | đai ốc
			tấm inox | mét dây cáp | ròng rọc | pít tông cũ | tay nắm | khay nhựa | biển nhôm | thẻ ép nhựa | mũi khoan | mét thanh ray`),
		roles: list(`
			hàn | tiện | điện | kho | kiểm hàng | kỹ thuật | bảo trì | vận hành | cắt phôi | an toàn | thống kê | vẽ | lắp máy | sơn | đóng gói
			cấp liệu | chuyền phó | thủ kho | trực ca đêm | nguội`),
		stages: list(`
			đo đạc | vẽ phác | xin vật tư | mua đồ | cắt, hàn | lắp thử | chạy không tải | chạy có tải | sửa lần đầu | sơn | nghiệm thu
			hướng dẫn ca A | hướng dẫn ca đêm | dán chỉ dẫn | kiểm an toàn | lắp máy thứ hai | họp rút kinh nghiệm | lập bản vẽ`),
	},
	site: {
		things: list(`
			cọc tiêu | mét dây thừng | đèn pin | mét ống | xẻng | van | biển phản quang | thùng phuy | bánh xe đặc | mét cáp | tấm bạt
			bộ đàm | áo phản quang | khóa treo | mét xích | bao cát | sơn kẻ vạch | cờ | thước dây | máy bơm nhỏ | pin mặt trời | hộp nối
			mét lưới | ủng | gậy đèn | bình nước | túi cứu thương | thẻ màu | sim dữ liệu | tấm tôn | dây đai | ghế gấp`),
		roles: list(`
			lái xe | tuần tuyến | điện | cơ khí | trực đêm | thống kê | an toàn | kho | đo đạc | vận hành bơm | thu gom | cảnh giới
			tổ phó | liên lạc | sửa xe | chụp ảnh`),
		stages: list(`
			đi khảo sát | chấm bản đồ | xin vật tư | làm mẫu | thử ban ngày | thử ban đêm | gặp tổ dân phố | sửa mẫu | chia tuyến
			tập huấn | lắp điểm đầu | lắp nốt | đo lại | họp đội | báo cáo | bàn giao`),
	},
	school: {
		things: list(`
			tờ bìa màu | hộp bút dạ | thẻ từ | bảng con | cuộn băng dính | quyển sổ | phiếu bài tập | tranh khổ A3 | hộp giấy | bộ thẻ số
			kéo đầu tròn | lọ hồ | chai nhựa | nắp chai | giỏ tre | tập giấy màu | quyển truyện | nam châm tròn | kẹp gỗ | dây len
			khay đựng | đồng hồ cát | giá sách nhỏ | mô hình | loa nhỏ | tấm xốp | huy hiệu giấy | quả bóng | chậu cây | bộ cờ`),
		roles: list(`
			soạn phiếu | làm tranh | quay phim | ghi chép | dự giờ | chấm bài | in ấn | liên lạc phụ huynh | dạy thử | giữ thư viện
			phụ trách đội | tổng hợp | dẫn trò chơi | kèm nhóm yếu`),
		stages: list(`
			khảo sát | họp tổ | soạn bài đầu | làm đồ dùng | dạy thử | dự giờ | góp ý | sửa phiếu | kiểm tra ngắn | gửi phụ huynh
			dạy lại | trưng bày | tổng kết | báo cáo chuyên đề | chia sẻ với tổ bạn`),
	},
	ward: {
		things: list(`
			tấm bảng mica | hộp đựng | khay inox | bánh xe có khóa | cuộn nhãn | thẻ màu | tờ hướng dẫn | kẹp giấy | giá treo | tấm đệm
			đồng hồ treo | bút lông | túi lưới | tập phiếu | bảng từ | biển chỉ đường | ghế chờ | thùng màu vàng | bình xịt | ống inox
			mét dải băng dính sàn | chuông cầm tay | hộp thuốc chia ô | khăn trải | đèn đầu giường | móc treo`),
		roles: list(`
			điều dưỡng chăm sóc | hành chính khoa | dược | hộ lý | kỹ thuật viên | giám sát | tập huấn | in ấn | ghi số liệu
			trực đêm | vật tư | đón tiếp | dinh dưỡng`),
		stages: list(`
			quan sát | phỏng vấn người nhà | họp khoa | soạn phiếu | thử một buồng | thử hai buồng | kiểm nhiễm khuẩn | sửa phiếu
			tập huấn kíp một | tập huấn kíp hai | áp dụng cả khoa | bình bệnh án | đánh giá | báo cáo phòng điều dưỡng`),
	},
	desk: {
		things: list(`
			bìa còng | hộp lưu hồ sơ | tập nhãn | bút dạ | bảng trắng | cuộn băng màu | thẻ nhựa | kẹp bướm | tủ sắt cũ | khay ba tầng
			tập giấy ghi chú | ổ cứng | con dấu ngày | máy quét cũ | sổ bìa cứng | phong bì | hòm phiếu | giá báo | biển tên
			tờ hướng dẫn | tấm ghim | lịch bàn | đồng hồ | phiếu hỏi | ghế nhựa | loa kéo | tờ gấp`),
		roles: list(`
			văn thư | kế toán | nhân sự | tổng hợp | tin học | kho | tổ trưởng công đoàn | nữ công | tuyên truyền | thủ quỹ | tiếp dân
			lưu trữ | kế hoạch | kiểm tra`),
		stages: list(`
			hỏi ý kiến | đếm hồ sơ | họp phòng | vẽ các bước | bỏ mẫu thừa | làm bảng thử | nhập số cũ | hướng dẫn phòng bạn
			chạy song song | khớp số | bỏ cách cũ | lấy phiếu | báo cáo | viết chỉ dẫn | gặp các tổ | công bố`),
	},
};
