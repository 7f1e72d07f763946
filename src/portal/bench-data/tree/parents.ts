import type { Random } from '#database/demo/random.ts';
import { REFORM } from '#database/facts/make/tree.ts';
import type { ClusterRow } from '#features/units/commands.ts';
import { divide } from '../divide.ts';
import { OPENED } from '../published.ts';
import type { GrownTree, Standing } from './grown.ts';
import { type Below, placeName } from './workplaces.ts';

/** A unit right above grassroots ones. */
export interface Parent {
	code: string;
	top: string;
	below: Below;
	/** How many workplaces it has compared with others of its top-level unit. */
	weight: number;
	/** Units since the reform among which its workplaces are divided; `ended` when these ended with it. */
	since: string[] | 'ended';
}

/** At the full size of 130,000 units, besides the shipped ones. */
const DISTRICTS = 636;
const COMMUNES = 3_162;
const CORPORATIONS = 460;
/** Of the districts of a province, and of the communes of one since: so many are compared with each other. */
const CLUSTER = { districts: 6, communes: 14 };

/**
 * Adds what stands between top-level units and workplaces: districts and the communes that took over from them, zones,
 * local sectors, corporations, some of them below another.
 * @param share of the full size
 */
export function addParents(
	tree: GrownTree,
	share: number,
	random: Random,
): { parents: Parent[]; clusters: ClusterRow[] } {
	const clusters: ClusterRow[] = [];
	const provinces = tree.tops.filter(({ code }) => code.startsWith('LDLD-'));
	const size = (top: (typeof provinces)[number]) => Math.sqrt(top.members![0]!.members);
	const districts = divide(Math.round(DISTRICTS * share), provinces.map(size));
	const communes = divide(Math.round(COMMUNES * share), provinces.map(size));
	const corporations = divide(
		Math.round(CORPORATIONS * share),
		tree.tops.map((top) => (top.code.startsWith('LDLD-') ? 3 : 15)),
	);
	const parents = provinces.flatMap(({ code }, index) => {
		const local = addDistricts(tree, code, districts[index]!, random, clusters);
		addCommunes(tree, code, local, communes[index]!, random, clusters);
		return [...local, ...addSectors(tree, code, share)];
	});
	for (const [index, { code }] of tree.tops.entries())
		parents.push(...addCorporations(tree, code, corporations[index]!, random));
	return { parents, clusters };
}

/** Where something right below a top-level unit stands before and since the reform. */
function belowTop(tree: GrownTree, top: string): { before: Standing; since: Standing | { successor: null } } {
	const heir = tree.heirOf(top);
	return {
		before: { parent: top, province: tree.provinceOf(top, OPENED) },
		since: heir ? { parent: heir, province: tree.provinceOf(top, REFORM) } : { successor: null },
	};
}

function addDistricts(
	tree: GrownTree,
	top: string,
	count: number,
	random: Random,
	clusters: ClusterRow[],
): Parent[] {
	const shipped = tree.shippedBelow(top, ['district']).map(({ code }) => code);
	const { before } = belowTop(tree, top);
	const cluster = (index: number) =>
		clusterOf(clusters, top, 'H', Math.floor(index / CLUSTER.districts), 'Cụm thi đua các huyện số');
	const names = new Set<string>();
	const added = Array.from({ length: count }, (_, index) => {
		let name = placeName(random);
		while (names.has(name)) name = placeName(random);
		names.add(name);
		const code = `MH-${top.slice(5)}-${String(index + 1).padStart(2, '0')}`;
		// Its successor is the first of its communes, which has a code of the same number.
		const successor = `MX${code.slice(2)}-1`;
		const unit = { code, name: `LĐLĐ huyện ${name}`, kind: 'district' as const };
		return tree.add(unit, { ...before, cluster: cluster(index) }, { successor });
	});
	return [...shipped, ...added].map((code) => ({
		code,
		top,
		below: 'local' as const,
		weight: 6 * Math.exp(0.5 * random.normal()),
		since: [],
	}));
}

