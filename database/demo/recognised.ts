/** People of the unit whose officer signs in who were recognised there but have not posted yet. */
export const DEMO_RECOGNISED: readonly { name: string; title: string; number: string; daysAgo: number }[] = [
	{
		name: 'Vũ Thị Mẫu Hai',
		title: 'Cữ gá may viền cổ áo không cần rập phấn',
		number: '14/QĐ-KT',
		daysAgo: 96,
	},
	{
		name: 'Hoàng Văn Mẫu Ba',
		title: 'Hộp chia chỉ theo màu trên chuyền may',
		number: '14/QĐ-KT',
		daysAgo: 96,
	},
	{ name: 'Đặng Thị Mẫu Bốn', title: 'Bảng treo báo kim gãy tại từng tổ', number: '21/QĐ-KT', daysAgo: 40 },
	{
		name: 'Bùi Văn Mẫu Năm',
		title: 'Xe đẩy bán thành phẩm hai tầng có khóa bánh',
		number: '21/QĐ-KT',
		daysAgo: 40,
	},
];
