/** Roles an account may hold in a unit. */
export type DemoRole = 'member' | 'officer' | 'reviewer' | 'manager' | 'administrator';

export interface DemoAccount {
	name: string;
	email?: string;
	/** Digits as typed at sign-in. */
	phone?: string;
	/** The unit in which the role is held. */
	unitCode: string;
	role: DemoRole;
}

/**
 * One sign-in per role around one CĐCS (a garment maker in a zone of Thanh Hóa) and a second officer elsewhere, to
 * try what lies outside one's reach. The caller chooses the password. Mail to `.invalid` can reach nobody, and
 * numbers beginning 0000 are not given out in Viet Nam.
 */
export const DEMO_ACCOUNTS: DemoAccount[] = [
	{ name: 'Lê Thị Mẫu', phone: '0000000001', unitCode: 'CS-00051', role: 'member' },
	{
		name: 'Trần Văn Cơ Sở',
		email: 'canbo@demo.sangkien.invalid',
		phone: '0000000002',
		unitCode: 'CS-00051',
		role: 'officer',
	},
	{
		name: 'Phạm Thị Thẩm Duyệt',
		email: 'thamduyet@demo.sangkien.invalid',
		unitCode: 'KCN-38',
		role: 'reviewer',
	},
	{
		name: 'Nguyễn Văn Chương Trình',
		email: 'chuongtrinh@demo.sangkien.invalid',
		unitCode: 'TLD',
		role: 'manager',
	},
	{
		name: 'Hoàng Thị Quản Trị',
		email: 'quantri@demo.sangkien.invalid',
		unitCode: 'TLD',
		role: 'administrator',
	},
	{ name: 'Nông Văn Nơi Khác', email: 'canbo2@demo.sangkien.invalid', unitCode: 'CS-00310', role: 'officer' },
];
