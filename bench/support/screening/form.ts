/**
 * Words of the forms that initiatives are written in, made for this bench after what such forms ask for. Slots in
 * braces are filled anew in every document (see `invented.ts`).
 */

/** A form: lines of the head, of the people, and headings under which stock sentences and the body stand. */
export interface Form {
	head: readonly string[];
	people: readonly string[];
	/** In the order of the form; the second and third hold most of the body. */
	headings: readonly [string, string, string, string];
	tail: readonly string[];
}

export const FORMS: readonly Form[] = [
	{
		head: [
			'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM. Độc lập – Tự do – Hạnh phúc',
			'ĐƠN YÊU CẦU CÔNG NHẬN SÁNG KIẾN',
		],
		people: [
			'Kính gửi: Hội đồng sáng kiến {unit}',
			'Tôi ghi tên dưới đây: {name}, sinh ngày {date}, nơi công tác {unit}, tỷ lệ đóng góp {percent}',
			'Đồng tác giả: {name}, tỷ lệ đóng góp {percent}',
		],
		headings: [
			'1. Lĩnh vực áp dụng và tình trạng kỹ thuật hiện tại của đơn vị',
			'2. Mô tả bản chất của sáng kiến, các bước thực hiện',
			'3. Đánh giá lợi ích thu được do áp dụng sáng kiến theo ý kiến của tác giả',
			'4. Các điều kiện cần thiết để áp dụng sáng kiến, thông tin cần được bảo mật',
		],
		tail: [
			'Tôi xin cam đoan mọi thông tin nêu trong đơn là trung thực, đúng sự thật và hoàn toàn chịu trách nhiệm trước pháp luật.',
			'{place}, ngày {date}. Người nộp đơn (ký và ghi rõ họ tên): {name}',
		],
	},
	{
		head: ['BÁO CÁO SÁNG KIẾN KINH NGHIỆM', 'Năm học {year}'],
		people: ['Họ và tên tác giả: {name}', 'Chức vụ: giáo viên. Đơn vị công tác: {unit}, {place}'],
		headings: [
			'I. ĐẶT VẤN ĐỀ. Lý do chọn đề tài, cơ sở lý luận và thực trạng',
			'II. GIẢI QUYẾT VẤN ĐỀ. Các biện pháp đã tiến hành để giải quyết vấn đề',
			'III. HIỆU QUẢ của sáng kiến đối với hoạt động giáo dục, bản thân, đồng nghiệp và nhà trường',
			'IV. KẾT LUẬN VÀ KIẾN NGHỊ. Bài học kinh nghiệm',
		],
		tail: ['Xác nhận của thủ trưởng đơn vị', 'Người viết sáng kiến: {name}. {place}, ngày {date}'],
	},
	{
		head: ['BẢN MÔ TẢ GIẢI PHÁP LAO ĐỘNG SÁNG TẠO', 'Công đoàn cơ sở {unit}'],
		people: ['Tác giả: {name}. Bộ phận: {unit}. Mã số: {code}', 'Ngày áp dụng lần đầu: {date}'],
		headings: [
			'A. Hiện trạng trước khi áp dụng giải pháp: nhược điểm cần khắc phục',
			'B. Nội dung của giải pháp: nguyên lý, kết cấu, cách làm',
			'C. Hiệu quả kinh tế, hiệu quả kỹ thuật, hiệu quả xã hội',
			'D. Khả năng nhân rộng, phạm vi ảnh hưởng của giải pháp',
		],
		tail: ['Ý kiến của Ban Chấp hành công đoàn và chuyên môn cùng cấp: đồng ý đề nghị công nhận.'],
	},
	{
		head: ['PHIẾU ĐĂNG KÝ THAM GIA CHƯƠNG TRÌNH MỘT TRIỆU SÁNG KIẾN'],
		people: [
			'Người đăng ký: {name}, đoàn viên công đoàn {unit}',
			'Quyết định công nhận số {code} ngày {date}',
		],
		headings: [
			'Thực trạng trước khi có sáng kiến',
			'Nội dung sáng kiến',
			'Kết quả, giá trị làm lợi: {number} đồng một năm',
			'Phạm vi áp dụng và đề xuất',
		],
		tail: ['Xác nhận của công đoàn cơ sở'],
	},
];

