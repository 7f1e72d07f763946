/**
 * Where and since when it was so: stands before the problem itself. Any end goes with any beginning; one that
 * stops with a full stop wants none.
 */
export const SCENE = [
	'[tôi|chúng tôi] [làm|có mặt|nhận việc] ở {spot} [đã|được|chừng] {3..18} năm',
	'[câu chuyện|sự việc] [bắt đầu|nảy ra] [từ|ở] {spot}',
	'[đầu|giữa|cuối] năm {2022..2025} {spot} [nhận thêm việc|đổi người|thêm chỉ tiêu]',
	'{mate} [về|sang|nhận việc ở] {spot} [hồi|từ|vào] {before}',
	'{spot} [có|hiện có|chừng] {6..45} người',
	'[ở|trong|tại] {meet} có {3..11} [người|ý kiến] [nêu|nhắc|kể] chuyện này.',
	'[lật|xem|đọc] lại {log} [ba tháng|nửa năm|của quý trước], [chuyện|việc] này [lặp|nhắc] {8..37} [lần|lượt].',
	'[nơi|chỗ|bộ phận] tôi [làm|phụ trách] [nhỏ|không đông|vừa phải]',
	'[trước|cho tới|hồi] {before} {spot} [vẫn|còn] [giữ nếp cũ|làm như xưa|chưa đổi gì]',
	'[sau|qua] [kỳ kiểm tra|lần kiểm kê|một vụ nhỏ] {before}, {lead} [nhờ|giao|khuyến khích] {crew} [tìm cách|xem lại|sửa dần].',
	'[hai|ba|bốn] năm [nay|qua|gần đây] việc ở {spot} [nhiều lên|tăng {11..48} %|dày dần]',
	'[ngày|hồi|lúc] mới [vào nghề|nhận việc] [chính tôi|tôi] [cũng|đã|từng] [vấp|khổ] vì [chuyện|việc] này.',
	'[cuối|đầu|giữa] [tuần|tháng] là lúc {spot} [bận|rối|căng] nhất',
	'[một|có một] [buổi sáng|chiều|hôm] {before}, {mate} [thở dài|kể với tôi|than] [chuyện|việc] này.',
	'{spot} [nằm|ở] [xa|khuất|cuối dãy]',
	'người làm ở {spot} [phần lớn|quá nửa|có {2..6} phần mười] [còn trẻ|mới vào|đã lớn tuổi]',
	'[đặc điểm|cái riêng|cái khó] ở {spot} là [việc chia nhỏ|người ra vào nhiều|giờ giấc thất thường]',
	'[bản thân|riêng] tôi [để ý|theo dõi] [chuyện|việc] này [từ|kể từ] {before}.',
	'[có|từng có] [hôm|bữa] {2..28}/{2..9}, cả {spot} [ở lại|loay hoay|bàn cãi] [tới tối|hết buổi|quên cả giờ ăn].',
	'{mate} [vốn|là người] [cẩn thận|ít nói|hay để ý], [ghi|đếm] [suốt|liền] {8..26} {day} [rồi|mới] [đưa tôi xem|nói ra].',
];

/** Ends of a scene. */
export const SCENE_ENDS = [
	'người sau cứ [theo|học|nhìn] người trước mà làm',
	'[vắng|thiếu] một [người|suất] là [rối|việc ùn lại|nơi khác phải gánh]',
	'việc [hay|thường] [đến không báo trước|dồn từng đợt|dồn về cuối tháng]',
	'mà số người [vẫn vậy|không thêm|còn bớt]',
	'nhìn [gần|kỹ] mới [hiểu|thấy] [cái khó|vì sao mệt]',
	'nhưng chưa ai [ngồi xem|đếm thử|hỏi tới] [cho kỹ|tận nơi|đến cùng]',
	'[chỗ|điểm] yếu [lộ|hiện] [ra|rõ] dần',
	'trên dưới đều [mong|muốn] [gọn hơn|đỡ mệt|có cách khác]',
	'đồ dùng [phần nhiều|quá nửa] là [đồ cũ|đồ xin lại|đồ dùng chung]',
	'nên tôi [ghi|để ý|đếm] thử [trong|suốt] {7..24} ngày',
	'nghỉ [một buổi|hai hôm] là [tồn việc|chậm cả tuần]',
	'[ít|chẳng mấy] khi [đủ người|đủ đồ|đúng giờ]',
	'ai cũng [bận|lo] phần [mình|việc của mình]',
	'[chuyện|lỗi] nhỏ [dễ|hay] bị [bỏ qua|coi là thường]',
	'việc hôm nay [hay|dễ] [dồn|lấn] sang [mai|hôm sau]',
	'mỗi người [tự xoay|nhớ một phần|làm theo ý mình]',
	'[hỏi|góp ý] thì [ngại|chẳng biết gặp ai]',
];
