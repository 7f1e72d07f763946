import { addGrassroots, sumUp, type Workshop } from './grassroots.ts';
import type { Sources, WardMove } from './sources.ts';
import { REFORM } from './tree.ts';
import { IN_ADMINISTRATION, IN_EDUCATION, IN_HEALTH, IN_ZONE, LOCAL } from './workplaces.ts';

/** Provinces (of the 63) with a sample subtree, and the districts shown of each. */
const PROVINCES: { code: string; short: string; zone: string; districts: string[] }[] = [
	{
		code: '38',
		short: 'Thanh Hóa',
		zone: 'CĐ Khu kinh tế Nghi Sơn và các KCN Thanh Hóa',
		districts:
			'Thành phố Thanh Hóa|Thị xã Bỉm Sơn|Thành phố Sầm Sơn|Thị xã Nghi Sơn|Huyện Bá Thước|Huyện Ngọc Lặc|Huyện Vĩnh Lộc|Huyện Yên Định|Huyện Thọ Xuân|Huyện Triệu Sơn|Huyện Hoằng Hóa|Huyện Nga Sơn'.split(
				'|',
			),
	},
	{
		code: '01',
		short: 'Hà Nội',
		zone: 'CĐ các Khu công nghiệp và chế xuất Hà Nội',
		districts:
			'Quận Ba Đình|Quận Đống Đa|Quận Hoàng Mai|Quận Long Biên|Quận Cầu Giấy|Quận Hà Đông|Huyện Đông Anh|Huyện Gia Lâm|Huyện Mê Linh|Huyện Sóc Sơn|Huyện Thường Tín|Huyện Chương Mỹ'.split(
				'|',
			),
	},
	{
		code: '79',
		short: 'TP. Hồ Chí Minh',
		zone: 'CĐ các Khu chế xuất và công nghiệp TP. Hồ Chí Minh',
		districts:
			'Quận 1|Quận 7|Quận 12|Quận Gò Vấp|Quận Tân Bình|Quận Tân Phú|Quận Bình Tân|Huyện Củ Chi|Huyện Hóc Môn|Huyện Bình Chánh'.split(
				'|',
			),
	},
	{
		code: '27',
		short: 'Bắc Ninh',
		zone: 'CĐ các Khu công nghiệp Bắc Ninh',
		districts:
			'Thành phố Bắc Ninh|Huyện Yên Phong|Thị xã Quế Võ|Huyện Tiên Du|Thành phố Từ Sơn|Thị xã Thuận Thành|Huyện Gia Bình|Huyện Lương Tài'.split(
				'|',
			),
	},
	{
		code: '24',
		short: 'Bắc Giang',
		zone: 'CĐ các Khu công nghiệp Bắc Giang',
		districts:
			'Thành phố Bắc Giang|Huyện Tân Yên|Huyện Lạng Giang|Huyện Lục Nam|Thị xã Việt Yên|Huyện Hiệp Hòa'.split(
				'|',
			),
	},
	{
		code: '20',
		short: 'Lạng Sơn',
		zone: 'CĐ Khu kinh tế cửa khẩu Lạng Sơn',
		districts:
			'Thành phố Lạng Sơn|Huyện Tràng Định|Huyện Bình Gia|Huyện Cao Lộc|Huyện Bắc Sơn|Huyện Hữu Lũng|Huyện Chi Lăng|Huyện Lộc Bình'.split(
				'|',
			),
	},
	{
		code: '25',
		short: 'Phú Thọ',
		zone: 'CĐ các Khu công nghiệp Phú Thọ',
		districts:
			'Thành phố Việt Trì|Thị xã Phú Thọ|Huyện Đoan Hùng|Huyện Phù Ninh|Huyện Cẩm Khê|Huyện Lâm Thao|Huyện Thanh Sơn'.split(
				'|',
			),
	},
	{
		code: '26',
		short: 'Vĩnh Phúc',
		zone: 'CĐ các Khu công nghiệp Vĩnh Phúc',
		districts:
			'Thành phố Vĩnh Yên|Thành phố Phúc Yên|Huyện Lập Thạch|Huyện Bình Xuyên|Huyện Yên Lạc|Huyện Vĩnh Tường'.split(
				'|',
			),
	},
];

/** Districts that were raised in rank between 2018 and 2025: [now, before, date]. From general knowledge. */
const RAISED: [string, string, string][] = [
	['Thị xã Nghi Sơn', 'Huyện Tĩnh Gia', '2020-06-01'],
	['Thành phố Từ Sơn', 'Thị xã Từ Sơn', '2021-11-01'],
	['Thị xã Quế Võ', 'Huyện Quế Võ', '2023-04-10'],
	['Thị xã Thuận Thành', 'Huyện Thuận Thành', '2023-04-10'],
	['Thị xã Việt Yên', 'Huyện Việt Yên', '2024-02-01'],
];

/** Commune unions shown of each former district. */
const COMMUNES = 2;

const lowerFirst = (name: string) => name[0]!.toLowerCase() + name.slice(1);

