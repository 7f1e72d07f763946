import type { FactCluster } from '../units.ts';
import { REFORM, type Tree } from './tree.ts';

/** Sample clusters of 2022 (twelve, as published) and of after the reform: members by code, the head first. */
const BEFORE: [string, string[]][] = [
	[
		'Cụm thi đua các thành phố lớn và vùng kinh tế trọng điểm',
		['79', '01', '31', '48', '92', '74', '75', '77'],
	],
	['Cụm thi đua các tỉnh Đồng bằng sông Hồng', ['27', '30', '33', '34', '35', '36', '37', '26']],
	['Cụm thi đua các tỉnh Đông Bắc', ['22', '04', '06', '19', '20', '24']],
	['Cụm thi đua các tỉnh Việt Bắc – Trung du', ['25', '02', '08', '15']],
	['Cụm thi đua các tỉnh Tây Bắc', ['10', '11', '12', '14', '17']],
	['Cụm thi đua các tỉnh Bắc Trung Bộ', ['38', '40', '42', '44', '45', '46']],
	['Cụm thi đua các tỉnh Duyên hải Nam Trung Bộ', ['56', '49', '51', '52', '54', '58', '60']],
	['Cụm thi đua các tỉnh Tây Nguyên và Đông Nam Bộ', ['66', '62', '64', '67', '68', '70', '72']],
	['Cụm thi đua các tỉnh Đồng bằng sông Cửu Long', '80 82 83 84 86 87 89 91 93 94 95 96'.split(' ')],
	['Khối thi đua công đoàn ngành – quản lý, sự nghiệp', ['GD', 'YT', 'NH', 'VC', 'CA', 'QP', 'TT']],
	['Khối thi đua công đoàn ngành – sản xuất', ['CT', 'XD', 'GT', 'NN', 'DM', 'CS']],
	['Khối thi đua công đoàn tập đoàn, tổng công ty', ['TK', 'DK', 'DL', 'DS', 'HH', 'HK']],
];

const AFTER: [string, string[]][] = [
	['Cụm thi đua các thành phố trực thuộc Trung ương', ['01', '79', '31', '48', '92', '46']],
	['Cụm thi đua Trung du và miền núi phía Bắc', ['25', '04', '08', '10', '11', '12', '14', '19', '20']],
	['Cụm thi đua Đồng bằng sông Hồng', ['27', '22', '33', '37']],
	['Cụm thi đua Bắc Trung Bộ', ['38', '40', '42', '45']],
	['Cụm thi đua Nam Trung Bộ và Tây Nguyên', ['56', '51', '64', '66', '68']],
	['Cụm thi đua phía Nam', ['75', '72', '87', '86', '89', '96']],
	['Khối thi đua công đoàn ngành Trung ương I', ['CT', 'XD', 'NN', 'TT', 'NH']],
	['Khối thi đua công đoàn ngành Trung ương II', ['GD', 'YT', 'CA', 'QP']],
	['Khối thi đua công đoàn tập đoàn, tổng công ty', ['TK', 'DM', 'CS', 'DK', 'DL', 'DS', 'HH', 'HK']],
];

/** Below one province too: clusters stand at any level. */
const DISTRICTS_OF_THANH_HOA: [string, RegExp][] = [
	['Cụm thi đua LĐLĐ các thị xã, thành phố', /LĐLĐ (thành phố|thị xã)/],
	['Cụm thi đua LĐLĐ các huyện', /LĐLĐ huyện/],
];

const unitCode = (short: string) => (/^\d/.test(short) ? `LDLD-${short}` : `CDTW-${short}`);

/** Puts every top-level unit and the districts of Thanh Hóa in a sample cluster, and returns the clusters. */
export function addClusters(tree: Tree): FactCluster[] {
	const number = (index: number) => String(index + 1).padStart(2, '0');
	const national = (era: string, lists: [string, string[]][]) =>
		lists.map(([name, members], index) => {
			const codes = members.map(unitCode);
			const cluster = sample(`CUM-${era}-${number(index)}`, name, 'TLD', codes[0]!);
			for (const code of codes) join(tree, code, cluster.code, era === '2025');
			return cluster;
		});
	const districts = tree.units.filter(
		(unit) => unit.periods[0]!.parent === 'LDLD-38' && unit.periods[0]!.kind === 'district',
	);
	const local = DISTRICTS_OF_THANH_HOA.map(([name, pattern], index) => {
		const codes = districts
			.filter((unit) => pattern.test(unit.periods.at(-1)!.name))
			.map((unit) => unit.code);
		const cluster = sample(`CUM-38-${number(index)}`, name, 'LDLD-38', codes[0]!);
		for (const code of codes) join(tree, code, cluster.code, false);
		return cluster;
	});
	return [...national('2022', BEFORE), ...national('2025', AFTER), ...local];
}

const sample = (code: string, name: string, owner: string, head: string): FactCluster => ({
	code,
	name,
	owner,
	head,
	sample: true,
});

function join(tree: Tree, code: string, cluster: string, afterReform: boolean): void {
	if (afterReform) tree.change(code, REFORM, { cluster });
	for (const period of tree.get(code).periods) {
		if (period.from >= REFORM === afterReform) period.cluster = cluster;
	}
}
