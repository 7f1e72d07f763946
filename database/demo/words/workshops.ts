import { mechanical } from './mechanical.ts';
import type { Trade } from './pattern.ts';

/** Building materials: the same kinds of improvement, on other machines. */
export const materials: Trade = {
	...mechanical,
	code: 'materials',
	setting: 'shop',
	workplaces: /Vật liệu/,
	slots: {
		machine: [
			'máy ép gạch',
			'máy nghiền hàm',
			'máy trộn',
			'băng tải cấp liệu',
			'máy đóng bao',
			'máy cán sóng',
		],
		piece: ['gạch không nung', 'ngói màu', 'cọc bê tông', 'viên lát hè', 'ống cống', 'tấm tường nhẹ'],
		spare: ['tấm lót', 'con lăn', 'trục trộn', 'khuôn ép', 'cánh gạt', 'má nghiền'],
		flaw: ['rung', 'kẹt liệu', 'quá nhiệt', 'mòn lệch', 'trượt băng'],
		device: ['bộ căn chỉnh', 'phễu cấp liệu', 'bộ gạt liệu', 'khuôn thay nhanh'],
	},
};

/** Wood. */
export const wood: Trade = {
	...mechanical,
	code: 'wood',
	setting: 'shop',
	workplaces: /gỗ/,
	slots: {
		machine: [
			'máy cưa xẻ',
			'máy bào bốn mặt',
			'máy chà nhám thùng',
			'máy khoan dàn',
			'máy dán cạnh',
			'máy ghép ngang',
		],
		piece: ['tấm ván ghép', 'ván sàn', 'thanh pallet', 'chân bàn', 'cánh tủ', 'khung ghế'],
		spare: ['lưỡi dao', 'con lăn', 'trục dẫn', 'băng nhám', 'bánh tỳ', 'vòng bi'],
		flaw: ['rung', 'kẹt phôi', 'quá nhiệt', 'mòn lệch', 'lệch thước'],
		device: ['cữ chặn tự lựa', 'bộ kẹp nhanh', 'bàn xoay', 'bộ căn chỉnh', 'phễu hút mùn'],
	},
};