/** Each district gets one commune at least. */
function addCommunes(
	tree: GrownTree,
	top: string,
	districts: readonly Parent[],
	count: number,
	random: Random,
	clusters: ClusterRow[],
): void {
	if (districts.length === 0) return;
	const more = divide(
		Math.max(0, count - districts.length),
		districts.map(({ weight }) => weight),
	);
	const heir = tree.heirOf(top)!;
	let made = 0;
	for (const [index, district] of districts.entries()) {
		const base = district.code.replace(/^(MH|HUYEN)-/, '');
		district.since = Array.from({ length: 1 + more[index]! }, (_, turn) => {
			const cluster = Math.floor(made++ / CLUSTER.communes);
			const unit = {
				code: `MX-${base}-${turn + 1}`,
				name: `Công đoàn xã ${placeName(random)}`,
				kind: 'commune' as const,
			};
			return tree.begin(unit, {
				parent: heir,
				province: tree.provinceOf(top, REFORM),
				cluster: clusterOf(clusters, heir, `X${top.slice(5)}`, cluster, 'Cụm thi đua các xã, phường số'),
			});
		});
	}
}

/** A cluster of the children of a unit, made when it is first named. */
function clusterOf(clusters: ClusterRow[], owner: string, mark: string, index: number, name: string): string {
	const code = `CUM-${owner}-${mark}${index + 1}`;
	if (!clusters.some((each) => each.code === code))
		clusters.push({ code, name: `${name} ${mark}${index + 1}`, owner, head: null, sample: true });
	return code;
}

const SECTORS = [
	{ mark: 'KCN', name: 'CĐ các Khu công nghiệp', kind: 'zone', below: 'zone', weight: 16 },
	{ mark: 'GD', name: 'CĐ ngành Giáo dục', kind: 'sector', below: 'education', weight: 9 },
	{ mark: 'YT', name: 'CĐ ngành Y tế', kind: 'sector', below: 'health', weight: 7 },
	{ mark: 'VC', name: 'CĐ Viên chức', kind: 'sector', below: 'administration', weight: 6 },
] as const;

function addSectors(tree: GrownTree, top: string, share: number): Parent[] {
	const { before, since } = belowTop(tree, top);
	const number = top.slice(5);
	const shipped = new Set(tree.shippedBelow(top, ['zone', 'sector']).map(({ code }) => code));
	return SECTORS.flatMap(({ mark, name, kind, below, weight }) => {
		const code = `${mark}-${number}`;
		// Unions of civil servants ended with the reform, and those of their workplaces with them.
		const ended = mark === 'VC';
		if (!shipped.has(code)) {
			if (share < 0.2) return [];
			const unit = { code, name: `${name} (mẫu ${number})`, kind };
			tree.add(unit, before, ended ? { successor: tree.heirOf(top) } : since);
		}
		return [{ code, top, below, weight, since: ended ? ('ended' as const) : [code] }];
	});
}

function addCorporations(tree: GrownTree, top: string, count: number, random: Random): Parent[] {
	const { before, since } = belowTop(tree, top);
	const below: Below =
		top === 'CDTW-GD'
			? 'education'
			: top === 'CDTW-YT'
				? 'health'
				: top === 'CDTW-VC'
					? 'administration'
					: 'industry';
	let group: string | null = null;
	return Array.from({ length: count }, (_, index) => {
		const code = `MC-${top.replace(/^(LDLD|CDTW)-/, '')}-${String(index + 1).padStart(2, '0')}`;
		// Every fourth of a central union is a group with the next three below it.
		const leads = !top.startsWith('LDLD-') && index % 4 === 0;
		const above = leads ? null : group;
		const place = above ? { ...before, parent: above } : before;
		const later = above && !('successor' in since) ? { ...since, parent: above } : since;
		const name = `CĐ ${leads ? 'Tổng công ty' : 'Công ty'} ${placeName(random)}`;
		tree.add({ code, name, kind: 'corporation' }, place, later);
		if (!top.startsWith('LDLD-')) group = leads ? code : group;
		return {
			code,
			top,
			below,
			weight: leads ? 1 : 3,
			since: 'successor' in since ? ('ended' as const) : [code],
		};
	});
}
