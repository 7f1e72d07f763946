import type { Random } from '../../demo/random.ts';

/** A kind of workplace: how its name begins, how many members it has, which parts it may have. */
export interface Workplace {
	prefix: string;
	members: [number, number];
	parts?: string[];
}

const company = (prefix: string, parts: string[], members: [number, number] = [80, 1800]): Workplace => ({
	prefix,
	members,
	parts,
});

const GARMENT = ['Xưởng May 1', 'Xưởng May 2', 'Xưởng Cắt', 'Xưởng Hoàn thiện', 'Khối văn phòng'];
const MACHINE = ['Xưởng Gia công', 'Xưởng Lắp ráp', 'Phân xưởng Cơ điện', 'Khối văn phòng'];
const ASSEMBLY = ['Xưởng Lắp ráp 1', 'Xưởng Lắp ráp 2', 'Xưởng Ép nhựa', 'Bộ phận Kho vận'];
const HOSPITAL = [
	'Khoa Khám bệnh',
	'Khoa Ngoại tổng hợp',
	'Khoa Dược',
	'Khoa Xét nghiệm',
	'Phòng Điều dưỡng',
];

export const PARTS = {
	hospital: HOSPITAL,
	mine: ['Phân xưởng Khai thác 1', 'Phân xưởng Đào lò', 'Phân xưởng Cơ điện', 'Phân xưởng Vận tải'],
	faculty: ['Khoa Cơ khí', 'Khoa Sư phạm', 'Khoa Công nghệ thông tin', 'Phòng Đào tạo'],
	garment: GARMENT,
	spinning: ['Xưởng Sợi con', 'Xưởng Bông chải', 'Xưởng Đánh ống', 'Khối văn phòng'],
};

/** What stands below a district or commune union. */
export const LOCAL: Record<'enterprise' | 'school' | 'service', Workplace[]> = {
	enterprise: [
		company('Công ty TNHH May', GARMENT),
		company('Công ty CP May mặc', GARMENT),
		company('Công ty CP Cơ khí', MACHINE, [40, 400]),
		company('Công ty CP Chế biến nông sản', [], [40, 350]),
		company('Công ty TNHH Chế biến gỗ', [], [40, 300]),
		company('Công ty CP Vận tải', [], [40, 260]),
		company('Công ty CP Vật liệu xây dựng', [], [60, 420]),
		company('Hợp tác xã Nông nghiệp', [], [20, 90]),
	],
	school: [
		company('Trường Mầm non', [], [18, 60]),
		company('Trường Tiểu học', [], [22, 75]),
		company('Trường THCS', [], [22, 80]),
		company('Trường THPT', [], [45, 120]),
	],
	service: [
		company('Công ty CP Môi trường đô thị', [], [60, 450]),
		company('Công ty CP Cấp nước', [], [50, 300]),
		company('Trung tâm Y tế', [], [60, 260]),
		company('Xí nghiệp Thủy lợi', [], [30, 150]),
		company('Quỹ Tín dụng nhân dân', [], [10, 40]),
		company('Trung tâm Dịch vụ hành chính công', [], [15, 60]),
	],
};

/** What stands in industrial zones, below provincial sectors, and below the public-administration union. */
export const IN_ZONE: Workplace[] = [
	company('Công ty TNHH Điện tử', ASSEMBLY, [300, 6000]),
	company('Công ty TNHH Linh kiện', ASSEMBLY, [200, 3000]),
	company('Công ty TNHH May xuất khẩu', GARMENT, [300, 4500]),
	company('Công ty TNHH Cơ khí chính xác', MACHINE, [100, 900]),
	company('Công ty CP Bao bì', MACHINE, [80, 600]),
	company('Công ty TNHH Thực phẩm', [], [100, 900]),
];
export const IN_EDUCATION: Workplace[] = [
	company('Trường THPT', [], [50, 130]),
	company('Trường Cao đẳng Nghề', PARTS.faculty, [80, 240]),
];
export const IN_HEALTH: Workplace[] = [
	company('Bệnh viện Đa khoa', HOSPITAL, [180, 900]),
	company('Bệnh viện Y học cổ truyền', HOSPITAL, [80, 260]),
	company('Trung tâm Kiểm soát bệnh tật', [], [80, 220]),
];
export const IN_ADMINISTRATION: Workplace[] = [
	company('Trung tâm Lưu trữ', [], [15, 60]),
	company('Chi cục Kiểm định', [], [20, 80]),
];

export const FIRST = 'An Bảo Đại Gia Hoàng Hưng Khánh Lam Minh Nhật Phú Tâm Tân Thiên Trường Vĩnh'.split(' ');
export const SECOND =
	'Khuê Vĩ Thụy Điềm Ngạn Thạc Quế Miên Thảo Dực Tuyên Khoát Hạo Viên Trạch Lũng Khê Sùng Cẩn Duệ'.split(' ');

/** Names for workplaces, each given once: joined from syllables so that they belong to nobody we know. */
export function createNaming(random: Random): (prefix: string) => string {
	const used = new Set<string>();
	return (prefix) => {
		for (;;) {
			const name = `${prefix} ${random.pick(FIRST)} ${random.pick(SECOND)}`;
			if (used.has(name)) continue;
			used.add(name);
			return name;
		}
	};
}