/** Sentences that writers take over from each other, the most common first. Which stand where, is left to chance. */
export const STOCK: readonly string[] = [
	'Sáng kiến đã được áp dụng tại đơn vị từ ngày {date} và mang lại hiệu quả rõ rệt.',
	'Giải pháp có tính mới, tính sáng tạo, dễ thực hiện và có khả năng áp dụng rộng rãi.',
	'Xuất phát từ thực tế công việc hằng ngày, tôi luôn trăn trở tìm cách khắc phục những khó khăn trên.',
	'Trong quá trình thực hiện không tránh khỏi những thiếu sót, rất mong nhận được ý kiến đóng góp của hội đồng và các bạn đồng nghiệp.',
	'Sáng kiến giúp giảm thời gian, công sức của người lao động và tiết kiệm chi phí cho đơn vị.',
	'Tôi xin cam đoan đây là sáng kiến của bản thân, không sao chép hoặc vi phạm bản quyền của người khác.',
	'Được sự quan tâm, tạo điều kiện của Ban Giám đốc, Ban Chấp hành công đoàn cùng sự giúp đỡ của tập thể, tôi đã mạnh dạn đưa ra giải pháp này.',
	'Góp phần nâng cao năng suất lao động, bảo đảm an toàn và cải thiện điều kiện làm việc cho công nhân.',
	'Giá trị làm lợi ước tính {number} đồng trong năm đầu tiên áp dụng.',
	'Trước khi áp dụng sáng kiến, công việc chủ yếu được thực hiện thủ công nên tốn nhiều thời gian và dễ xảy ra sai sót.',
	'Sáng kiến có thể nhân rộng cho các đơn vị khác có điều kiện tương tự trong ngành.',
	'Để giải quyết vấn đề nêu trên, tôi đã tiến hành khảo sát thực tế, phân tích nguyên nhân và đề ra các giải pháp cụ thể.',
	'Kết quả đạt được cho thấy giải pháp hoàn toàn phù hợp với điều kiện thực tế của đơn vị.',
	'Trong những năm gần đây, Đảng và Nhà nước ta luôn quan tâm, khuyến khích phong trào thi đua lao động giỏi, lao động sáng tạo.',
	'Nâng cao ý thức trách nhiệm, tinh thần đoàn kết và tác phong công nghiệp của người lao động.',
	'Từ những kết quả nêu trên, tôi nhận thấy việc áp dụng sáng kiến là cần thiết và đúng đắn.',
	'Không phát sinh thêm nhân lực, tận dụng được vật tư và trang thiết bị sẵn có.',
	'So với trước khi áp dụng, tỷ lệ đạt yêu cầu tăng từ {percent} lên {percent}.',
	'Qua thời gian áp dụng, bản thân tôi đã rút ra một số bài học kinh nghiệm như sau.',
	'Trên đây là một số kinh nghiệm mà bản thân đã đúc kết được trong quá trình công tác.',
	'Kính đề nghị Hội đồng sáng kiến các cấp xem xét, công nhận để giải pháp được áp dụng rộng rãi hơn.',
	'Các thông tin cần được bảo mật: không có.',
	'Thực hiện chủ trương đẩy mạnh ứng dụng công nghệ thông tin và chuyển đổi số trong mọi mặt công tác.',
	'Giảm thiểu ô nhiễm môi trường, giữ gìn cảnh quan xanh, sạch, đẹp nơi làm việc.',
	'Đối tượng áp dụng là cán bộ, công chức, viên chức và người lao động đang làm việc tại {unit}.',
	'Phương pháp nghiên cứu: quan sát, điều tra, thống kê, so sánh và tổng kết kinh nghiệm.',
	'Giải pháp được lãnh đạo đơn vị đánh giá cao và được đồng nghiệp hưởng ứng.',
	'Trước tình hình dịch bệnh diễn biến phức tạp, việc duy trì hoạt động bình thường của đơn vị gặp rất nhiều khó khăn.',
	'Chi phí thực hiện thấp, thời gian thu hồi vốn dưới {small} tháng.',
	'Học sinh hứng thú, tích cực, chủ động tham gia vào các hoạt động học tập do giáo viên tổ chức.',
	'Đội ngũ giáo viên nhiệt tình, có trình độ chuyên môn vững vàng, yêu nghề và mến trẻ.',
	'Bên cạnh những thuận lợi, đơn vị vẫn còn gặp không ít khó khăn về cơ sở vật chất và kinh phí hoạt động.',
	'Phối hợp chặt chẽ giữa nhà trường, gia đình và xã hội trong việc giáo dục học sinh.',
	'Việc bảo dưỡng, sửa chữa đơn giản, công nhân vận hành có thể tự thực hiện mà không cần thuê ngoài.',
	'Thời gian thực hiện một sản phẩm giảm từ {small} phút xuống còn {small} phút.',
	'Tổ chức tuyên truyền, phổ biến để mọi người hiểu rõ mục đích, ý nghĩa và cùng tham gia thực hiện.',
	'Thường xuyên kiểm tra, giám sát, đôn đốc và kịp thời rút kinh nghiệm sau mỗi đợt triển khai.',
	'Hạn chế thấp nhất tai nạn lao động và bệnh nghề nghiệp có thể xảy ra.',
	'Người bệnh hài lòng hơn với chất lượng phục vụ, thời gian chờ đợi được rút ngắn đáng kể.',
	'Căn cứ vào chức năng, nhiệm vụ được giao và tình hình thực tế tại địa phương.',
	'Số liệu khảo sát đầu năm trên {small} người được thể hiện trong bảng dưới đây.',
	'Giúp công tác quản lý, theo dõi, thống kê, báo cáo được nhanh chóng, chính xác và kịp thời.',
	'Tác giả mong muốn tiếp tục được hỗ trợ kinh phí để hoàn thiện và phát triển giải pháp.',
	'Thiết bị vận hành ổn định, êm, không gây tiếng ồn và tiêu thụ ít điện năng.',
	'Tạo môi trường làm việc thân thiện, lành mạnh, phát huy tinh thần sáng tạo của mỗi cá nhân.',
	'Một bộ phận người lao động còn ngại thay đổi, chưa quen với cách làm mới.',
	'Từ đó giảm được số lượng công nhân đứng máy từ {small} người xuống còn {small} người mỗi ca.',
	'Phát huy truyền thống đoàn kết, tập thể đơn vị quyết tâm hoàn thành vượt mức các chỉ tiêu được giao.',
	'Giải pháp đã được Hội đồng sáng kiến cấp cơ sở công nhận theo Quyết định số {code} ngày {date}.',
	'Trẻ mạnh dạn, tự tin trong giao tiếp, biết chia sẻ và giúp đỡ bạn bè.',
	'Nguyên nhân chủ yếu là do trang thiết bị đã cũ, thường xuyên hư hỏng và thiếu phụ tùng thay thế.',
	'Việc làm này không những tiết kiệm kinh phí mà còn góp phần bảo vệ sức khỏe cộng đồng.',
	'Danh sách những người đã tham gia áp dụng thử hoặc áp dụng sáng kiến lần đầu gồm có {name} và {name}.',
	'Năng suất bình quân đạt {number} sản phẩm một ca, tăng {percent} so với trước.',
	'Những số liệu trên cho thấy chuyển biến tích cực cả về nhận thức và hành động.',
	'Sau khi được tập huấn, mọi thành viên trong tổ đều thao tác thành thạo.',
	'Lợi ích xã hội: tạo niềm tin, sự đồng thuận và hài lòng của người dân khi đến giao dịch.',
	'Đề nghị các cấp công đoàn tiếp tục tổ chức hội thảo, tham quan, trao đổi kinh nghiệm giữa các đơn vị.',
	'Giải pháp không chứa nội dung trái với trật tự công cộng, đạo đức xã hội và chưa được bảo hộ quyền sở hữu trí tuệ.',
	'Bản thân luôn tự học, tự bồi dưỡng để nâng cao trình độ chuyên môn, nghiệp vụ.',
	'Hồ sơ, bản vẽ, hình ảnh minh họa được gửi kèm theo báo cáo này.',
	'Mỗi cá nhân phải xác định rõ vai trò, trách nhiệm của mình trong từng công việc cụ thể.',
];

/** How titles begin. The thing follows. */
export const TITLE_STARTS: readonly string[] = [
	'Một số biện pháp',
	'Giải pháp nâng cao hiệu quả',
	'Cải tiến',
	'Nghiên cứu, chế tạo',
	'Ứng dụng công nghệ thông tin trong',
	'Thiết kế, chế tạo',
	'Nâng cao chất lượng',
	'Đổi mới công tác',
	'Xây dựng quy trình',
	'Một số kinh nghiệm',
	'Tối ưu hóa',
	'Giải pháp giảm',
	'Hệ thống',
	'Áp dụng',
	'Cải tạo, lắp đặt',
	'Sử dụng',
];

/** How titles end. The part after a comma or a preposition names the place. */
export const TITLE_ENDS: readonly string[] = [
	'tại {unit}',
	'cho học sinh lớp {grade}',
	'ở trường {place}',
	'tại {place}',
	'giai đoạn {year}',
	'cho công nhân {unit}',
	'mã {code}',
	'',
];