/** Districts, communes, zones and sectors of the sample provinces, with invented CĐCS, through the reform. */
export function addTerritory(shop: Workshop, { wards }: Sources): void {
	const taken = new Set<string>();
	for (const { code, short, zone, districts } of PROVINCES) {
		const province = `LDLD-${code}`;
		const local = districts.map((name) => {
			const row = wards.find((ward) => ward.provinceCode === code && same(ward.district, name));
			if (!row) throw new Error(`no district ${name} in ${code}`);
			return addDistrict(shop, province, row, name, wards, taken);
		});
		addSectors(shop, code, short, zone);
		reformProvince(shop, code, local);
	}
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

interface District {
	code: string;
	communes: [code: string, name: string][];
}

function addDistrict(
	shop: Workshop,
	province: string,
	row: WardMove,
	name: string,
	wards: WardMove[],
	taken: Set<string>,
): District {
	const { tree, random } = shop;
	const raised = RAISED.find(([now]) => now === name);
	const code = tree.open({
		code: `HUYEN-${row.districtCode.padStart(3, '0')}`,
		parent: province,
		name: `LĐLĐ ${lowerFirst(raised?.[1] ?? name)}`,
		kind: 'district',
		province: row.provinceCode,
	});
	if (raised) tree.change(code, raised[2], { name: `LĐLĐ ${lowerFirst(name)}` });
	const start = random.int(0, 7);
	addGrassroots(shop, code, LOCAL.enterprise, { count: 2, start, partsEvery: start < 2 ? 1 : 0 });
	addGrassroots(shop, code, LOCAL.school, { count: 1, start });
	addGrassroots(shop, code, LOCAL.service, { count: 1, start });
	sumUp(tree, code, random.int(1200, 4200));
	return { code, communes: largestCommunes(wards, row, taken) };
}

/** The communes that took in most of the district's old ones; a commune is shown once. */
function largestCommunes(wards: WardMove[], row: WardMove, taken: Set<string>): District['communes'] {
	const inside = wards.filter(
		(ward) => ward.provinceCode === row.provinceCode && ward.districtCode === row.districtCode,
	);
	const sizes = new Map<string, number>();
	for (const { newWardCode } of inside) sizes.set(newWardCode, (sizes.get(newWardCode) ?? 0) + 1);
	const names = new Map(inside.map((ward) => [ward.newWardCode, ward.newWard]));
	const chosen = [...sizes]
		.filter(([code]) => !taken.has(code))
		.sort(([a, x], [b, y]) => y - x || a.localeCompare(b))
		.slice(0, COMMUNES);
	for (const [code] of chosen) taken.add(code);
	return chosen.map(([code]) => [code, names.get(code)!]);
}

function addSectors(shop: Workshop, code: string, short: string, zone: string): void {
	const parent = `LDLD-${code}`;
	const add = (prefix: string, name: string, workplaces: typeof IN_ZONE, count: number, partsEvery = 0) => {
		const kind = prefix === 'KCN' ? 'zone' : 'sector';
		const unit = shop.tree.open({ code: `${prefix}-${code}`, parent, name, kind, province: code });
		addGrassroots(shop, unit, workplaces, { count, partsEvery });
		sumUp(shop.tree, unit, shop.random.int(600, 2400));
	};
	add('KCN', zone, IN_ZONE, 7, 3);
	add('GD', `CĐ ngành Giáo dục ${short}`, IN_EDUCATION, 3, 2);
	add('YT', `CĐ ngành Y tế ${short}`, IN_HEALTH, 3, 2);
	add('VC', `CĐ Viên chức ${short}`, IN_ADMINISTRATION, 2);
}

/** 1/7/2025: communes take over from districts, the heir province takes in the rest, civil servants' unions end. */
function reformProvince({ tree, random }: Workshop, code: string, districts: District[]): void {
	const former = `LDLD-${code}`;
	const heir = tree.isOpen(former) ? former : tree.get(former).successor!;
	const { province } = tree.latest(heir);
	const move = (unit: string, parent: string) => {
		tree.change(unit, REFORM, { parent, province });
		for (const part of tree.children(unit)) move(part, unit);
	};
	for (const district of districts) {
		const workplaces = tree.children(district.code);
		const communes = district.communes.map(([ward, name]) =>
			tree.open({
				code: `XA-${ward}`,
				from: REFORM,
				parent: heir,
				name: `Công đoàn ${lowerFirst(name)}`,
				kind: 'commune',
				province,
			}),
		);
		for (const [index, unit] of workplaces.entries()) move(unit, communes[index % communes.length]!);
		for (const commune of communes) sumUp(tree, commune, random.int(300, 900));
		tree.close(district.code, REFORM, communes[0]!);
	}
	for (const kind of ['KCN', 'GD', 'YT']) move(`${kind}-${code}`, heir);
	for (const unit of [...tree.children(`VC-${code}`), `VC-${code}`]) tree.close(unit, REFORM, heir);
}
