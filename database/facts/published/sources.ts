import type { LocalDate } from '#platform/clock/clock.ts';
import type { Text } from '../programmes.ts';

/** Who printed a figure, by name. */
export const SUMMARY: Text = {
	vi: 'Báo chí, bài tổng kết chương trình, 2023',
	en: 'Press, on the programme’s conclusion, 2023',
};
export const PROVINCE: Text = {
	vi: 'Báo chí, bài về kết quả của tỉnh Lạng Sơn',
	en: 'Press, on the results of Lạng Sơn province',
};
export const MILLION: Text = {
	vi: 'Báo Lao động Thủ đô, chuyên trang Lao động và Pháp luật; báo Nhân Dân',
	en: 'Lao động Thủ đô (Lao động và Pháp luật) and Nhân Dân newspapers',
};
export const OIL: Text = {
	vi: 'Trang tin Công đoàn Dầu khí Việt Nam, 15/7/2022',
	en: 'Site of the oil and gas union, 15/7/2022',
};
export const CAMPAIGN: Text = {
	vi: 'Báo chí, bài về 40 ngày cao điểm, 2022',
	en: 'Press, on the forty peak days, 2022',
};
export const FIRST: Text = {
	vi: 'Tạp chí Lao động và Công đoàn',
	en: 'Lao động và Công đoàn magazine',
};
export const THANH_HOA: Text = {
	vi: 'Đài Phát thanh – Truyền hình Thanh Hóa, 9/9/2023',
	en: 'Thanh Hóa radio and television, 9/9/2023',
};

/** The last day of submissions; of phase 1; and of the millionth initiative. */
export const END: LocalDate = '2023-08-31';
export const PHASE_1_END: LocalDate = '2022-05-31';
export const MILLIONTH: LocalDate = '2022-10-03';
