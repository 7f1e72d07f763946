import type { LocalDate } from '#platform/clock/clock.ts';
import type { Issue } from '#platform/http/refusal.ts';
import type { UnitKind } from '../schema.ts';
import type { TreeChange } from './change.ts';
import {
	type Attributes,
	changedFrom,
	endedFrom,
	nextChangeAfter,
	periodOn,
	sameTimeline,
	type Timeline,
} from './timelines.ts';

/** What a plan has to know: the units that a change names or makes, and those that stand below them from its day. */
export interface Known {
	timelines: ReadonlyMap<string, Timeline>;
	/** Children standing on the day, by id of their parent. */
	children: ReadonlyMap<number, readonly Timeline[]>;
	/** Ids of units that the person may change; and of those below which they may put others. */
	changeable: (id: number) => boolean;
	reachable: (id: number) => boolean;
	/** Id and owner of a cluster. */
	clusters: ReadonlyMap<string, { id: number; ownerId: number }>;
}

export interface Planned {
	/** Timelines that come to be other than they were. */
	after: Timeline[];
	issues: Issue[];
}

/** What a change makes of the tree, or everything that is wrong with it. Pure: writes and reads nothing. */
export function planChange(change: TreeChange, known: Known): Planned {
	const plan = new Plan(change.from, known);
	switch (change.kind) {
		case 'add':
			plan.begin('code', change.unit.code, plan.parent('parent', change.parent), change.unit);
			break;
		case 'rename': {
			const unit = plan.unit('code', change.code);
			const { name, shortName = null, unitKind, province } = change;
			if (unit)
				plan.change(unit, {
					name,
					shortName,
					...(unitKind && { kind: unitKind }),
					...(province !== undefined && { province }),
				});
			break;
		}
		case 'move': {
			const parent = plan.parent('parent', change.parent);
			for (const unit of plan.units('codes', change.codes))
				if (unit.id === parent?.id) plan.report('parent', 'unit_parent_itself');
				else if (parent) plan.place(unit, parent);
			break;
		}
		case 'merge':
			plan.merge(change);
			break;
		case 'split':
			plan.split(change);
			break;
		case 'close':
			plan.close(change.codes, change.successor);
			break;
		case 'recluster':
			plan.recluster(change.codes, change.cluster);
	}
	return plan.result();
}

class Plan {
	readonly #from: LocalDate;
	readonly #known: Known;
	readonly #after = new Map<number, Timeline>();
	readonly #issues: Issue[] = [];

	constructor(from: LocalDate, known: Known) {
		this.#from = from;
		this.#known = known;
	}

	report(field: string, code: string, params?: Issue['params']): undefined {
		this.#issues.push({ field, code, params });
	}

