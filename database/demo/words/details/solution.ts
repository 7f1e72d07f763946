/**
 * How it began, who did it: stands before the solution. Any end goes with any beginning; one that stops with a
 * full stop wants none.
 */
export const SPARK = [
	'[ý|gợi ý|sáng kiến] [ban đầu|này] là của {mate}',
	'[tôi|nhóm chúng tôi] [vẽ|phác|nháp] [ra giấy|lên bảng|vào sổ]',
	'[việc|phần] này {crew} [lo|nhận|gánh]',
	'{lead} [gật đầu|cho làm|đồng ý] [từ|hồi|đầu] {trial}',
	'[chúng tôi|nhóm ba người] [sang|đi] [xem|học] {neighbour}',
	'[bàn|họp|ngồi với nhau] {2..9} [buổi|tối|lần]',
	'[tiêu chí|điều kiện] [tự đặt|chung]: [rẻ|ít tiền], [dễ làm|ai cũng làm được], không [đụng|vướng] việc đang chạy.',
	'{mate} [hỏi|thắc mắc] [bước nào bỏ được|vì sao cứ phải làm thế|ai là người nắm rõ nhất]',
	'[chúng tôi|nhóm] [chia|xé] việc [làm|thành] {3..6} [phần|bước]',
	'[nhân|tranh thủ] [dịp|mấy hôm] [vắng việc|giữa kỳ] [hồi|của] {trial}, {crew} [bắt tay|khởi sự]',
	'[tôi|chúng tôi] nhờ {mate} [kể|tả] [cặn kẽ|hết] một {day} làm việc',
	'không [đợi|chờ] [kinh phí|đề án|ai giục], {crew} [làm|bắt đầu] [từ|bằng] [đồ sẵn có|cái đang dùng].',
	'[mẫu|bản] đầu [còn|hơi] [vụng|thô|hay kẹt]',
	'[cái|điểm] mới là {who} được [tự chọn|nói trước|chấm nhau].',
	'[tôi|{mate}] [đọc|tìm|hỏi] thêm {3..10} [nơi|chỗ|người]',
	'[lúc|ban] đầu chỉ {2..7} người [theo|tin|chịu làm]',
	'[chiều|trưa] {3..27}/{1..9}, [cả nhóm|chúng tôi] [chốt|chọn] [cách làm|hướng đi]',
];

/** Ends of how it began. */
export const SPARK_ENDS = [
	'{lead} [góp|thêm] {2..5} [ý|điểm]',
	'làm [vào|lúc] [ngoài giờ|buổi trưa|chiều thứ bảy]',
	'[bỏ|gạt] đi {2..4} [cách|phương án] [tốn kém|rườm rà|quá sức]',
	'xong phần nào [dùng|thử] phần ấy',
	'[đổi|sửa] [hai|ba|bốn] [lượt|bận] [mới|thì] ưng',
	'{mate} [giữ nhịp|lo phần khó|cầm sổ]',
	'lời chê nào cũng [ghi lại|đem ra bàn]',
	'rồi [thấy|nhận ra] [có cách đơn giản hơn|mình làm vòng|nên bớt bước]',
	'ai [ngại|chê] cứ [nói|thử trước]',
	'hẹn {2..6} tuần [là xong|xem lại]',
	'và [dặn|hứa với] nhau [đừng vội|không bỏ giữa chừng]',
	'rồi [mới|cùng] bắt tay [làm|vào việc]',
];

