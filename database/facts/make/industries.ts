import { addDivisions, addGrassroots, count, sumUp, type Workshop } from './grassroots.ts';
import { REFORM } from './tree.ts';
import { IN_HEALTH, PARTS } from './workplaces.ts';

const kind = (prefix: string, members: [number, number], parts: string[] = []) => ({
	prefix,
	members,
	parts,
});

/** Sample subtrees below central unions; the garment one reaches seven levels, the deepest of the demo. */
export function addIndustries(shop: Workshop): void {
	addGarment(shop);
	addPower(shop);
	addUniversities(shop);
	addGrassroots(shop, 'CDTW-YT', IN_HEALTH, { count: 4, partsEvery: 1 });
	addGrassroots(shop, 'CDTW-TK', [kind('Công ty Than', [900, 3500], PARTS.mine)], {
		count: 5,
		partsEvery: 1,
	});
	addGrassroots(shop, 'CDTW-CS', [kind('Công ty Cao su', [400, 2500])], { count: 3 });
	addGrassroots(
		shop,
		'CDTW-NN',
		[kind('Viện Nghiên cứu cây trồng', [60, 180]), kind('Công ty Lâm nghiệp', [80, 300])],
		{
			count: 4,
		},
	);
	const transport = addGrassroots(
		shop,
		'CDTW-GT',
		[kind('Công ty CP Xây dựng công trình giao thông', [90, 500])],
		{
			count: 3,
		},
	);
	for (const unit of transport) shop.tree.change(unit, REFORM, { parent: 'CDTW-XD' });
	addCivilServants(shop);
}

/** A company with CĐCS of its own below it: named, without members until its parts are counted. */
function openCorporation({ tree, naming, nextCode }: Workshop, parent: string, prefix: string): string {
	const name = naming(prefix);
	return tree.open({ code: nextCode(), parent, name: `CĐ ${name}`, shortName: name, kind: 'corporation' });
}

function addGarment(shop: Workshop): void {
	const { tree, random } = shop;
	for (const prefix of ['Tổng công ty May', 'Tổng công ty Dệt']) {
		const group = openCorporation(shop, 'CDTW-DM', prefix);
		for (const [trade, parts] of [
			['May', PARTS.garment],
			['Sợi', PARTS.spinning],
		] as const) {
			const member = openCorporation(shop, group, `Công ty CP ${trade}`);
			const factories = addGrassroots(shop, member, [kind(`Nhà máy ${trade}`, [250, 1400])], { count: 3 });
			for (const factory of factories) {
				const [first] = addDivisions(tree, random, factory, parts.slice(0, 3));
				if (factory === factories[0]) addTeams(shop, first!);
			}
			sumUp(tree, member);
		}
		sumUp(tree, group);
	}
}

function addTeams({ tree, random }: Workshop, division: string): void {
	const { shortName } = tree.latest(division);
	for (const code of addDivisions(tree, random, division, ['1', '2', '3'])) {
		const line = `Tổ ${code.at(-1)} – ${shortName}`;
		Object.assign(tree.latest(code), { name: `Tổ công đoàn ${line.slice(3)}`, shortName: line });
	}
}

function addPower(shop: Workshop): void {
	const { tree, random } = shop;
	for (let corporation = 0; corporation < 2; corporation++) {
		const group = openCorporation(shop, 'CDTW-DL', 'Tổng công ty Điện lực');
		for (let company = 0; company < 3; company++) {
			const member = openCorporation(shop, group, 'Công ty Điện lực');
			const branches = addGrassroots(shop, member, [kind('Điện lực khu vực', [60, 190])], { count: 3 });
			addDivisions(tree, random, branches[0]!, [
				'Đội Quản lý vận hành',
				'Đội Kinh doanh',
				'Tổ Trực vận hành',
			]);
			sumUp(tree, member);
		}
		sumUp(tree, group);
	}
}

function addUniversities(shop: Workshop): void {
	const { tree, random } = shop;
	for (let university = 0; university < 2; university++) {
		const group = openCorporation(shop, 'CDTW-GD', 'Đại học vùng');
		const schools = addGrassroots(shop, group, [kind('Trường Đại học', [120, 480])], { count: 3 });
		for (const school of schools)
			addDivisions(tree, random, school, PARTS.faculty.slice(0, random.int(2, 4)));
		sumUp(tree, group);
	}
	addGrassroots(shop, 'CDTW-GD', [kind('Học viện', [150, 400])], { count: 3 });
}

/** Ended with their union on 1/7/2025, without successor: they stand in the "ended" line. */
function addCivilServants({ tree, random, naming, nextCode }: Workshop): void {
	for (let office = 0; office < 2; office++) {
		const name = naming('Viện Chính sách');
		const code = tree.open({
			code: nextCode(),
			parent: 'CDTW-VC',
			name: `CĐCS ${name}`,
			shortName: name,
			kind: 'grassroots',
		});
		count(tree, code, random.int(60, 200), random);
		tree.close(code, REFORM, null);
	}
}