	/** A unit that may be changed and stands on the day. */
	unit(field: string, code: string): Timeline | undefined {
		const timeline = this.#known.timelines.get(code);
		// What lies outside answers as what does not exist.
		if (!timeline || !this.#known.reachable(timeline.id)) this.report(field, 'unit_code_unknown', { code });
		else if (!this.#known.changeable(timeline.id)) this.report(field, 'unit_yours_from_above', { code });
		else if (!periodOn(timeline, this.#from))
			this.report(field, 'unit_not_standing', { code, date: this.#from });
		else return timeline;
		return undefined;
	}

	units(field: string, codes: readonly string[]): Timeline[] {
		return [...new Set(codes)].flatMap((code) => this.unit(field, code) ?? []);
	}

	/** A unit below which others may be put on the day. */
	parent(field: string, code: string): Timeline | undefined {
		const timeline = this.#known.timelines.get(code);
		if (!timeline || !this.#known.reachable(timeline.id)) this.report(field, 'unit_code_unknown', { code });
		else if (!periodOn(timeline, this.#from))
			this.report(field, 'unit_not_standing', { code, date: this.#from });
		else return timeline;
		return undefined;
	}

	change(unit: Timeline, attributes: Partial<Attributes>): void {
		this.#after.set(unit.id, changedFrom(this.#after.get(unit.id) ?? unit, this.#from, attributes));
	}

	/** Clusters compare the children of one unit: whoever leaves it leaves its cluster. */
	place(unit: Timeline, parent: { id: number }): void {
		const elsewhere = periodOn(unit, this.#from)?.parentId !== parent.id;
		const province = this.#provinceOf(parent.id);
		if (elsewhere) this.change(unit, { parentId: parent.id, clusterId: null, ...(province && { province }) });
	}

	#provinceOf(id: number): string | null {
		const timeline =
			this.#after.get(id) ?? [...this.#known.timelines.values()].find((each) => each.id === id);
		return (timeline && periodOn(timeline, this.#from)?.province) ?? null;
	}

	/** A new unit; beside `like`, whose cluster and province it has, when one is given. */
	begin(
		field: string,
		code: string,
		parent: { id: number } | undefined,
		made: { name: string; kind: UnitKind },
		like?: Pick<Attributes, 'clusterId' | 'province'>,
	): Timeline | undefined {
		const timeline = this.#known.timelines.get(code);
		if (!timeline || timeline.periods.length > 0) {
			this.report(field, 'unit_code_taken', { code });
			return undefined;
		}
		if (!parent) return undefined;
		const period = {
			from: this.#from,
			to: null,
			parentId: parent.id,
			name: made.name,
			shortName: null,
			kind: made.kind,
			clusterId: like?.clusterId ?? null,
			province: like?.province ?? this.#provinceOf(parent.id),
		};
		const begun = { ...timeline, periods: [period] };
		this.#after.set(begun.id, begun);
		return begun;
	}

	/** A unit ends; those below it that stay go to its successor. */
	end(field: string, unit: Timeline, successor: Timeline | null): undefined {
		const later = nextChangeAfter(unit, this.#from);
		const begins = unit.periods[0]!.from;
		if (later) return this.report(field, 'unit_changes_later', { code: unit.code, date: later });
		if (begins >= this.#from)
			return this.report(field, 'unit_begins_then', { code: unit.code, date: begins });
		this.#after.set(unit.id, endedFrom(unit, this.#from, successor?.id ?? null));
		const staying = (this.#known.children.get(unit.id) ?? []).filter((child) => !this.#after.has(child.id));
		if (successor === null && staying.length > 0)
			return this.report(field, 'unit_has_below', { code: unit.code, count: staying.length });
		// A successor from among its own children comes to stand in its place.
		const above = periodOn(unit, this.#from)!.parentId!;
		for (const child of staying) this.place(child, child.id === successor!.id ? { id: above } : successor!);
	}

	merge(change: TreeChange & { kind: 'merge' }): undefined {
		const merged = this.units('codes', change.codes).filter(({ code }) => code !== change.into);
		const first = merged[0] && periodOn(merged[0], this.#from);
		const parent = change.parent
			? this.parent('parent', change.parent)
			: typeof first?.parentId === 'number'
				? { id: first.parentId }
				: undefined;
		const into = change.unit
			? this.begin('into', change.into, parent, change.unit, first)
			: this.parent('into', change.into);
		if (merged.length === 0 && this.#issues.length === 0) this.report('codes', 'unit_merge_alone');
		if (!into) return;
		const standing = periodOn(into, this.#from);
		if (merged.some(({ id }) => id === standing?.parentId)) return this.report('into', 'unit_merge_below');
		// All end before anything is put elsewhere: one may have stood below another.
		for (const unit of merged) this.end('codes', unit, into);
	}

	split(change: TreeChange & { kind: 'split' }): undefined {
		const unit = this.unit('code', change.code);
		if (!unit) return;
		const was = periodOn(unit, this.#from)!;
		const below = new Map((this.#known.children.get(unit.id) ?? []).map((child) => [child.code, child]));
		if (was.parentId === null) return this.report('code', 'unit_root_stays');
		const parts = change.parts.map((part, index) => {
			const begun = this.begin(`parts.${index}.code`, part.code, { id: was.parentId! }, part, was);
			for (const code of new Set(part.children)) {
				const child = below.get(code);
				if (!child) this.report(`parts.${index}.children`, 'unit_not_below', { code });
				else if (this.#after.has(child.id))
					this.report(`parts.${index}.children`, 'unit_named_twice', { code });
				else if (begun) this.place(child, begun);
			}
			return begun;
		});
		if (change.ends && parts[0]) this.end('code', unit, parts[0]);
	}

	close(codes: readonly string[], successorCode: string | null): undefined {
		const units = this.units('codes', codes);
		const successor = successorCode === null ? null : this.parent('successor', successorCode);
		if (successor === undefined) return;
		if (units.some(({ id }) => id === successor?.id)) return this.report('successor', 'unit_succeeds_itself');
		for (const unit of units)
			if (periodOn(unit, this.#from)!.parentId === null) this.report('codes', 'unit_root_stays');
			else this.end('codes', unit, successor);
	}

	recluster(codes: readonly string[], code: string | null): undefined {
		const cluster = code === null ? null : this.#known.clusters.get(code);
		if (cluster === undefined) return this.report('cluster', 'unit_cluster_unknown', { code: code ?? '' });
		for (const unit of this.units('codes', codes))
			if (cluster && periodOn(unit, this.#from)!.parentId !== cluster.ownerId)
				this.report('codes', 'unit_cluster_elsewhere', { code: unit.code });
			else this.change(unit, { clusterId: cluster?.id ?? null });
	}

	result(): Planned {
		const was = new Map([...this.#known.timelines.values()].map((timeline) => [timeline.id, timeline]));
		for (const child of [...this.#known.children.values()].flat()) was.set(child.id, child);
		const after = [...this.#after.values()].filter((each) => !sameTimeline(each, was.get(each.id)));
		if (after.length === 0 && this.#issues.length === 0) this.report('', 'unit_change_nothing');
		return { after, issues: this.#issues };
	}
}
