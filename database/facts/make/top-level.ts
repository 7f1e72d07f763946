import { fold } from '#platform/text/fold.ts';
import type { OldProvince, Sources, TopUnit } from './sources.ts';
import { REFORM, SAMPLE_FIGURE, type Tree } from './tree.ts';

const ROOT = 'TLD';

/** About 10.5 million members stand in published articles; the day is not given. */
const ALL_MEMBERS = 10_500_000;

/** Share of all members that the nineteen central unions hold in the sample figures. */
const CENTRAL_SHARE = 0.19;

const bare = (name: string) =>
	fold(name)
		.replace(/^(tinh|thanh pho|thu do)\b/, '')
		.trim();

/** The root, the 63 provincial and 19 central unions, and what became of them on 1/7/2025. */
export function addTopLevel(tree: Tree, { top, provinces, population }: Sources): void {
	tree.open({
		code: ROOT,
		sample: false,
		parent: null,
		name: 'Tổng Liên đoàn Lao động Việt Nam',
		shortName: 'Tổng LĐLĐ Việt Nam',
		kind: 'confederation',
	});
	tree.setMembers(ROOT, [
		{
			asOf: '2022-12-31',
			members: ALL_MEMBERS,
			source: 'khoảng 10,5 triệu theo báo chí, không rõ ngày chốt',
		},
	]);
	const provincial = top.filter((unit) => unit.kind === 'provincial_federation');
	const central = top.filter((unit) => unit.kind !== 'provincial_federation');
	const ofCode = new Map(provinces.map((province) => [province.old_code, province]));
	for (const unit of provincial) openProvincial(tree, unit);
	for (const unit of central) openCentral(tree, unit);
	mergeProvinces(tree, provincial, ofCode);
	reformCentral(tree, central);
	countMembers(tree, provincial, central, ofCode, population);
}

function openProvincial(tree: Tree, unit: TopUnit): void {
	// Huế became a city under central government on 1/1/2025; until then its province was Thừa Thiên Huế.
	const formerly = unit.province_code_63 === '46' ? 'LĐLĐ tỉnh Thừa Thiên Huế' : unit.name;
	tree.open({
		code: unit.id,
		sample: false,
		parent: ROOT,
		name: formerly,
		kind: unit.kind,
		province: unit.province_code_63 ?? null,
	});
	tree.change(unit.id, '2025-01-01', { name: unit.name });
}

function openCentral(tree: Tree, unit: TopUnit): void {
	const source =
		unit.confidence === 'A'
			? 'Tên gặp trên trang công khai; danh sách 19 đơn vị là giả định hợp lý, không phải danh sách chính thức'
			: 'Tên lấy từ hiểu biết chung, chưa kiểm chứng; danh sách 19 đơn vị là giả định hợp lý';
	tree.open({ code: unit.id, sample: false, source, parent: ROOT, name: unit.name, kind: unit.kind });
}

/** The unit whose name the merged province keeps goes on under its code; the others end with it as successor. */
function mergeProvinces(tree: Tree, units: TopUnit[], ofCode: Map<string, OldProvince>): void {
	for (const unit of units) {
		const { new_code, new_name } = ofCode.get(unit.province_code_63!)!;
		const heir = units.find((other) => {
			const old = ofCode.get(other.province_code_63!)!;
			return old.new_code === new_code && bare(old.old_name) === bare(new_name);
		});
		if (!heir) throw new Error(`nobody goes on as ${new_name}`);
		if (heir === unit) tree.change(unit.id, REFORM, { province: new_code });
		else tree.close(unit.id, REFORM, heir.id);
	}
}

/** Renamed, merged into another, or ended, as `after_2025` says. The heir is the one with the likest name. */
function reformCentral(tree: Tree, units: TopUnit[]): void {
	const words = (name: string) => new Set(fold(name).split(' '));
	const likeness = (a: string, b: string) => [...words(a)].filter((word) => words(b).has(word)).length;
	for (const unit of units) {
		if (unit.after_2025 === 'same') continue;
		if (!unit.after_2025) {
			tree.close(unit.id, REFORM, null);
			continue;
		}
		const name = unit.after_2025.replace(/^CĐ /, 'Công đoàn ');
		const claimants = units.filter((other) => other.after_2025 === unit.after_2025);
		const heir = claimants.reduce((a, b) => (likeness(b.name, name) > likeness(a.name, name) ? b : a));
		if (heir === unit) tree.change(unit.id, REFORM, { name });
		else tree.close(unit.id, REFORM, heir.id);
	}
}

/**
 * Sample figures: provinces in proportion to people (those of a merged province split by its old communes),
 * central unions by rank. After 1/7/2025 an heir counts those who came to it.
 */
function countMembers(
	tree: Tree,
	provincial: TopUnit[],
	central: TopUnit[],
	ofCode: Map<string, OldProvince>,
	population: Sources['population'],
): void {
	const provinces = [...ofCode.values()];
	const weight = (unit: TopUnit) => {
		const old = ofCode.get(unit.province_code_63!)!;
		const people = population.find((row) => bare(row.name) === bare(old.new_name))!.people;
		const merged = provinces.filter((other) => other.new_code === old.new_code);
		return (people * old.wards) / merged.reduce((sum, other) => sum + other.wards, 0);
	};
	const rank = (unit: TopUnit) => 1 / (4 + central.indexOf(unit));
	const share = (units: TopUnit[], of: (unit: TopUnit) => number, members: number) => {
		const total = units.reduce((sum, unit) => sum + of(unit), 0);
		return units.map((unit) => [unit.id, Math.round((of(unit) / total) * (members / 100)) * 100] as const);
	};
	const before = new Map([
		...share(provincial, weight, ALL_MEMBERS * (1 - CENTRAL_SHARE)),
		...share(central, rank, ALL_MEMBERS * CENTRAL_SHARE),
	]);
	const after = new Map<string, number>();
	for (const [code, members] of before) {
		const heir = tree.isOpen(code) ? code : tree.get(code).successor;
		if (heir) after.set(heir, (after.get(heir) ?? 0) + members);
	}
	for (const [code, members] of before) {
		const figures = [{ asOf: '2021-12-31', members, source: SAMPLE_FIGURE }];
		const now = after.get(code);
		if (now) figures.push({ asOf: '2025-12-31', members: now, source: SAMPLE_FIGURE });
		tree.setMembers(code, figures);
	}
}