/** How it was tried and what went wrong on the way; with its ends. */
export const TRIAL = [
	'{2..6} tuần [đầu|thử] ở {spot}',
	'[lần|hôm|đợt] đầu [hỏng|vấp|trục trặc] vì [chưa quen|thiếu đồ|quên báo {neighbour}], [sửa|chỉnh] [hôm sau|trong {2..6} ngày] [là|thì] [ổn|êm].',
	'[vài|{2..5}] người [e ngại|chưa tin|chê phiền], [chúng tôi|{lead}] [mời|để] chính họ [chấm điểm|thử trước|giữ sổ].',
	'{lead} [xem|ghé|dự] {2..5} [lần|buổi], [nhắc|góp] về [an toàn|chi phí|cách ghi].',
	'[khó|vướng] nhất là [thói quen|chỗ đặt|giờ giấc|đồ dùng], gỡ bằng [làm từng phần|đổi giờ|mượn tạm {neighbour}|làm mẫu cho xem].',
	'[hết|qua|sau] đợt thử',
	'[để so|làm đối chứng], {neighbour} [giữ cách cũ|chưa đổi gì] trong {2..6} tuần.',
	'[đợt|chặng] sau từ {applied} [thêm|mở] {2..7} [nơi|nhóm]',
	'giữa chừng [gặp|vướng] [mưa bão|ngày lễ|đợt thiếu người], [chậm|dừng] {3..9} ngày [rồi|mới] tiếp.',
	'[số|kết quả] thử do {mate} [ghi|giữ], ai [muốn|nghi ngờ] cứ xem lại.',
	'[so|thử] {2..4} [kiểu|cỡ|mức], kiểu [thứ hai|nhỏ nhất|giữa] [hợp|đỡ tốn] hơn cả.',
	'[một tuần|nửa tháng|mười hôm] sau {crew} [ngồi lại|hội ý]',
	'[tôi|{mate}] [đứng|ngồi] [xem|ghi] {5..18} [lượt|buổi]',
	'[bước|bản] thứ {2..4} [không hợp|phải bỏ|làm lại]',
	'[nửa|một nửa số] [người|chỗ] làm trước, nửa kia [để nguyên|làm như cũ] [để so|cho dễ thấy].',
];
export const TRIAL_ENDS = [
	'[được|đạt] {6..9} phần mười [dự tính|mong muốn]',
	'[lỗi|chỗ sót] [còn|chỉ] {2..9}',
	'[bỏ|thêm] {2..3} [chi tiết|điều]',
	'[biết|thấy] rõ [chỗ yếu|điều cần giữ]',
	'[chỉnh|sửa] thêm {2..4} chỗ',
	'số liệu [đủ|mới đủ] để [kết luận|làm tiếp]',
	'[lần|buổi] sau [êm|trôi] hơn',
	'người [ngại|chê] nhất cũng [chịu làm|thôi kêu]',
	'[hầu hết|quá nửa] [quen tay|thuộc bước]',
	'{neighbour} [giúp|cùng] đếm',
	'mọi [lời chê|góp ý] [ghi|đưa] vào {log}',
];

/** How people learnt it, what it took, how it is kept up; with its ends. */
export const KEEPING = [
	'chi phí [cả thảy|hết|chừng] {2..28} triệu đồng, [quá nửa|phần lớn] là [tiền công|vật liệu|in ấn].',
	'[gần như|hầu như] không [tốn|mất] tiền vì [dùng đồ cũ|đồ có sẵn|tự làm].',
	'{mate} [viết|soạn] [chỉ dẫn|tóm tắt] [một mặt giấy|kèm {3..9} hình]',
	'[mỗi|từng] người [tập|được kèm] {2..6} [buổi|lượt]',
	'{lead} [ghé|kiểm|xem lại] [mỗi tháng {2..4} lần|hai tuần một bận]',
	'[người|đầu mối] giữ việc là {mate}, [vắng|bận] đã có [người thay|bạn cùng nhóm].',
	'[từ|sang|bước vào] {applied}, cách này [thành nếp|vào nội quy|là việc thường ngày]',
	'[buổi|lớp] [tập huấn|chỉ dẫn] {30..95} phút cho {8..46} người, [nửa buổi|quá nửa] là thực hành.',
	'[hư|vướng] đâu [sửa|gỡ] đó',
	'[cứ|hết] [ba tháng|một quý], {crew} [soát|chỉnh] lại một lượt',
	'[chỗ|phần] [nguy hiểm|dễ sai] [gắn|có] [biển nhắc|dấu đỏ] để [tránh|khỏi] [làm tắt|quên lúc vội].',
	'[công đoàn|tổ công đoàn] [thưởng|góp|giúp] {500..950} nghìn đồng để [động viên|khích lệ] {crew}.',
	'[ảnh|tài liệu|bản ghi] [từng bước|trước, sau] [lưu|để] ở [máy chung|tủ của {lead}]',
	'không ai [mất thu nhập|phải làm thêm giờ], điều này {lead} [hứa|nói] từ đầu.',
	'[đồ|món] dự phòng [để sẵn|có] {2..5} bộ',
];
export const KEEPING_ENDS = [
	'[ghi|đánh dấu] vào {log}',
	'ai thạo trước [chỉ|kèm] người sau',
	'chỉ [tốn|mất] {20..90} phút',
	'người mới [xem|đọc] là [học dần|khỏi hỏi]',
	'[hỏng|thiếu] thì [thay|bù] trong buổi',
	'mọi [tổ|nơi] như nhau',
	'ai [quên|vướng] thì [nhắc|gọi] nhau',
	'[để|cho] khỏi [quay lại lối cũ|mỗi người một kiểu]',
	'[lúc|khi] đông việc cũng không bỏ',
	'cuối [tháng|quý] [đọc|báo] ở {meet}',
];
