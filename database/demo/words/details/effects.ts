import type { Setting } from './settings.ts';

interface Effects {
	/** What goes wrong. */
	flaw: string[];
	/** Of what there is less afterwards. */
	less: string[];
	/** Of what there is more. */
	more: string[];
}

const words = (text: string) => text.trim().split(/\s*[|\n]\s*/);

const ANYWHERE: Effects = {
	flaw: words(`
		việc làm đi làm lại | chờ đợi | sai sót vặt | chậm trễ | chuyện quên việc | hiểu lầm nhau | tốn công | thiếu đồ dùng
		lẫn lộn | hao phí | việc dồn cục | kiểu mỗi người một cách | báo tin muộn | thiếu số liệu | cảnh vội rồi hỏng
		đùn đẩy | trùng việc | mệt mỏi | lãng phí thời gian | cảnh phải hỏi nhiều nơi | cảnh bỏ dở giữa chừng | cảnh không ai chịu trách nhiệm
		ghi chép sơ sài | cảnh đồ để sai chỗ | cảnh người mới bỡ ngỡ | chuyện nhắc mãi không đổi`),
	less: words(`
		thời gian chờ | sai sót | lượt làm lại | lời phàn nàn | giờ làm thêm | chi phí vặt | việc tồn | số lần quên
		lượt hỏi lại | quãng đường đi lại | giấy tờ thừa | phút chết | công gián tiếp | lần nhắc nhở | đồ thất lạc
		lượt gọi hỗ trợ | khâu thừa | số buổi về muộn | ngày nghỉ ốm | khoản mua gấp | chuyện cãi cọ | lần hẹn lỡ
		việc phải sửa tay | điểm bị trừ | lượt đổi người giữa chừng | tiền sửa vặt`),
	more: words(`
		việc xong đúng hẹn | độ chính xác | sự chủ động | điểm thi đua | số người làm thạo | nề nếp | thời gian dành cho việc chính
		tinh thần hợp tác | ý kiến đóng góp | độ gọn gàng | mức hài lòng | số việc tự giải quyết | sự tin cậy | phần làm đúng ngay
		tốc độ | số người biết thay nhau | sức khỏe chung | số sáng kiến mới | độ đều giữa các tổ | khả năng theo kịp kế hoạch
		thu nhập thêm | độ bền đồ dùng | tỷ lệ đạt | sự yên tâm`),
};

