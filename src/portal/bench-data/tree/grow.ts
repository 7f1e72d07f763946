import { createRandom, type Random } from '#database/demo/random.ts';
import { REFORM } from '#database/facts/make/tree.ts';
import { FACT_UNITS } from '#database/facts/units.ts';
import type { ClusterRow } from '#features/units/commands.ts';
import { divide } from '../divide.ts';
import { MEMBERS, OPENED } from '../published.ts';
import { GrownTree, type Leaf } from './grown.ts';
import { addParents, type Parent } from './parents.ts';
import { newWorkplace } from './workplaces.ts';

/** The whole tree at its true size. */
export const UNITS = 130_000;
/** The corporation of which a high benefit was published is one of this union. */
const CORPORATION = { code: 'MC-TCT', top: 'CDTW-CT', leaves: 36 };
/** One in so many workplaces has parts, and one in so many parts groups of its own. */
const WITH_PARTS = 120;
const WITH_GROUPS = 3;

export interface Grown {
	tree: GrownTree;
	clusters: ClusterRow[];
	/** Code of the corporation of the published benefit. */
	corporation: string;
}

/** Grows the shipped tree to so many units: those of 2022 with what became of them on 1/7/2025. */
export function growTree(units: number, seed: number): Grown {
	const random = createRandom(seed);
	const tree = new GrownTree();
	const share = (units - FACT_UNITS.length) / (UNITS - FACT_UNITS.length);
	const { parents, clusters } = addParents(tree, share, random);
	const corporation = addPublishedCorporation(tree);
	const left = units - FACT_UNITS.length - new Set(tree.rows.map(({ code }) => code)).size;
	addWorkplaces(tree, left, [...parents, corporation], random);
	setMembers(tree);
	return { tree, clusters, corporation: corporation.code };
}

function addPublishedCorporation(tree: GrownTree): Parent {
	const { code, top } = CORPORATION;
	const unit = { code, name: 'CĐ Tổng công ty mẫu Đại Thạc', kind: 'corporation' as const };
	tree.add(unit, { parent: top, province: null }, { parent: top, province: null });
	return { code, top, below: 'industry', weight: 0, since: [code] };
}

/** Divides so many units among the top-level ones by members, then among their parents. */
function addWorkplaces(tree: GrownTree, count: number, parents: readonly Parent[], random: Random): void {
	const counts = divide(
		count - CORPORATION.leaves - tree.tops.length,
		tree.tops.map((top) => top.members![0]!.members ** 0.95),
	);
	let number = 0;
	const next = () => `MS-${String(++number).padStart(6, '0')}`;
	for (const [index, { code }] of tree.tops.entries()) {
		const own = parents.filter(({ top, weight }) => top === code && weight > 0);
		const direct = {
			code,
			top: code,
			below: code.startsWith('LDLD-') ? ('local' as const) : ('industry' as const),
			weight: own.length === 0 ? 1 : 2,
			since: tree.heirOf(code) ? [tree.heirOf(code)!] : ('ended' as const),
		};
		const places = [...own, direct].map((parent): [Parent, number] => [parent, parent.weight]);
		for (let left = 1 + counts[index]!; left > 0; )
			left -= addWorkplace(tree, random.weighted(places), next(), left, random);
	}
	const corporation = parents.find(({ code }) => code === CORPORATION.code)!;
	for (let left = CORPORATION.leaves; left > 0; ) left -= addWorkplace(tree, corporation, next(), 1, random);
}

/** Adds a workplace, with its parts if there is room; answers how many units. */
function addWorkplace(tree: GrownTree, parent: Parent, code: string, room: number, random: Random): number {
	const { name, publicService, members, parts } = newWorkplace(random, parent.below);
	const { top, since } = parent;
	const [before, later] = [tree.provinceOf(top, OPENED), tree.provinceOf(top, REFORM)];
	let added = 0;
	const leaf = (leafCode: string, above: string, leafName: string, size: number) =>
		tree.leaves.push({ code: leafCode, top, parent: above, name: leafName, publicService, members: size });
	const stand = (
		unitCode: string,
		unitName: string,
		kind: 'grassroots' | 'division',
		above: string | null,
	) => {
		const heir = since === 'ended' ? null : (above ?? random.pick(since));
		const ended = { successor: tree.heirOf(top) };
		const standing = heir ? { parent: heir, province: later } : ended;
		tree.add(
			{ code: unitCode, name: unitName, kind },
			{ parent: above ?? parent.code, province: before },
			standing,
		);
		added++;
	};
	stand(code, `CĐCS ${name}`, 'grassroots', null);
	if (room < 8 || !random.chance(1 / WITH_PARTS)) {
		leaf(code, parent.code, name, members);
		return added;
	}
	const chosen = parts.slice(0, 3);
	for (const [index, part] of chosen.entries()) {
		const partCode = `${code}.${index + 1}`;
		stand(partCode, `CĐ bộ phận ${part}`, 'division', code);
		if (!random.chance(1 / WITH_GROUPS)) leaf(partCode, code, part, Math.ceil(members / 3));
		else
			for (const group of [1, 2]) {
				stand(`${partCode}.${group}`, `Tổ công đoàn ${part} ${group}`, 'division', partCode);
				leaf(`${partCode}.${group}`, partCode, part, Math.ceil(members / 6));
			}
	}
	return added;
}

/** Brings the members of all leaves to the published number, top-level unit by top-level unit. */
function setMembers(tree: GrownTree): void {
	const totals = divide(
		MEMBERS,
		tree.tops.map((top) => top.members![0]!.members),
	);
	const byTop = Map.groupBy(tree.leaves, ({ top }) => top);
	for (const [index, { code }] of tree.tops.entries()) {
		const leaves = byTop.get(code)! as Leaf[];
		const members = divide(
			totals[index]!,
			leaves.map((leaf) => leaf.members),
		);
		for (const [place, leaf] of leaves.entries()) leaf.members = members[place]!;
	}
}
