/**
 * How it was measured: stands before the result. Any end goes with any beginning; one that stops with a full stop
 * wants none.
 */
export const MEASURED = [
	'[số|con số] dưới đây [lấy|cộng|rút] từ {log}',
	'[so|đặt cạnh nhau] {3..6} tháng trước và sau {applied}',
	'{lead} cùng {mate} [đếm|kiểm|dò] lại',
	'[đo|ghi|theo dõi] {24..90} {day}',
	'[chúng tôi|tôi] không có máy đo, chỉ đếm [tay|bằng sổ], [ai|người nào] cũng kiểm được.',
	'[qua|sau] {4..10} tháng [làm đều|theo dõi]',
	'[hội đồng|đoàn chấm] [xem|đến] {spot}, hỏi {5..18} người [rồi|xong] mới công nhận.',
	'[tuần|tháng] thứ {2..4} đã [khác|thấy khác]',
	'[tính tới|đến] hết [quý {1..3}|tháng {2..9}]',
	'[phép|cách] tính [đơn giản|dễ kiểm]: lấy [mức cũ|năm ngoái|quý trước] làm mốc.',
];
export const MEASURED_ENDS = [
	'cùng [người ghi|số người|khối lượng việc]',
	'[bỏ|trừ] [tuần đầu|ngày lễ|hôm bất thường]',
	'hai lượt [khớp|giống] nhau',
	'[kết quả|mọi việc] [như sau|thế này]',
	'[giữ|lưu] cả [bản gốc|ảnh sổ]',
	'không [thêm|bớt] số nào',
	'ai [muốn|cần] cứ xem lại',
];

/** What people say, who else does it, what comes next: stands after the result; with its ends. */
export const AFTER = [
	'{mate} [nay|giờ] [nói|bảo]: [«nhẹ đầu hẳn»|«chịu, không về lối cũ»|«giá làm sớm»|«đỡ nhắc nhau»|«dễ hơn tôi tưởng»|«thế này mới bền»].',
	'{neighbour} [đã sang xem|xin mẫu|cử người sang học]',
	'[tới đây|quý sau|sắp tới] [nhóm|chúng tôi] [mở|làm] thêm {2..6} [nơi|chỗ], [trước hết|đầu tiên] là {neighbour}.',
	'[mừng|quý] hơn cả là [nề nếp|không khí|tình cảm] [ở|trong] {crew}.',
	'[vẫn còn|còn] [hạn chế|chỗ chưa ổn]: [lúc|khi] [đông|gấp] còn [chậm|cần người nhắc].',
	'hỏi {14..72} người, [phần lớn|quá nửa|gần hết] [ủng hộ|muốn giữ].',
	'[cách này|việc này] [có thể|dễ] dùng ở [nơi khác|nhiều chỗ], [miễn|chỉ cần] [có người chịu khó|{lead} quan tâm|ghi số thật].',
	'[năm nay|kỳ này] {spot} [lên hạng|được khen|khỏi bị trừ điểm]',
	'[giờ|công] [dôi ra|bớt được] [dành|để] [kèm người mới|dọn dẹp|nghỉ giữa buổi]',
	'[chuyện|việc] này đã được [kể|trình bày] ở {meet}',
	'[bài học|điều rút ra] là [hỏi người làm trước|bắt đầu từ việc nhỏ|ghi số từ sớm|đừng ngại sửa].',
	'[gần|đã] {3..9} tháng không ai [kêu|nhắc] chuyện cũ',
	'{lead} [chấm|đánh giá] là [thiết thực|dễ hiểu|ít tốn]',
	'người mới [học|nắm] trong {2..8} ngày',
];
export const AFTER_ENDS = [
	'ai cũng [vui|đỡ mệt|nhẹ việc]',
	'[ít tiền|rẻ] mà [bền|được việc]',
	'kể cả [mùa cao điểm|hôm thiếu người]',
	'nhóm còn [chỉnh|theo dõi] tiếp',
	'bớt hẳn lời qua tiếng lại',
	'từ [tháng sau|quý tới] [mở rộng|viết thành lệ]',
	'trước [đây|đó] [ít ai|mấy ai] tin',
	'[đó|ấy] là điều [đáng mừng|chúng tôi mong nhất]',
];