const OF: Record<Setting, Effects> = {
	shop: {
		flaw: words(`
			máy dừng vặt | hàng hỏng | phế phẩm lẫn hàng tốt | chuyện thợ mới làm hỏng | đồ gá rơ | đổi loạt lâu | thiếu phôi
			mặt bằng chật | bụi, ồn | lỗi dồn xuống khâu sau | chờ thợ sửa | dao cụ cùn | số đo lệch | cảnh kho cấp chậm
			tai nạn nhỏ | đi lại vòng vèo | dầu mỡ vương vãi`),
		less: words(`
			phế phẩm | giờ dừng máy | hàng sửa | tiền vật tư | điện | lượt gọi cơ điện | hàng tồn giữa chừng | phút đổi loạt
			lỗi lọt khâu sau | đồ thay thế | chuyện suýt tai nạn | bụi và ồn | hàng chờ | số lần chỉnh máy | vật tư thừa
			lượt kiểm lại`),
		more: words(`
			sản lượng | số hàng loại một | năng suất mỗi người | giờ máy chạy | độ ổn định của máy | tay nghề thợ trẻ | diện tích trống
			lương sản phẩm | số đơn giao kịp | tuổi thọ đồ gá | phần tự sửa được | độ sạch nơi làm`),
	},
	site: {
		flaw: words(`
			cảnh đi hiện trường nhiều lượt | thiếu người lúc mưa bão | báo sự cố chậm | cảnh xe chờ nhau | dụng cụ nặng | trùng tuyến
			cảnh làm đêm nhiều | dân phản ánh | cảnh khó nhìn lúc tối | vật tư ẩm, hỏng | sổ trực mờ | mất liên lạc | đồ nghề thất lạc`),
		less: words(`
			lượt đi đêm | xăng dầu | phản ánh của dân | giờ xử lý sự cố | số lần quay lại | lượt huy động | vật tư hỏng
			giờ phơi nắng | va quệt | đồ nghề mất | phút gọi nhau`),
		more: words(`
			số điểm làm xong mỗi buổi | độ an toàn | lòng tin của dân | phần phát hiện sớm | sức bền thiết bị | số tuyến đạt chuẩn
			số buổi được nghỉ trọn | tiến độ`),
	},
	school: {
		flaw: words(`
			chuyện học trước quên sau | lớp trầm | tật ngại phát biểu | bài làm giống nhau | chênh lệch trong lớp | đồ dùng cũ | ít thời gian luyện
			cảnh phụ huynh khó phối hợp | tật nói nhiều làm ít | sợ sai | nghỉ học rải rác | cảnh chấm bài không xuể | chép bài mẫu`),
		less: words(`
			số em rụt rè | bài bỏ trống | lời nhắc trật tự | giờ chấm tay | lỗi lặp lại | số buổi vắng | phần giảng suông
			điểm yếu | việc giấy tờ của thầy cô | xích mích nhỏ`),
		more: words(`
			số em giơ tay | sản phẩm học tập | điểm kiểm tra | sự tự tin | số sách được mượn | phụ huynh phối hợp | câu hỏi của người học
			giờ thực hành | số em giúp bạn | niềm vui đến lớp`),
	},
	ward: {
		flaw: words(`
			lỗi giao ca thiếu ý | cảnh người bệnh hỏi nhiều nơi | ghi sổ hai lần | cảnh đông vào đầu giờ | cảnh vật tư để xa | nỗi lo của người nhà | cảnh dặn rồi quên
			chờ xe đẩy | ca đêm thiếu người | nhãn mờ | chuông gọi dồn | lời dặn khó hiểu`),
		less: words(`
			phút chờ | sự cố nhỏ | bước đi lại của nhân viên | góp ý không vui | vật tư hủy | lượt ghi trùng | thời gian giao ca
			nhầm lẫn | cuộc gọi nhắc | ngày nằm viện`),
		more: words(`
			thời gian bên người bệnh | điểm hài lòng | phần làm đủ bước | số người nhà biết cách chăm | độ gọn buồng bệnh | số ca đúng giờ
			thư cảm ơn | kết quả bình phiếu`),
	},
	desk: {
		flaw: words(`
			cảnh thư trôi | cảnh nhập hai lần | cảnh họp nhiều chốt ít | chờ chữ ký | tệp trùng tên | chuyện in thừa | số vênh giữa các nơi | quá hạn
			cảnh không rõ ai giữ | điện thoại hỏi liên tục | cảnh người nghỉ là tắc | mẫu biểu rườm rà | chuyện ít người biết | ngại góp ý`),
		less: words(`
			giấy in | thời gian tìm | việc quá hạn | lượt điện thoại | họp hành | bước ký | dòng lệch | thư nội bộ | biểu mẫu
			ngày đối chiếu | lượt đi nộp giấy`),
		more: words(`
			số việc khép trong tuần | ý kiến gửi về | số người tham gia | độ khớp số liệu | phần tự tra cứu | tốc độ trả lời
			số đầu việc có người theo | niềm tin | lượt xem bản tin | số tổ báo đúng hạn`),
	},
};

/** What goes wrong and what becomes better at workplaces of a kind. */
export const effectsOf = (setting: Setting): Effects => ({
	flaw: [...ANYWHERE.flaw, ...OF[setting].flaw],
	less: [...ANYWHERE.less, ...OF[setting].less],
	more: [...ANYWHERE.more, ...OF[setting].more],
});
